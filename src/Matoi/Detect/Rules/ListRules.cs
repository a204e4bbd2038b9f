using Matoi.Detect.Rules.Reading;
using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Lists analytics rules with how they are doing: IR-3.</summary>
public sealed class ListRules(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>A rule.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Severity">Severity of its alerts.</param>
    /// <param name="Tactics">ATT&amp;CK tactics.</param>
    /// <param name="Techniques">ATT&amp;CK techniques.</param>
    /// <param name="Kind">Scheduled or NRT.</param>
    /// <param name="Frequency">Time between runs, short form.</param>
    /// <param name="Period">How far a run looks back, short form.</param>
    /// <param name="Version">Version.</param>
    /// <param name="File">The file it came from.</param>
    /// <param name="Enabled">True when it runs.</param>
    /// <param name="Health">How it is doing.</param>
    /// <param name="Message">Why it is not doing well; null when it is.</param>
    /// <param name="LastRun">When it last ran.</param>
    /// <param name="NextRun">When it is due.</param>
    /// <param name="AlertsInWeek">Alerts of the last seven days.</param>
    public sealed record Row(string Id, string Name, Severity Severity, IReadOnlyList<string> Tactics, IReadOnlyList<string> Techniques, RuleKind Kind, string Frequency, string Period,
        string Version, string File, bool Enabled, RuleHealth Health, string? Message, DateTimeOffset? LastRun, DateTimeOffset? NextRun, int AlertsInWeek);

    /// <summary>All rules: those that need a look first, then by name.</summary>
    public async Task<IReadOnlyList<Row>> HandleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var week = now.AddDays(-7);
        var raised = await db.RuleRuns.Where(r => r.Started >= week && r.Alerts > 0).GroupBy(r => r.RuleId).Select(g => new { g.Key, Alerts = g.Sum(r => r.Alerts) }).ToDictionaryAsync(g => g.Key, g => g.Alerts, ct);
        var rules = await db.Rules.AsNoTracking().Select(r => new RuleState
        {
            // Not the whole text: a list of hundreds is loaded every few seconds.
            Id = r.Id, Name = r.Name, Definition = r.Definition, File = r.File, Text = "", Severity = r.Severity, Unusable = r.Unusable, Enabled = r.Enabled, SwitchedOff = r.SwitchedOff,
            NextRun = r.NextRun, SuppressedUntil = r.SuppressedUntil, LastRun = r.LastRun, FailedInRow = r.FailedInRow, LastError = r.LastError,
        }).ToListAsync(ct);
        return [.. rules.Select(r => RowOf(r, raised.GetValueOrDefault(r.Id), now)).OrderByDescending(r => r.Health is RuleHealth.SwitchedOff or RuleHealth.Failing or RuleHealth.Late)
            .ThenBy(r => !r.Enabled).ThenBy(r => r.Name, StringComparer.OrdinalIgnoreCase).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    internal static Row RowOf(RuleState state, int alerts, DateTimeOffset now)
    {
        var rule = state.Definition;
        return new(state.Id, state.Name, state.Severity, rule.Tactics, rule.Techniques, rule.Kind, RuleDuration.Write(rule.Frequency), RuleDuration.Write(rule.Period), rule.Version, state.File,
            state.Enabled, RuleHealths.Of(state, now), state.SwitchedOff ?? state.LastError ?? state.Unusable, state.LastRun, state.NextRun, alerts);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/rules", (ListRules list, CancellationToken ct) => list.HandleAsync(ct)).WithSummary("Analytics rules with how they are doing.");
}
