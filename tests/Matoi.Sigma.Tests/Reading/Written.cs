using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

/// <summary>Rules made of parts, and their expressions written down in a line.</summary>
internal static class Written
{
    /// <summary>A rule with these lines under <c>detection</c>.</summary>
    public static string Rule(string detection, string condition = "s")
        => $"title: t\nlogsource:\n  product: p\ndetection:\n{string.Join("\n", detection.Split('\n').Select(l => "  " + l))}\n  condition: {condition}\n";

    /// <summary>Reads one text that must be without errors.</summary>
    public static SigmaRuleSet Read(string text, SigmaReaderOptions? options = null)
    {
        var set = SigmaReader.Read([("r.yml", text)], options);
        Assert.Equal("", string.Join("\n", set.Errors));
        return set;
    }

    /// <summary>What a rule with this detection asks.</summary>
    public static string Condition(string detection, string condition = "s", SigmaReaderOptions? options = null) => Line(Assert.Single(Read(Rule(detection, condition), options).Rules).Condition);

    /// <summary>The errors of a text, one a line, without the file.</summary>
    public static string Errors(string text) => string.Join("\n", SigmaReader.Read([("", text)]).Errors.Select(e => e.ToString()[1..]));

    /// <summary>The warnings of a text.</summary>
    public static string Warnings(string text) => string.Join("\n", SigmaReader.Read([("", text)]).Warnings.Select(e => e.ToString()[1..]));

    /// <summary>An expression in a line.</summary>
    public static string Line(Expression expression) => expression switch
    {
        AllOf { Operands.Count: 0 } => "always",
        AnyOf { Operands.Count: 0 } => "never",
        AllOf all => "(" + string.Join(" & ", all.Operands.Select(Line)) + ")",
        AnyOf any => "(" + string.Join(" | ", any.Operands.Select(Line)) + ")",
        AtLeast some => $"{some.Count} of (" + string.Join(", ", some.Operands.Select(Line)) + ")",
        Not not => "!" + Line(not.Operand),
        FieldTest test => (test.Field ?? "any") + Line(test.Match),
        _ => throw new ArgumentException(expression.ToString()),
    };

    private static string Line(ValueMatch match) => match switch
    {
        TextMatch text => (text.Cased ? "==" : "=") + $"'{text.Pattern}'",
        RegexMatch regex => $"~/{regex.Pattern}/{(regex.IgnoreCase ? "i" : "")}{(regex.MultiLine ? "m" : "")}{(regex.DotAll ? "s" : "")}",
        CidrMatch cidr => $" in {cidr.Network}",
        ExistsMatch exists => exists.There ? "?" : "-",
        NullMatch => "=null",
        NumberMatch number => $" {number.Comparison} {number.Number}",
        FieldReferenceMatch field => $" {field.Kind} {field.Field}{(field.Cased ? " cased" : "")}",
        TimePartMatch part => $".{part.Part} {part.Comparison} {part.Number}",
        _ => throw new ArgumentException(match.ToString()),
    };
}
