using System.Text.Json;
using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Scoring;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Correlate;

/// <summary>Takes outbox events in order and gives each alert its incident; alerts, incidents, timeline and the events' removal commit together.</summary>
public sealed class Correlator(IDbContextFactory<MatoiDb> databases, IncidentFacts facts, LiveFeed feed, TimeProvider clock) : IDisposable
{
    private const int EventsPerTransaction = 200;
    private const string Actor = "matoi";
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>Incidents opened since this process started.</summary>
    public long Opened { get; private set; }

    /// <summary>Handles every waiting event.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            while (await StepAsync(ct) is { } opened)
            {
                Opened += opened;
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<int?> StepAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var events = await db.Outbox.OrderBy(e => e.Id).Take(EventsPerTransaction).ToListAsync(ct);
        if (events.Count == 0)
        {
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var subjects = events.Select(e => e.Subject).Distinct().ToList();
        var alerts = await db.Alerts.Include(a => a.Entities).AsSplitQuery().Where(a => subjects.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var touched = new Dictionary<Guid, Incident>();
        var opened = 0;
        foreach (var happened in events)
        {
            var alert = alerts[happened.Subject];
            if (alert.IncidentId is null)
            {
                opened += await PlaceAsync(db, alert, touched, ct) ? 1 : 0;
            }
            else
            {
                await NoteChangeAsync(db, alert, happened, touched, ct);
            }
        }

        await RefreshAsync(db, touched.Values, ct);
        db.Outbox.RemoveRange(events);
        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        feed.Announce([.. touched.Keys]);
        return opened;
    }

    /// <summary>Joins the alert to an incident or opens one; true when one was opened.</summary>
    private async Task<bool> PlaceAsync(MatoiDb db, AlertState alert, Dictionary<Guid, Incident> touched, CancellationToken ct)
    {
        // Closed upstream before it came here: kept and searchable, but nobody's work.
        if (alert.Status is AlertStatus.Resolved or AlertStatus.Dismissed)
        {
            return false;
        }

        var candidates = await Candidates.FindAsync(db, alert, ct);
        if (CorrelateAlert.Decide(alert, candidates.Incidents, candidates.IncidentsNaming) is { } link)
        {
            var incident = await LoadAsync(db, link.IncidentId, touched, ct);
            Join(db, incident, alert, link.Reason);
            await db.SaveChangesAsync(ct);
            return false;
        }

        // Informational claims add to a story but do not start one.
        if (alert.Severity == Severity.Informational)
        {
            return false;
        }

        var opened = await OpenAsync(db, alert, ct);
        touched.Add(opened.Id, opened);
        await db.SaveChangesAsync(ct);
        return true;
    }

    private void Join(MatoiDb db, Incident incident, AlertState alert, JoinReason reason)
    {
        alert.IncidentId = incident.Id;
        alert.JoinReason = reason;
        incident.FirstSeen = alert.FirstSeen < incident.FirstSeen ? alert.FirstSeen : incident.FirstSeen;
        incident.LastSeen = alert.LastSeen > incident.LastSeen ? alert.LastSeen : incident.LastSeen;
        incident.Tactics = [.. incident.Tactics.Union(alert.Tactics).OrderBy(Tactics.Order)];
        var names = string.Join(", ", reason.Shared.Take(3).Select(s => s.Name));
        db.Timeline.Add(incident.Append(TimelineKind.AlertJoined, Actor, $"Alert joined: {alert.Title} — shares {names}, {reason.MinutesApart} min apart (score {reason.Score:0.00})",
            clock.GetUtcNow(), JsonSerializer.Serialize(reason, JsonColumn.Options), alert.FirstSeen, alert.Id));
    }

    private async Task<Incident> OpenAsync(MatoiDb db, AlertState alert, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var last = await db.Incidents.MaxAsync(i => (int?)i.Number, ct) ?? 0;
        var incident = new Incident
        {
            Number = last + 1, Title = alert.Title, Severity = alert.Severity, FirstSeen = alert.FirstSeen, LastSeen = alert.LastSeen, Tactics = [.. alert.Tactics],
            CreatedTime = now, ModifiedTime = now,
        };
        alert.IncidentId = incident.Id;
        db.Incidents.Add(incident);
        db.Timeline.Add(incident.Append(TimelineKind.Opened, Actor, $"Opened by {alert.Product}: {alert.Title}", now, eventTime: alert.FirstSeen, alertId: alert.Id));
        return incident;
    }

    private async Task NoteChangeAsync(MatoiDb db, AlertState alert, OutboxEvent happened, Dictionary<Guid, Incident> touched, CancellationToken ct)
    {
        var incident = await LoadAsync(db, alert.IncidentId!.Value, touched, ct);
        if (happened.Detail.Length > 0)
        {
            db.Timeline.Add(incident.Append(TimelineKind.AlertChanged, Actor, $"{alert.Title}: {happened.Detail}", clock.GetUtcNow(), eventTime: alert.LastSeen, alertId: alert.Id));
        }
    }

    private async Task RefreshAsync(MatoiDb db, IEnumerable<Incident> incidents, CancellationToken ct)
    {
        foreach (var incident in incidents)
        {
            var (severity, priority, isNew) = (incident.Severity, incident.Priority, incident.AlertCount == 0);
            var alerts = await db.Alerts.Include(a => a.Entities).AsSplitQuery().Where(a => a.IncidentId == incident.Id).ToListAsync(ct);
            if (SummariseIncident.Apply(incident, alerts, await facts.ForAsync(db, alerts, ct)))
            {
                var text = isNew ? $"Priority {incident.Priority}" : $"Severity {severity} → {incident.Severity}, priority {priority} → {incident.Priority}";
                db.Timeline.Add(incident.Append(TimelineKind.Prioritised, Actor, $"{text}: {string.Join("; ", incident.PriorityReasons)}", clock.GetUtcNow()));
            }
        }
    }

    private static async Task<Incident> LoadAsync(MatoiDb db, Guid id, Dictionary<Guid, Incident> touched, CancellationToken ct)
    {
        if (!touched.TryGetValue(id, out var incident))
        {
            touched[id] = incident = await db.Incidents.SingleAsync(i => i.Id == id, ct);
        }

        return incident;
    }
}
