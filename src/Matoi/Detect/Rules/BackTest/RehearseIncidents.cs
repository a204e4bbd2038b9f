using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model;
using Matoi.Model.Alerts;

namespace Matoi.Detect.Rules.BackTest;

/// <summary>Groups alerts as the correlator would, into incidents that exist nowhere else. Begins without any incident.</summary>
public sealed class RehearseIncidents
{
    private readonly Correlation _correlation = new(IdentityAliases.None);
    private readonly Dictionary<Guid, Rehearsed> _byId = [];
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
        var opens = alert.Severity != Severity.Informational && alert.Status is not (AlertStatus.Resolved or AlertStatus.Dismissed);
        var id = Guid.CreateVersion7();
        if (_correlation.Place(alert, opens ? id : null, DateTimeOffset.MaxValue) is { } link)
        {
            _byId[link.IncidentId].Alerts.Add(alert);
        }
        else if (opens)
        {
            _byId[id] = new(id) { Alerts = { alert } };
            _incidents.Add(_byId[id]);
        }
    }
}
