using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matoi.Kql.Cases;

/// <summary>A query with the answer that another engine, or the documentation, gives.</summary>
/// <param name="Id">Name of the case.</param>
/// <param name="Query">Text.</param>
/// <param name="Columns">Names and types; a type is null when it was not recorded.</param>
/// <param name="Rows">Values as JSON: times and lengths of time as text, dynamic as JSON.</param>
/// <param name="RowCount">Number of rows; may be more than were recorded.</param>
/// <param name="Ordered">True when the order of rows is part of the answer.</param>
/// <param name="Loose">What of the answer does not count.</param>
public sealed partial record RecordedCase(string Id, string Query, IReadOnlyList<(string Name, string? Type)> Columns, IReadOnlyList<JsonNode?[]> Rows, int RowCount, bool Ordered, Looseness Loose)
{
    /// <summary>Reads one line of a case file; both formats are recognised by their properties.</summary>
    public static RecordedCase Read(string line)
    {
        var json = JsonNode.Parse(line)!.AsObject();
        return json["kql"] is { } kql ? Recorded(json, kql.GetValue<string>()) : Documented(json);
    }

    private static RecordedCase Recorded(JsonObject json, string query)
    {
        var answer = json["kusto"]!;
        var columns = answer["Columns"]!.AsArray().Select(c => c!.GetValue<string>()).Select(c => (c[..c.LastIndexOf(':')], (string?)Type(c[(c.LastIndexOf(':') + 1)..]))).ToList();
        var rows = answer["SampleRows"]!.AsArray().Select(r => RecordedRow.Read(r!.GetValue<string>(), columns)).ToList();
        return new(json["id"]!.GetValue<string>(), query, columns, rows, answer["RowCount"]!.GetValue<int>(), EndsSorted(query), default);
    }

    private static RecordedCase Documented(JsonObject json)
    {
        var names = json["columns"]!.AsArray().Select(c => c!.GetValue<string>()).ToList();
        var types = json["types"]!.AsArray().Select(t => t?.GetValue<string>()).ToList();
        var check = json["schema_check"]!.GetValue<string>();
        var flags = json["flags"]!.AsArray().Select(f => f!.GetValue<string>()).ToHashSet();
        var rows = json["rows"]!.AsArray().Select(r => r!.AsArray().Select(v => v?.DeepClone()).ToArray()).ToList();
        return new(
            json["id"]!.GetValue<string>(),
            json["query"]!.GetValue<string>(),
            [.. names.Select((n, i) => (n, types[i] is "unknown" or null ? null : types[i]))],
            rows,
            rows.Count,
            json["order"]!.GetValue<string>() == "sorted",
            new(Names: check == "column-name-mismatch", Order: check is "column-order-mismatch" or "open", Arrays: flags.Contains("array-order"), Types: check != "exact" || flags.Contains("value-type-mismatch"), Whitespace: flags.Overlaps(["edge-whitespace", "trailing-newline"]), Values: flags.Contains("sketch-internal")));
    }

    private static string Type(string name) => name switch { "Int" => "long", "DateTime" => "datetime", "TimeSpan" => "timespan", _ => name.ToLower(CultureInfo.InvariantCulture) };

    private static bool EndsSorted(string query) => SortedEnd().IsMatch(query);

    [GeneratedRegex(@"\|\s*(sort|order|top)\s[^|;]*;?\s*$", RegexOptions.Singleline)]
    private static partial Regex SortedEnd();
}

/// <summary>Parts of a recorded answer that are known to differ from what the engine gives, or to be undefined.</summary>
/// <param name="Names">Columns are compared by position.</param>
/// <param name="Order">Columns are compared by name.</param>
/// <param name="Arrays">Elements of arrays may stand in any order.</param>
/// <param name="Types">Types of columns are not compared.</param>
/// <param name="Whitespace">Text is compared without spaces around it.</param>
/// <param name="Values">Only the shape is compared.</param>
public readonly record struct Looseness(bool Names, bool Order, bool Arrays, bool Types, bool Whitespace, bool Values);
