using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>A value of another field in the same event.</summary>
internal sealed class FieldReferenceTest(int field, int other, FieldReferenceMatch match) : DeferredTest(field)
{
    // A folding of its own, since the scanner's holds one text at a time.
    [ThreadStatic]
    private static CaseFolding? _folding;

    public override bool Holds(ReadOnlySpan<byte> value, EventScanner scanner)
    {
        var mine = match.Cased ? value : (_folding ??= new()).Fold(value);
        foreach (var at in scanner.ValuesOf(other))
        {
            var theirs = match.Cased ? scanner.Value(at) : scanner.Folding.Fold(scanner.Value(at));
            if (match.Kind switch
            {
                FieldReferenceKind.StartsWith => mine.StartsWith(theirs),
                FieldReferenceKind.EndsWith => mine.EndsWith(theirs),
                FieldReferenceKind.Contains => mine.IndexOf(theirs) >= 0,
                _ => mine.SequenceEqual(theirs),
            })
            {
                return true;
            }
        }

        return false;
    }
}
