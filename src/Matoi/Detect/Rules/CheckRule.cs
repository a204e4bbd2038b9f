using Matoi.Detect.Rules.Reading;
using Matoi.Kql;
using Matoi.Model;
using Matoi.Storage.Lake;

namespace Matoi.Detect.Rules;

/// <summary>Checks a rule's query against the tables of this installation: IR-3.</summary>
public sealed class CheckRule(LakeKql lake, TimeProvider clock)
{
    /// <summary>What keeps the query from running, and columns that the rule names and the query does not give; each with file, line and column.</summary>
    public (IReadOnlyList<Problem> Errors, IReadOnlyList<Problem> Warnings) Handle(RuleReading reading)
    {
        var rule = reading.Rule!;
        try
        {
            var compiled = KqlCompiler.Compile(rule.Query, lake.Catalog(), new(clock.GetUtcNow().UtcDateTime));
            var columns = compiled.Columns.Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            var absent = compiled.Rows.Open ? [] : Named(rule).Where(named => !columns.Contains(named.Column)).DistinctBy(named => named.Column);
            return ([], [.. absent.Select(named => new Problem("rule-column", $"{reading.File}: {named.Where} names the column '{named.Column}', which the query does not give", reading.File))]);
        }
        catch (KqlException e)
        {
            return ([.. e.Errors.Select(error => Placed(reading, rule, error))], []);
        }
    }

    private static Problem Placed(RuleReading reading, AnalyticsRule rule, KqlError error)
    {
        var place = reading.Query?.InFile(error, rule.Query) is var (line, column) ? $"{line}:{column}" : "1:1";
        return new("rule-query", $"{reading.File}:{place}: {error.Code} {error.Message}{(error.Suggestion is { } near ? $" (did you mean '{near}'?)" : "")}", reading.File);
    }

    private static IEnumerable<(string Where, string Column)> Named(AnalyticsRule rule)
        => rule.EntityMappings.SelectMany(m => m.FieldMappings.Select(f => ($"entityMappings/{m.EntityType}", f.ColumnName)))
            .Concat(rule.CustomDetails.Select(d => ($"customDetails/{d.Key}", d.Value)))
            .Concat(((string?[])[rule.AlertDetails?.SeverityColumn, rule.AlertDetails?.TacticsColumn]).OfType<string>().Select(column => ("alertDetailsOverride", column)));
}
