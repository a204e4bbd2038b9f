using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate;

/// <summary>Decides which open incident an alert belongs to: IR-3. Pure; the same alert and candidates always give the same answer.</summary>
public static class CorrelateAlert
{
    /// <summary>How far apart alerts of one incident may lie. Default 24 hours; evidence fades linearly towards it.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(24);

    /// <summary>Score from which an alert joins.</summary>
    public const double Threshold = 0.45;

    /// <summary>An open incident that shares an entity with the alert.</summary>
    /// <param name="IncidentId">The incident.</param>
    /// <param name="FirstSeen">Its first event.</param>
    /// <param name="LastSeen">Its latest event.</param>
    /// <param name="Tactics">Its ATT&amp;CK tactics.</param>
    /// <param name="Keys">Keys of the entities its alerts name.</param>
    public sealed record Candidate(Guid IncidentId, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, IReadOnlyCollection<string> Tactics, IReadOnlySet<string> Keys)
    {
        /// <summary>Its severity.</summary>
        public Severity Severity { get; init; }

        /// <summary>True when its alerts name accounts.</summary>
        public bool NamesAccounts { get; init; }
    }

    /// <summary>The incident to join with the reason, or null to open a new one.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="candidates">Open incidents that share an entity with it.</param>
    /// <param name="incidentsNaming">In how many incidents of the last 30 days each entity key stands.</param>
    public static (Guid IncidentId, JoinReason Reason)? Decide(AlertState alert, IEnumerable<Candidate> candidates, IReadOnlyDictionary<string, int> incidentsNaming)
        => candidates
            .Select(candidate => (candidate.IncidentId, Reason: Score(alert, candidate, incidentsNaming), candidate.LastSeen))
            .Where(link => link.Reason.Score >= Threshold)
            .OrderByDescending(link => link.Reason.Score).ThenByDescending(link => link.LastSeen).ThenBy(link => link.IncidentId)
            .Select(link => ((Guid, JoinReason)?)(link.IncidentId, link.Reason))
            .FirstOrDefault();

    private static JoinReason Score(AlertState alert, Candidate candidate, IReadOnlyDictionary<string, int> incidentsNaming)
    {
        var shared = alert.Entities.Where(e => candidate.Keys.Contains(e.Key))
            .Select(e => new SharedEntity(e.Key, e.Name, e.Type, Math.Round(EntityWeights.Of(e, Math.Max(0, incidentsNaming.GetValueOrDefault(e.Key) - 1)), 2)))
            .Where(e => e.Weight > 0).OrderByDescending(e => e.Weight).ToList();
        var apart = Apart(alert, candidate);
        var decay = Math.Max(0, 1 - apart / Window);

        // Independent hints add up as probabilities do: two weak ones make a strong one, never more than certainty.
        var together = 1 - shared.Aggregate(1.0, (rest, entity) => rest * (1 - entity.Weight));
        var progress = Progresses(alert, candidate) ? 1.0 : 0.9;
        var strangers = IsAddressOfStrangers(alert, candidate, shared) ? 0.5 : 1.0;
        return new(Math.Round(together * decay * progress * strangers, 3), shared, (int)apart.TotalMinutes);
    }

    // Behind one office gateway everybody has the same address: alone it ties different people together only when a claim is serious, as an attacker's is.
    private static bool IsAddressOfStrangers(AlertState alert, Candidate candidate, List<SharedEntity> shared)
        => shared.TrueForAll(e => e.Type == EntityType.IP) && candidate.NamesAccounts && alert.Entities.Exists(e => e.Type == EntityType.Account)
            && alert.Severity < Severity.High && candidate.Severity < Severity.High;

    private static TimeSpan Apart(AlertState alert, Candidate candidate)
        => alert.FirstSeen > candidate.LastSeen ? alert.FirstSeen - candidate.LastSeen
            : alert.LastSeen < candidate.FirstSeen ? candidate.FirstSeen - alert.LastSeen
            : TimeSpan.Zero;

    // An alert whose tactic the incident already has, or that comes later in the kill chain, carries the story on.
    private static bool Progresses(AlertState alert, Candidate candidate)
        => candidate.Tactics.Count == 0 || alert.Tactics.Count == 0
            || alert.Tactics.Any(t => candidate.Tactics.Contains(t) || Tactics.Order(t) > candidate.Tactics.Max(Tactics.Order));
}
