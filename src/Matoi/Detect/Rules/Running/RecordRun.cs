using System.Text;
using Matoi.Detect.Alerts;
using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Sources;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules.Running;

/// <summary>Commits what came of a run.</summary>
public sealed class RecordRun(IDbContextFactory<MatoiDb> databases, AlertWriter alerts, RuleOptions options, TimeProvider clock)
{
    private const int HashesPerQuery = 500;
    private const int MostRemembered = 10_000;

    /// <summary>Decides what the rows become and commits it with the run and the time of the next.</summary>
    /// <exception cref="DbUpdateConcurrencyException">Somebody else has run or changed the rule meanwhile; nothing is committed.</exception>
    internal async Task SucceededAsync(MatoiDb db, RuleState state, RuleRun run, RuleWindow window, ResultTable table, Cloud cloud, CancellationToken ct)
    {
        var rule = state.Definition;
        var hashes = table.Rows.Select(row => RowHash.Of(table, row)).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var sightings = await SightingsAsync(db, rule.Id, hashes, ct);
        var seen = hashes.Where(hash => sightings.GetValueOrDefault(UpsertAlert.RecordGuid(hash)) is { } sighting && sighting.SeenTo > window.From).ToHashSet();
        var decided = DecideAlerts.Decide(rule, window, table, hashes, seen, cloud);
        await StageAsync(db, rule, window, table, decided.Alerts, ct);
        Remember(db, rule, window, sightings, decided.Fresh);
        run.KnownRows = decided.Known;
        run.Alerts = decided.Alerts.Count;
        Advance(state, run, decided.Alerts.Count > 0);
        db.RuleRuns.Add(run);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <summary>Commits that a run failed: its window is looked at again, later and later, and after ten failures in a row the rule is switched off.</summary>
    internal async Task FailedAsync(RuleRun run, string message, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var state = await db.Rules.SingleOrDefaultAsync(r => r.Id == run.RuleId, ct);
        if (state is null)
        {
            return;
        }

        run.Outcome = RunOutcome.Failed;
        run.Message = message;
        db.RuleRuns.Add(run);
        if (RuleFailures.Decide(state, run, message, clock.GetUtcNow()) is { } claim)
        {
            await alerts.StageAsync(db, [claim], ct);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static async Task<Dictionary<Guid, RuleSighting>> SightingsAsync(MatoiDb db, string ruleId, List<UInt128> hashes, CancellationToken ct)
    {
        var found = new Dictionary<Guid, RuleSighting>();
        foreach (var rows in hashes.Select(UpsertAlert.RecordGuid).Distinct().Chunk(HashesPerQuery))
        {
            foreach (var sighting in await db.RuleSightings.Where(s => s.RuleId == ruleId && rows.Contains(s.Row)).ToListAsync(ct))
            {
                found[sighting.Row] = sighting;
            }
        }

        return found;
    }

    private async Task StageAsync(MatoiDb db, AnalyticsRule rule, RuleWindow window, ResultTable table, IReadOnlyList<RuleAlert> made, CancellationToken ct)
    {
        var staged = await alerts.StageAsync(db, [.. made.Select(a => new RaisedAlert(a.Alert, MapOutput.RecordId(Encoding.UTF8.GetBytes(a.Alert.SourceRef))) { Correlate = rule.Incident.CreateIncident })], ct);
        foreach (var one in made)
        {
            if (staged[(one.Alert.Source, one.Alert.SourceRef)] is { IsNew: true, Alert.Id: var id })
            {
                db.RuleEvidence.Add(new()
                {
                    AlertId = id, RuleId = rule.Id, RuleName = rule.Name, Version = rule.Version, Query = rule.Query, From = window.From, To = window.To, Matches = one.Rows.Count,
                    Columns = [.. table.Columns.Select(c => c.Name)], Rows = EvidenceRows.Write(table, one.Rows), Details = one.Details.ToDictionary(d => d.Key, d => d.Value.ToList()),
                });
            }
        }
    }

    private static void Remember(MatoiDb db, AnalyticsRule rule, RuleWindow window, Dictionary<Guid, RuleSighting> known, IReadOnlyList<UInt128> fresh)
    {
        foreach (var row in fresh.Take(MostRemembered).Select(UpsertAlert.RecordGuid))
        {
            if (!known.TryGetValue(row, out var sighting))
            {
                db.RuleSightings.Add(known[row] = sighting = new() { RuleId = rule.Id, Row = row });
            }

            (sighting.SeenTo, sighting.Expires) = (window.To, window.To + rule.Period);
        }
    }

    private void Advance(RuleState state, RuleRun run, bool raised)
    {
        state.Turn++;
        state.LastRun = run.Started;
        if (run.Cause == RunCause.Manual)
        {
            return;
        }

        (state.FailedInRow, state.LastError, state.LastEnd) = (0, null, run.To);
        state.SuppressedUntil = state.SuppressedUntil > run.To ? state.SuppressedUntil : null;
        if (raised && state.Definition.Suppression is { } rest)
        {
            // At rest nothing is looked at: the first window after it begins as if the rule had just been switched on.
            state.SuppressedUntil = run.To + rest;
            state.LastEnd = RuleSchedule.EndAtOrBefore(state.Definition, run.To + rest);
        }

        state.NextRun = state.Enabled ? RuleSchedule.DueAfter(state.Definition, state.LastEnd.Value, options.Delay(state.Definition.Kind)) : null;
    }
}
