using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Sigma.Expressions;
using Matoi.Sigma.Mapping;
using ValueMatch = Matoi.Sigma.Expressions.ValueMatch;

namespace Matoi.Sigma.Tests.Matching;

/// <summary>What an expression means, by walking the whole document for every test: slow and plain, for comparison.</summary>
internal static class PlainEvaluation
{
    public static bool Holds(Expression expression, JsonElement record, LogSourceMapping mapping) => expression switch
    {
        AllOf all => all.Operands.All(o => Holds(o, record, mapping)),
        AnyOf any => any.Operands.Any(o => Holds(o, record, mapping)),
        AtLeast some => some.Operands.Count(o => Holds(o, record, mapping)) >= some.Count,
        Not not => !Holds(not.Operand, record, mapping),
        FieldTest { Field: null, Match: TextMatch text } => Leaves(record).Any(v => Like(v, text with { Pattern = text.Pattern.AtStart().AtEnd() })),
        FieldTest { Field: null } keyword => Leaves(record).Any(v => One(v, keyword.Match)),
        FieldTest { Field: { } field } test => Test([.. mapping.Paths(field).SelectMany(p => Values(record, p.Split('.'), mapping.AnyCase, raw: true))], test.Match),
        _ => throw new NotSupportedException(),
    };

    private static bool Test(List<(bool IsNull, string? Text)> values, ValueMatch match) => match switch
    {
        ExistsMatch exists => exists.There == values.Count > 0,
        NullMatch => values.All(v => v.IsNull),
        TextMatch { Pattern.Parts: [{ Kind: PatternPartKind.Run }] } => values.Any(v => !v.IsNull),
        _ => values.Select(v => v.Text).OfType<string>().Any(v => One(v, match)),
    };

    private static bool One(string value, ValueMatch match) => match switch
    {
        TextMatch text => Like(value, text),
        RegexMatch regex => Regex.IsMatch(value, regex.Pattern, RegexOptions.CultureInvariant | (regex.IgnoreCase ? RegexOptions.IgnoreCase : 0)),
        CidrMatch cidr => value.AsSpan().ContainsAny('.', ':') && IPAddress.TryParse(value, out var address) && cidr.Network.Contains(address),
        NumberMatch number => double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && number.Comparison.Holds(parsed, number.Number),
        _ => throw new NotSupportedException(),
    };

    private static bool Like(string value, TextMatch match)
    {
        var pattern = string.Concat(match.Pattern.Parts.Select(p => p.Kind switch
        {
            PatternPartKind.Run => ".*",
            PatternPartKind.One => "(?:[\uD800-\uDBFF][\uDC00-\uDFFF]|.)",
            _ => Regex.Escape(match.Cased ? p.Text : p.Text.ToLowerInvariant()),
        }));
        return Regex.IsMatch(match.Cased ? value : value.ToLowerInvariant(), $"^(?:{pattern})\\z", RegexOptions.Singleline | RegexOptions.CultureInvariant);
    }

    private static IEnumerable<string> Leaves(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Leaves(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Leaves),
        JsonValueKind.Null => [],
        _ => [Text(value)],
    };

    // Objects and arrays have their JSON as text too, but those that are items of an array have not.
    private static IEnumerable<(bool IsNull, string? Text)> Values(JsonElement value, ReadOnlyMemory<string> path, bool anyCase, bool raw)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            var items = value.EnumerateArray().SelectMany(item => Values(item, path, anyCase, raw: false));
            return path.IsEmpty ? items.Append((false, raw ? JsonSerializer.Serialize(value) : null)) : items;
        }

        if (path.IsEmpty)
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => [(false, raw ? JsonSerializer.Serialize(value) : null)],
                JsonValueKind.Null => [(true, null)],
                _ => [(false, Text(value))],
            };
        }

        return value.ValueKind != JsonValueKind.Object ? []
            : value.EnumerateObject().Where(p => p.Name.Equals(path.Span[0], anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal))
                .SelectMany(p => Values(p.Value, path[1..], anyCase, raw: true));
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
