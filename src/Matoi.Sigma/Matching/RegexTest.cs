using System.Text.RegularExpressions;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>A regular expression, in time that grows with the value only; what needs to look back and forth has a short time and then does not match.</summary>
internal sealed class RegexTest(int field, RegexMatch match) : DeferredTest(field)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(250);
    private readonly Regex _regex = Create(match);

    /// <summary>The expression for the platform.</summary>
    /// <exception cref="ArgumentException">It is no regular expression.</exception>
    public static Regex Create(RegexMatch match)
    {
        var options = RegexOptions.CultureInvariant | (match.IgnoreCase ? RegexOptions.IgnoreCase : 0) | (match.MultiLine ? RegexOptions.Multiline : 0)
            | (match.DotAll ? RegexOptions.Singleline : 0);
        try
        {
            return new(match.Pattern, options | RegexOptions.NonBacktracking);
        }
        catch (NotSupportedException)
        {
            return new(match.Pattern, options, Longest);
        }
    }

    public override bool Holds(ReadOnlySpan<byte> value, EventScanner scanner)
    {
        try
        {
            return _regex.IsMatch(scanner.Text(value));
        }
        catch (RegexMatchTimeoutException)
        {
            scanner.TimedOut++;
            return false;
        }
    }
}
