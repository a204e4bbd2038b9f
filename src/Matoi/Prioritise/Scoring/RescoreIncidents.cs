using System.Text.Json;
using Matoi.Detect;
using Matoi.Detect.Correlate;
using Matoi.Model.Incidents;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Scoring;

/// <summary>Scores open incidents again after what is known about their entities, or what it counts, has changed: IR-5. A priority that moves is told in the timeline.</summary>
public sealed class RescoreIncidents(IDbContextFactory<MatoiDb> databases, IncidentFacts facts, LiveFeed feed, TimeProvider clock)
{
    private const int Tries = 5;
    private const int IncidentsPerTransaction = 50;
    private const int KeysPerQuery = 500;

    /// <summary>Scores those that name one of the entity keys, or all open ones.</summary>
    /// <param name="keys">Entity keys; null for all open incidents.</param>
    /// <param name="actor">Who caused it.</param>
    /// <param name="because">What changed, for the timeline's details.</param>
    /// <param name="ct">Stops between batches.</param>
    /// <returns>Incidents whose priority moved.</returns>
    public async Task<int> HandleAsync(IReadOnlyCollection<string>? keys, string actor, string because, CancellationToken ct)
    {
        var moved = 0;
        foreach (var batch in (await FindAsync(keys, ct)).Chunk(IncidentsPerTransaction))
        {
            moved += await ScoreAsync(batch, actor, because, ct);
        }

        return moved;
    }

    private async Task<IReadOnlyCollection<Guid>> FindAsync(IReadOnlyCollection<string>? keys, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var open = db.Incidents.Where(i => i.Status != IncidentStatus.Closed);
        if (keys is null)
        {
            return await open.Select(i => i.Id).ToListAsync(ct);
        }

        var found = new HashSet<Guid>();
        foreach (var chunk in keys.Chunk(KeysPerQuery))
        {
            found.UnionWith(await db.AlertEntities.Where(e => chunk.Contains(e.Key))
                .Join(db.Alerts, e => e.AlertId, a => a.Id, (_, alert) => alert.IncidentId).Join(open, id => id, i => i.Id, (_, incident) => incident.Id).Distinct().ToListAsync(ct));
        }

        return found;
    }

    private async Task<int> ScoreAsync(Guid[] ids, string actor, string because, CancellationToken ct)
    {
        for (var tried = 1; ; tried++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var alerts = (await db.Alerts.AsNoTracking().Include(a => a.Entities).AsSplitQuery().Where(a => ids.Contains(a.IncidentId!.Value)).ToListAsync(ct)).ToLookup(a => a.IncidentId);
            var known = await facts.ForAsync(db, [.. alerts.SelectMany(a => a)], ct);
            var moved = new List<Guid>();
            foreach (var incident in await db.Incidents.Where(i => ids.Contains(i.Id)).ToListAsync(ct))
            {
                if (alerts[incident.Id].Any() && Decide(incident, [.. alerts[incident.Id]], known, actor, because, clock.GetUtcNow()) is { } entry)
                {
                    db.Timeline.Add(entry);
                    moved.Add(incident.Id);
                }
            }

            try
            {
                await db.SaveChangesAsync(ct);
                feed.Announce(moved);
                return moved.Count;
            }
            catch (DbUpdateConcurrencyException) when (tried < Tries)
            {
                // Somebody worked on one of them meanwhile: score them as they are now.
            }
        }
    }

    /// <summary>Scores one incident; the entry that tells it, null when nothing moved.</summary>
    public static TimelineEntry? Decide(Incident incident, IReadOnlyCollection<Detect.Alerts.AlertState> alerts, ScoringFacts known, string actor, string because, DateTimeOffset now)
    {
        var (severity, priority) = (incident.Severity, incident.Priority);
        if (!incident.IsOpen || !SummariseIncident.Apply(incident, alerts, known))
        {
            return null;
        }

        var text = severity == incident.Severity ? $"Priority {priority} → {incident.Priority}" : $"Severity {severity} → {incident.Severity}, priority {priority} → {incident.Priority}";
        return incident.Append(TimelineKind.Prioritised, actor, $"{text}: {string.Join("; ", incident.PriorityReasons)}", now, JsonSerializer.Serialize(new { because }, JsonColumn.Options));
    }
}
