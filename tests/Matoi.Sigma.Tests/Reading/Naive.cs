using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Sigma.Expressions;
using Matoi.Sigma.Mapping;

namespace Matoi.Sigma.Tests.Reading;

/// <summary>Says plainly whether an event meets an expression, one test after the other.</summary>
internal sealed class Naive(LogSourceMapping mapping, JsonElement record)
{
    public bool Holds(Expression expression) => expression switch
    {
        AllOf all => all.Operands.All(Holds),
        AnyOf any => any.Operands.Any(Holds),
        AtLeast some => some.Operands.Count(Holds) >= some.Count,
        Not not => !Holds(not.Operand),
        FieldTest { Field: null } keyword => Below(record).Any(value => Holds(keyword.Match, value)),
        FieldTest test => Values(test.Field!).ToList() is var values && test.Match switch
        {
            ExistsMatch exists => values.Count > 0 == exists.There,
            NullMatch => values.TrueForAll(v => v.ValueKind == JsonValueKind.Null),
            FieldReferenceMatch field => values.Exists(v => Values(field.Field).Any(other => Text(v) is { } a && Text(other) is { } b && Relates(field, a, b))),
            _ => values.Exists(value => Holds(test.Match, value)),
        },
        _ => throw new ArgumentException(expression.ToString()),
    };

    private static bool Relates(FieldReferenceMatch field, string a, string b)
    {
        var comparison = field.Cased ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        return field.Kind switch
        {
            FieldReferenceKind.Contains => a.Contains(b, comparison),
            FieldReferenceKind.StartsWith => a.StartsWith(b, comparison),
            FieldReferenceKind.EndsWith => a.EndsWith(b, comparison),
            _ => a.Equals(b, comparison),
        };
    }

    private static bool Holds(Expressions.ValueMatch match, JsonElement value) => Text(value) is { } text && match switch
    {
        TextMatch pattern => Regex.IsMatch(text, @"\A" + string.Concat(pattern.Pattern.Parts.Select(p => p.Kind switch
        {
            PatternPartKind.Run => ".*",
            PatternPartKind.One => ".",
            _ => Regex.Escape(p.Text),
        })) + @"\z", RegexOptions.Singleline | RegexOptions.CultureInvariant | (pattern.Cased ? 0 : RegexOptions.IgnoreCase)),
        RegexMatch regex => Regex.IsMatch(text, regex.Pattern, (regex.IgnoreCase ? RegexOptions.IgnoreCase : 0) | (regex.MultiLine ? RegexOptions.Multiline : 0) | (regex.DotAll ? RegexOptions.Singleline : 0)),
        CidrMatch cidr => IPAddress.TryParse(text, out var ip) && cidr.Network.Contains(ip),
        NumberMatch number => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var n) && number.Comparison.Holds(n, number.Number),
        _ => false,
    };

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private IEnumerable<JsonElement> Values(string field) => mapping.Paths(field).SelectMany(path => At(record, path));

    private IEnumerable<JsonElement> At(JsonElement value, string path)
    {
        // An array is its elements, and its own text beside.
        if (path.Length == 0)
        {
            return value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().SelectMany(item => At(item, path)).Append(value) : [value];
        }

        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.EnumerateArray().SelectMany(item => At(item, path));
        }

        var name = path.Split('.', 2);
        var comparison = mapping.AnyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return value.ValueKind != JsonValueKind.Object ? []
            : value.EnumerateObject().Where(p => p.Name.Equals(name[0], comparison)).SelectMany(p => At(p.Value, name.Length > 1 ? name[1] : ""));
    }

    private static IEnumerable<JsonElement> Below(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(p => Below(p.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Below),
        _ => [value],
    };
}
