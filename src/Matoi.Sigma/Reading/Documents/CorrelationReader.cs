using System.Globalization;
using System.Text.RegularExpressions;
using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>Documents with <c>correlation</c>.</summary>
internal static partial class CorrelationReader
{
    private static readonly string[] Types = ["event_count", "value_count", "temporal", "temporal_ordered", "value_sum", "value_avg", "value_percentile"];

    private static readonly string[] Criteria = ["gt", "gte", "lt", "lte", "eq", "neq"];

    /// <summary>The correlation; what is wrong with it is reported, and it must not be used then.</summary>
    public static CorrelationDraft Read(YamlMap map, int index, Complaints complaints)
    {
        var document = new Attributes(map, "a correlation", complaints);
        var title = document.Required("title");
        Header.Check(document, complaints);
        if (map.Has("detection"))
        {
            complaints.Error(SigmaCode.UnknownKey, map, "a document has either 'detection' or 'correlation'; write two, with --- between them");
        }

        var own = new Attributes(document.RequiredMap("correlation") ?? map, "'correlation'", complaints);
        own.Only("type", "rules", "aliases", "group-by", "timespan", "condition", "generate", "percentile");
        var type = Array.IndexOf(Types, own.Required("type"));
        if (type < 0 && own.Map["type"] is { } odd)
        {
            complaints.Error(SigmaCode.BadValue, odd, $"'{own.Text("type")}' is no type of correlations; there are {string.Join(", ", Types)}");
        }

        var rules = own.Scalars("rules");
        if (rules.Count == 0)
        {
            own.Missing("rules", null);
        }

        var draft = new SigmaCorrelation
        {
            File = complaints.File,
            Line = map.Line,
            Id = Header.Id(document.Text("id"), complaints.File, index, title),
            Title = title,
            Type = (CorrelationType)Math.Max(0, type),
            Rules = [],
            GroupBy = own.Texts("group-by"),
            Timespan = Timespan(own, complaints),
            Conditions = [],
            Generate = (document.Boolean("generate") ?? own.Boolean("generate")) == true,
        };
        return new(Header.Fill(Condition(draft, own, complaints), document, complaints), rules, [.. Aliases(own, complaints)], complaints);
    }

    private static SigmaCorrelation Condition(SigmaCorrelation draft, Attributes own, Complaints complaints)
    {
        var temporal = draft.Type is CorrelationType.Temporal or CorrelationType.TemporalOrdered;
        if (own.Map["condition"] is null && temporal)
        {
            return draft;
        }

        if (own.Map["condition"] is YamlScalar text)
        {
            complaints.Error(SigmaCode.BadValue, text, "the condition of a correlation is a mapping such as 'gte: 10'; combine rules by correlations of correlations");
            return draft;
        }

        if (own.RequiredMap("condition") is not { } map)
        {
            return draft;
        }

        var condition = new Attributes(map, "the condition of a correlation", complaints);
        condition.Only([.. Criteria, "field", "percentile"]);
        var fields = condition.Texts("field");
        var numbers = Criteria.Where(map.Has).Select(name => new CorrelationCondition(Comparison(name), Number(map, name, complaints))).ToList();
        var counting = temporal || draft.Type == CorrelationType.EventCount;
        if (counting && fields.Count > 0)
        {
            complaints.Error(SigmaCode.UnknownKey, map["field"]!, $"{Types[(int)draft.Type]} looks at no field; value_count counts values");
        }
        else if (!counting && fields.Count == 0)
        {
            condition.Missing("field", null);
        }
        else if (fields.Count > 1 && draft.Type != CorrelationType.ValueCount)
        {
            complaints.Error(SigmaCode.BadValue, map["field"]!, $"{Types[(int)draft.Type]} takes one field");
        }

        if (numbers.Count == 0)
        {
            complaints.Error(SigmaCode.Missing, map, $"the condition needs one of {string.Join(", ", Criteria)}");
        }

        return draft with { Conditions = numbers, Fields = fields, Percentile = Percentile(own.Map["percentile"] is null ? map : own.Map, complaints) };
    }

    private static double Percentile(YamlMap map, Complaints complaints)
    {
        var percentile = map.Has("percentile") ? Number(map, "percentile", complaints) : 50;
        if (percentile is < 0 or > 100)
        {
            complaints.Error(SigmaCode.BadValue, map["percentile"]!, "'percentile' lies between 0 and 100");
        }

        return percentile;
    }

    private static double Number(YamlMap map, string name, Complaints complaints)
    {
        if (map[name] is YamlScalar scalar && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return number;
        }

        complaints.Error(SigmaCode.BadValue, map[name] ?? map, $"'{name}' takes a number");
        return 0;
    }

    private static Comparison Comparison(string name) => name switch
    {
        "gt" => Expressions.Comparison.Greater,
        "gte" => Expressions.Comparison.GreaterOrEqual,
        "lt" => Expressions.Comparison.Less,
        "lte" => Expressions.Comparison.LessOrEqual,
        "neq" => Expressions.Comparison.NotEqual,
        _ => Expressions.Comparison.Equal,
    };

    private static TimeSpan Timespan(Attributes own, Complaints complaints)
    {
        var text = own.Required("timespan");
        var found = Span().Match(text);
        if (found.Success)
        {
            // Months and years are those of the mean Gregorian calendar.
            var unit = found.Groups[2].Value switch { "s" => 1, "m" => 60, "h" => 3600, "d" => 86_400, "w" => 604_800, "M" => 2_629_746, _ => 31_556_952 };
            if (long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) * unit is var seconds and > 0 and <= 10L * 31_556_952)
            {
                return TimeSpan.FromSeconds(seconds);
            }
        }

        if (text.Length > 0)
        {
            complaints.Error(SigmaCode.BadValue, own.Map["timespan"]!, $"'timespan' is '{text}'; write a number and one of s, m, h, d, w, M, y, such as 10m, up to 10y");
        }

        return TimeSpan.Zero;
    }

    private static IEnumerable<(string Alias, YamlScalar Rule, string Field)> Aliases(Attributes own, Complaints complaints)
    {
        if (own.Map["aliases"] is null || own.RequiredMap("aliases") is not { } aliases)
        {
            yield break;
        }

        foreach (var (alias, node) in aliases.Pairs)
        {
            if (node is not YamlMap fields)
            {
                complaints.Error(SigmaCode.WrongShape, node, $"the alias '{alias.Text}' must be a mapping from rules to their fields");
                continue;
            }

            foreach (var (rule, _) in fields.Pairs)
            {
                yield return (alias.Text, rule, new Attributes(fields, $"the alias '{alias.Text}'", complaints).Required(rule.Text, rule));
            }
        }
    }

    [GeneratedRegex(@"\A([0-9]{1,9})\s*([smhdwMy])\z")]
    private static partial Regex Span();
}
