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
public sealed class Correlator : IDisposable
{
    private const int EventsPerTransaction = 200;
    private const string Actor = "matoi";
    private readonly IDbContextFactory<MatoiDb> _databases;
    private readonly KeptCorrelation _kept;
    private readonly IncidentFacts _facts;
    private readonly LiveFeed _feed;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _one = new(1);

    internal Correlator(IDbContextFactory<MatoiDb> databases, KeptCorrelation kept, IncidentFacts facts, LiveFeed feed, TimeProvider clock)
        => (_databases, _kept, _facts, _feed, _clock) = (databases, kept, facts, feed, clock);

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
        await using var db = await _databases.CreateDbContextAsync(ct);
        var events = await db.Outbox.OrderBy(e => e.Id).Take(EventsPerTransaction).ToListAsync(ct);
        if (events.Count == 0)
        {
            return null;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var subjects = events.Select(e => e.Subject).Distinct().ToList();
        var alerts = await db.Alerts.Include(a => a.Entities).AsSplitQuery().Where(a => subjects.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var correlation = await _kept.CurrentAsync(db, ct);
        var (touched, opened) = (new Dictionary<Guid, Incident>(), 0);
        try
        {
            foreach (var happened in events)
            {
                var alert = alerts[happened.Subject];
                if (alert.IncidentId is null)
                {
                    opened += await PlaceAsync(db, correlation, alert, touched, ct) ? 1 : 0;
                }
                else
                {
                    await NoteChangeAsync(db, correlation, alert, happened, touched, ct);
                }
            }

            await db.SaveChangesAsync(ct);
            await RefreshAsync(db, touched.Values, ct);
            db.Outbox.RemoveRange(events);
            await db.SaveChangesAsync(ct);
            await transaction.CommitAsync(ct);
        }
        catch
        {
            // An incident that was to be opened does not exist now, and the others lack the alerts of this batch.
            _kept.RolledBack(touched.Keys.Concat(alerts.Values.Select(a => a.IncidentId).OfType<Guid>()));
            throw;
        }

        _kept.Committed(touched.Values);
        _feed.Announce([.. touched.Keys]);
        return opened;
    }

    /// <summary>Joins the alert to an incident or opens one; true when one was opened.</summary>
    private async Task<bool> PlaceAsync(MatoiDb db, Correlation correlation, AlertState alert, Dictionary<Guid, Incident> touched, CancellationToken ct)
    {
        // Closed upstream before it came here: kept and searchable, but nobody's work.
        if (alert.Status is AlertStatus.Resolved or AlertStatus.Dismissed)
        {
            correlation.See(alert);
            return false;
        }

        // Informational claims add to a story but do not start one.
        var opens = alert.Severity != Severity.Informational;
        var opened = New(alert);
        if (correlation.Place(alert, opens ? opened.Id : null, _clock.GetUtcNow()) is { } link)
        {
            alert.IncidentId = link.IncidentId;
            Join(db, await LoadAsync(db, link.IncidentId, touched, ct), alert, link.Reason);
        }
        else if (opens)
        {
            touched.Add(opened.Id, opened);
            await OpenAsync(db, opened, alert, ct);
            return true;
        }

        return false;
    }

    private void Join(MatoiDb db, Incident incident, AlertState alert, JoinReason reason)
    {
        alert.JoinReason = reason;
        incident.FirstSeen = alert.FirstSeen < incident.FirstSeen ? alert.FirstSeen : incident.FirstSeen;
        incident.LastSeen = alert.LastSeen > incident.LastSeen ? alert.LastSeen : incident.LastSeen;
        incident.Tactics = [.. incident.Tactics.Union(alert.Tactics).OrderBy(Tactics.Order)];
        var names = string.Join(", ", reason.Shared.Take(3).Select(s => s.Name));
        db.Timeline.Add(incident.Append(TimelineKind.AlertJoined, Actor, $"Alert joined: {alert.Title} — shares {names}, {reason.MinutesApart} min apart (score {reason.Score:0.00})",
            _clock.GetUtcNow(), JsonSerializer.Serialize(reason, JsonColumn.Options), alert.FirstSeen, alert.Id));
    }

    private Incident New(AlertState alert)
    {
        var now = _clock.GetUtcNow();
        return new()
        {
            Title = alert.Title, Severity = alert.Severity, FirstSeen = alert.FirstSeen, LastSeen = alert.LastSeen, Tactics = [.. alert.Tactics], CreatedTime = now, ModifiedTime = now,
        };
    }

    private async Task OpenAsync(MatoiDb db, Incident incident, AlertState alert, CancellationToken ct)
    {
        // Numbers of incidents that this batch has opened already are in the state store, though not committed.
        incident.Number = (await db.Incidents.MaxAsync(i => (int?)i.Number, ct) ?? 0) + 1;
        alert.IncidentId = incident.Id;
        db.Incidents.Add(incident);
        db.Timeline.Add(incident.Append(TimelineKind.Opened, Actor, $"Opened by {alert.Product}: {alert.Title}", _clock.GetUtcNow(), eventTime: alert.FirstSeen, alertId: alert.Id));
        await db.SaveChangesAsync(ct);
    }

    private async Task NoteChangeAsync(MatoiDb db, Correlation correlation, AlertState alert, OutboxEvent happened, Dictionary<Guid, Incident> touched, CancellationToken ct)
    {
        var incident = await LoadAsync(db, alert.IncidentId!.Value, touched, ct);
        if (incident.IsOpen)
        {
            correlation.Add(incident.Id, alert, _clock.GetUtcNow());
        }

        if (happened.Detail.Length > 0)
        {
            db.Timeline.Add(incident.Append(TimelineKind.AlertChanged, Actor, $"{alert.Title}: {happened.Detail}", _clock.GetUtcNow(), eventTime: alert.LastSeen, alertId: alert.Id));
        }
    }

    private async Task RefreshAsync(MatoiDb db, IEnumerable<Incident> incidents, CancellationToken ct)
    {
        foreach (var incident in incidents)
        {
            var (severity, priority, isNew) = (incident.Severity, incident.Priority, incident.AlertCount == 0);
            var alerts = await db.Alerts.Include(a => a.Entities).AsSplitQuery().Where(a => a.IncidentId == incident.Id).ToListAsync(ct);
            if (SummariseIncident.Apply(incident, alerts, await _facts.ForAsync(db, alerts, ct)))
            {
                var text = isNew ? $"Priority {incident.Priority}" : $"Severity {severity} → {incident.Severity}, priority {priority} → {incident.Priority}";
                db.Timeline.Add(incident.Append(TimelineKind.Prioritised, Actor, $"{text}: {string.Join("; ", incident.PriorityReasons)}", _clock.GetUtcNow()));
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
