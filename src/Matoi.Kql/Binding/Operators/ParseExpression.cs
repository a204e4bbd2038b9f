using System.Text;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Strings;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>The pattern of <c>parse kind=regex</c> as one regular expression.</summary>
/// <param name="Pattern">The expression; it may fit anywhere in a text.</param>
/// <param name="Groups">How many groups it has, those in the query's own texts among them.</param>
/// <param name="Columns">The group of each column, from 0.</param>
internal sealed record ParseExpression(string Pattern, int Groups, IReadOnlyList<int> Columns)
{
    /// <summary>What is wrong with the expression; null when nothing is.</summary>
    public string? Problem
    {
        get
        {
            try
            {
                _ = new RegexPattern(Pattern);
                return null;
            }
            catch (ArgumentRefusedException e)
            {
                return e.Message;
            }
        }
    }

    /// <summary>A column takes as much as it can and a gap as little; the flag <c>U</c> turns this round.</summary>
    public static ParseExpression Of(ParseOperator op, IReadOnlyList<string?> texts)
    {
        var pattern = new StringBuilder();
        if (op.Parameters.Word("flags") is { Length: > 0 } flags)
        {
            pattern.Append("(?").Append(flags).Append(')');
        }

        var (groups, columns) = (0, new List<int>());
        foreach (var (part, text) in op.Pattern.Zip(texts))
        {
            if (text is not null)
            {
                pattern.Append(text);
                groups += Captures(text);
            }
            else if (part.Column is null)
            {
                pattern.Append(".*?");
            }
            else
            {
                pattern.Append(part.Type is KqlType.Int or KqlType.Long ? @"(-?\d+)" : "(.*)");
                columns.Add(groups++);
            }
        }

        return new(pattern.ToString(), groups, columns);
    }

    /// <summary>How many groups of a regular expression keep what they match.</summary>
    private static int Captures(string text)
    {
        var (count, set) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    i++;
                    break;
                case '[' when !set:
                    set = true;

                    // A bracket that stands first belongs to the set.
                    i += text.AsSpan(i + 1).StartsWith("^]") ? 2 : text.AsSpan(i + 1).StartsWith("]") ? 1 : 0;
                    break;
                case ']':
                    set = false;
                    break;
                case '(' when !set && (!text.AsSpan(i + 1).StartsWith("?") || text.AsSpan(i + 1).StartsWith("?P<") || text.AsSpan(i + 1).StartsWith("?<")):
                    count++;
                    break;
            }
        }

        return count;
    }
}
