using System.Text.Json;
using Matoi.Detect.Rules;
using Matoi.Detect.Rules.Running;
using Matoi.Kql;
using Matoi.Model;

namespace Matoi.Tests.Rules;

/// <summary>Builds rules, windows and results; what a test does not say does not matter to it.</summary>
internal static class RuleSamples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static AnalyticsRule Rule { get; } = new()
    {
        Id = "rule-1", Name = "Console login", Query = "AWSCloudTrail", Frequency = TimeSpan.FromHours(1), Period = TimeSpan.FromHours(1), Severity = Severity.Medium, Tactics = ["TA0001"], Techniques = ["T1078"],
    };

    public static RuleWindow Window { get; } = new(Noon.AddHours(-1), Noon.AddHours(-1), Noon);

    public static ResultTable Table(string columns, params object?[][] rows)
        => new([.. columns.Split(' ').Select(c => c.Split(':') is [var name, var type] ? new ResultColumn(name, Enum.Parse<KqlType>(type, ignoreCase: true)) : new ResultColumn(c, KqlType.String))], rows);

    public static DecideAlerts.Result Decide(AnalyticsRule rule, ResultTable table, IReadOnlySet<UInt128>? seen = null, RuleWindow? window = null, Cloud cloud = Cloud.Aws)
        => DecideAlerts.Decide(rule, window ?? Window, table, [.. table.Rows.Select(row => RowHash.Of(table, row))], seen ?? new HashSet<UInt128>(), cloud);

    public static AnalyticsRule Mapped(this AnalyticsRule rule, string type, params (string Identifier, string Column)[] fields)
        => rule with { EntityMappings = [.. rule.EntityMappings, new(type, [.. fields.Select(f => new FieldMapping(f.Identifier, f.Column))])] };

    public static string Json(object value) => JsonSerializer.Serialize(value);
}
