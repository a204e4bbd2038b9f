using System.Globalization;
using Matoi.Detect.Rules.Reading;
using Matoi.Model;
using Matoi.Model.Alerts;

namespace Matoi.Detect.Rules.Running;

/// <summary>Makes an alert of rows as a rule says. Pure.</summary>
public static class BuildAlert
{
    /// <summary>Source id of alerts that rules raise.</summary>
    public const string Source = "matoi.rules";

    /// <summary>What people call what raised them.</summary>
    public const string Product = "Matoi analytics rules";

    private const int LongestTitle = 256;
    private const int LongestDescription = 5000;
    private const int MostDetails = 20;

    /// <summary>The alert of some rows of a run.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="window">The run's window.</param>
    /// <param name="table">The run's result.</param>
    /// <param name="rows">The rows behind the alert; none for a rule that fires on silence.</param>
    /// <param name="cloud">The cloud of the tables that the rule reads.</param>
    /// <param name="part">What tells the alert from others of the same run; empty when it is the only one.</param>
    public static RuleAlert Of(AnalyticsRule rule, RuleWindow window, ResultTable table, IReadOnlyList<object?[]> rows, Cloud cloud, string part)
    {
        var first = rows.Count > 0 ? rows[0] : null;
        var details = rule.AlertDetails;
        var scopes = rows.Select(row => RowScope.Of(cloud, table, row)).ToList();
        var entities = rows.Zip(scopes).SelectMany(pair => RowEntities.Of(rule, table, pair.First, pair.Second)).DistinctBy(e => e.Key).Take(RowEntities.Most).ToList();
        var (from, to) = RowTimes.Of(table, rows, window, rule.Kind == RuleKind.NRT ? window.To - RuleFields.Longest : window.From);
        var alert = new Alert
        {
            Source = Source,
            SourceRef = $"{rule.Id}/{window.To.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}{(part.Length > 0 ? "/" + part : "")}",
            Title = AlertText.Fill(details?.NameFormat, table, first, rule.Name, LongestTitle),
            Description = AlertText.Fill(details?.DescriptionFormat, table, first, rule.Description, LongestDescription),
            AlertType = rule.Name,
            Product = Property(details, table, first, "ProductName") is { Length: > 0 } product ? product : Product,
            Severity = RuleWords.SeverityOf(Value(table, first, details?.SeverityColumn)) ?? rule.Severity,
            Confidence = Confidence(Property(details, table, first, "ConfidenceScore"), Property(details, table, first, "ConfidenceLevel")),
            Cloud = cloud != Cloud.Unknown ? cloud : entities.Select(e => e.Cloud).Where(c => c != Cloud.Unknown).Distinct().ToList() is [var only] ? only : Cloud.Unknown,
            CloudAccount = Agreed(scopes.Select(s => s.Account)),
            Region = Agreed(scopes.Select(s => s.Region)),
            Tactics = Listed(table, first, details?.TacticsColumn) is { Count: > 0 } named && Tactics.Ids(named) is { Count: > 0 } tactics ? tactics : rule.Tactics,
            Techniques = Listed(table, first, details?.Properties.GetValueOrDefault("Techniques")) is { Count: > 0 } techniques ? techniques : rule.Techniques,
            Entities = entities,
            FirstSeen = from,
            LastSeen = to,
            Count = Math.Max(1, rows.Count),
            Link = Property(details, table, first, "AlertLink") is { } link && link.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? link : null,
        };
        return new(alert, rows, Details(rule, table, rows));
    }

    private static Dictionary<string, IReadOnlyList<string>> Details(AnalyticsRule rule, ResultTable table, IReadOnlyList<object?[]> rows)
        => rule.CustomDetails.Select(d => (d.Key, Values: (IReadOnlyList<string>)[.. rows.Select(row => table.Text(row, d.Value)).Where(text => text.Length > 0).Distinct().Take(MostDetails)]))
            .Where(d => d.Values.Count > 0).ToDictionary(d => d.Key, d => d.Values);

    private static string Value(ResultTable table, object?[]? row, string? column) => row is null || column is null ? "" : table.Text(row, column);

    private static string Property(AlertDetails? details, ResultTable table, object?[]? row, string property) => Value(table, row, details?.Properties.GetValueOrDefault(property));

    // A list of names, an array of them, or an array as text.
    private static List<string> Listed(ResultTable table, object?[]? row, string? column)
        => row is null || column is null ? [] : [.. table.Texts(row, column).SelectMany(text => text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    private static int? Confidence(string score, string level) => double.TryParse(score, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? (int)Math.Round(Math.Clamp(number <= 1 ? number * 100 : number, 0, 100))
        : RuleWords.Plain(level) switch { "high" => 90, "low" => 30, "medium" => 60, _ => null };

    private static string Agreed(IEnumerable<string> values) => values.Where(v => v.Length > 0).Distinct().Take(2).ToList() is [var only] ? only : "";
}
