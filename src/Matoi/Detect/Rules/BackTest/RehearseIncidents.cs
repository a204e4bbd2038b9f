using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Detect.Rules.BackTest;

/// <summary>Groups alerts as the correlator would, into incidents that exist nowhere else. Pure; begins without any incident.</summary>
public sealed class RehearseIncidents
{
    private readonly List<Rehearsed> _incidents = [];

    /// <summary>An incident that would have been opened.</summary>
    /// <param name="Id">Tells it from the others.</param>
    public sealed record Rehearsed(Guid Id)
    {
        /// <summary>Its alerts, in the order in which they came.</summary>
        public List<AlertState> Alerts { get; } = [];
    }

    /// <summary>The incidents so far.</summary>
    public IReadOnlyList<Rehearsed> Incidents => _incidents;

    /// <summary>Places an alert: joins an incident, opens one, or neither (as informational ones that join nothing).</summary>
    public void Place(AlertState alert)
    {
        var (candidates, naming) = Candidates(alert);
        if (CorrelateAlert.Decide(alert, candidates, naming) is { } link)
        {
            _incidents.Find(i => i.Id == link.IncidentId)!.Alerts.Add(alert);
        }
        else if (alert.Severity != Severity.Informational && alert.Status is not (AlertStatus.Resolved or AlertStatus.Dismissed))
        {
            var opened = new Rehearsed(Guid.CreateVersion7());
            opened.Alerts.Add(alert);
            _incidents.Add(opened);
        }
    }

    // The same questions that the correlator asks of the state store.
    private (IEnumerable<CorrelateAlert.Candidate> Candidates, Dictionary<string, int> Naming) Candidates(AlertState alert)
    {
        var keys = alert.Entities.Where(e => EntityWeights.Of(e, 0) > 0).Select(e => e.Key).ToHashSet();
        var (from, to) = (alert.FirstSeen - CorrelateAlert.Window, alert.LastSeen + CorrelateAlert.Window);
        var month = alert.LastSeen.AddDays(-30);
        var named = _incidents.SelectMany(i => i.Alerts.Where(a => a.LastSeen >= month).SelectMany(a => a.Entities.Where(e => keys.Contains(e.Key)).Select(e => (Incident: i, e.Key, Alert: a)))).ToList();
        var near = named.Where(n => n.Alert.LastSeen >= from && n.Alert.FirstSeen <= to).Select(n => n.Incident).Distinct();
        var shared = named.ToLookup(n => n.Incident.Id, n => n.Key);
        return (near.Select(i => new CorrelateAlert.Candidate(i.Id, i.Alerts.Min(a => a.FirstSeen), i.Alerts.Max(a => a.LastSeen), [.. i.Alerts.SelectMany(a => a.Tactics).Distinct()], shared[i.Id].ToHashSet())
        {
            Severity = i.Alerts.Max(a => a.Severity), NamesAccounts = i.Alerts.Exists(a => a.Entities.Exists(e => e.Type == EntityType.Account)),
        }), named.GroupBy(n => n.Key).ToDictionary(g => g.Key, g => g.Select(n => n.Incident.Id).Distinct().Count()));
    }
}
