using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>
/// Documents with <c>filter</c>. A condition of the form <c>not …</c> is asked for as it stands, since some write filters as what shall remain; events that meet any other
/// condition are excluded.
/// </summary>
internal static class FilterReader
{
    /// <summary>The filter; what is wrong with it is reported, and it must not be used then.</summary>
    public static SigmaFilter Read(YamlMap map, Complaints complaints, SigmaReaderOptions options)
    {
        var document = new Attributes(map, "a filter", complaints);
        document.Required("title");
        Header.Check(document, complaints);
        var source = LogSourceReader.Read(document, complaints);
        if (document.RequiredMap("filter") is not { } body)
        {
            return new(source, [], Expression.Always, complaints);
        }

        var filter = new Attributes(body, "'filter'", complaints);
        var rules = filter.Scalars("rules");
        if (rules.Count == 0)
        {
            filter.Missing("rules", null);
        }

        var (condition, isNegation) = RuleReader.Detection(body, "'filter'", ["rules"], complaints, options);
        return new(source, rules is [{ Text: "any" or "Any" or "ANY" }] ? null : rules, isNegation ? condition : Combined.Not(condition), complaints);
    }
}
