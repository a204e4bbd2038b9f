using System.Buffers.Text;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>A number compares; a text counts when all of it is a number.</summary>
internal sealed class NumberTest(int field, NumberMatch match) : DeferredTest(field)
{
    public override bool Holds(ReadOnlySpan<byte> value, EventScanner scanner)
        => Utf8Parser.TryParse(value, out double number, out var read) && read == value.Length && match.Comparison.Holds(number, match.Number);
}
