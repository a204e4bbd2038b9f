using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;

namespace Matoi.Kql.Cases;

/// <summary>Compares an answer with the recorded one: rows as a multiset unless ordered, reals to 1e-6 or to the digits shown, dynamic as JSON.</summary>
public static class AnswerComparison
{
    /// <summary>What differs first; null when the answer is right.</summary>
    public static string? Difference(RecordedCase expected, KqlResult actual)
    {
        var places = Places(expected, actual, out var difference);
        if (difference is not null)
        {
            return difference;
        }

        if (actual.Rows.Count != expected.RowCount)
        {
            return $"{actual.Rows.Count} rows instead of {expected.RowCount}: {Shown(actual)}";
        }

        if (expected.Loose.Values)
        {
            return null;
        }

        var left = actual.Rows.Select(r => places.Select(p => Node(r[p], actual.Columns[p].Type)).ToArray()).ToList();
        if (expected.Ordered)
        {
            var at = Enumerable.Range(0, expected.Rows.Count).FirstOrDefault(i => !Same(expected.Rows[i], left[i], expected.Loose), -1);
            return at < 0 ? null : $"row {at + 1} is {Text(left[at])} instead of {Text(expected.Rows[at])}";
        }

        foreach (var row in expected.Rows)
        {
            var at = left.FindIndex(l => Same(row, l, expected.Loose));
            if (at < 0)
            {
                return $"no row {Text(row)}; there is {string.Join(" ", left.Take(4).Select(Text))}";
            }

            left.RemoveAt(at);
        }

        return null;
    }

    private static List<int> Places(RecordedCase expected, KqlResult actual, out string? difference)
    {
        var names = actual.Columns.Select(c => c.Name).ToList();
        difference = names.Count != expected.Columns.Count ? $"columns ({string.Join(", ", names)}) instead of ({string.Join(", ", expected.Columns.Select(c => c.Name))})" : null;
        var places = new List<int>();
        for (var i = 0; difference is null && i < names.Count; i++)
        {
            var place = expected.Loose.Order ? names.IndexOf(expected.Columns[i].Name) : i;
            if (place < 0 || !expected.Loose.Names && names[place] != expected.Columns[i].Name)
            {
                difference = $"column {i + 1} is '{names[Math.Max(place, 0)]}' instead of '{expected.Columns[i].Name}'";
            }
            else if (!expected.Loose.Types && expected.Columns[i].Type is { } type && !SameType(type, actual.Columns[place].Type))
            {
                difference = $"column '{names[place]}' is {actual.Columns[place].Type} instead of {type}";
            }

            places.Add(Math.Max(place, 0));
        }

        return places;
    }

    // The recorded "long" covers int, and decimals were recorded as reals.
    private static bool SameType(string expected, KqlType actual) => expected switch
    {
        "long" or "int" => actual is KqlType.Int or KqlType.Long,
        "real" or "decimal" => actual is KqlType.Real or KqlType.Decimal,
        _ => string.Equals(expected, actual.ToString(), StringComparison.OrdinalIgnoreCase),
    };

    /// <summary>A result's value as a case file writes it.</summary>
    public static JsonNode? Node(object? value, KqlType type) => value switch
    {
        null => null,
        string json when type == KqlType.Dynamic => Json.Read(json),
        bool b => JsonValue.Create(b),
        int i => JsonValue.Create(i),
        long l => JsonValue.Create(l),
        double d => double.IsFinite(d) ? JsonValue.Create(d) : JsonValue.Create(d.ToString(CultureInfo.InvariantCulture)),
        decimal d => JsonValue.Create((double)d),
        DateTime t => JsonValue.Create(t.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)),
        TimeSpan t => JsonValue.Create(t.ToString("c", CultureInfo.InvariantCulture)),
        var other => JsonValue.Create(other.ToString()),
    };

    private static bool Same(JsonNode?[] expected, JsonNode?[] actual, Looseness loose) => expected.Zip(actual).All(p => Same(p.First, p.Second, loose));

    private static bool Same(JsonNode? expected, JsonNode? actual, Looseness loose) => (expected, actual) switch
    {
        (null, null) => true,
        (JsonArray a, JsonArray b) => a.Count == b.Count && (loose.Arrays ? SameSet(a, b, loose) : a.Zip(b).All(p => Same(p.First, p.Second, loose))),
        (JsonObject a, JsonObject b) => a.Count == b.Count && a.All(p => b.ContainsKey(p.Key) && Same(p.Value, b[p.Key], loose)),
        (JsonValue a, JsonValue b) => SameValue(a, b, loose),
        _ => false,
    };

    private static bool SameSet(JsonArray a, JsonArray b, Looseness loose)
    {
        var left = b.ToList();
        return a.All(x => left.FindIndex(y => Same(x, y, loose)) is var at && at >= 0 && Remove(at));

        bool Remove(int at)
        {
            left.RemoveAt(at);
            return true;
        }
    }

    private static bool SameValue(JsonValue a, JsonValue b, Looseness loose)
    {
        var (x, y) = (Plain(a), Plain(b));
        if (double.TryParse(x, NumberStyles.Float, CultureInfo.InvariantCulture, out var m) && double.TryParse(y, NumberStyles.Float, CultureInfo.InvariantCulture, out var n))
        {
            return m.Equals(n) || Math.Abs(m - n) <= 1e-6 * Math.Max(Math.Abs(m), Math.Abs(n)) || Rounded(x, n);
        }

        return loose.Whitespace ? x.Trim() == y.Trim() : x == y || Infinite(x) is { } i && i == Infinite(y);
    }

    private static string? Infinite(string text) => text is "+Inf" or "Infinity" or "∞" or "inf" ? "+" : text is "-Inf" or "-Infinity" or "-∞" or "-inf" ? "-" : null;

    /// <summary>True when the recorded number is the other one to the digits shown.</summary>
    private static bool Rounded(string shown, double value)
    {
        var point = shown.IndexOf('.', StringComparison.Ordinal);
        return point > 0 && !shown.Contains('e', StringComparison.OrdinalIgnoreCase) && shown.Length - point - 1 is > 3 and < 15 and var digits
            && Math.Round(value, digits).ToString($"F{digits}", CultureInfo.InvariantCulture) == shown;
    }

    private static string Plain(JsonValue value) => value.TryGetValue<string>(out var text) ? text : value.ToJsonString();

    private static string Text(JsonNode?[] row) => "(" + string.Join(", ", row.Select(n => Json.Write(n) ?? "null")) + ")";

    private static string Shown(KqlResult result) => string.Join(" ", result.Rows.Take(3).Select(r => Text([.. r.Select((v, i) => Node(v, result.Columns[i].Type))])));
}
