using System.Numerics;
using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate;

/// <summary>
/// Gives alerts their incidents from memory alone: the incidents that are open, how often each thing occurs, and who is who. The same alerts in the same order
/// always give the same answer. Not for several threads at once.
/// </summary>
internal sealed class Correlation(IdentityAliases aliases, IReadOnlyDictionary<string, double>? penalties = null)
{
    // Rules that fire about every hour are everyday; those that fire once in ten days are not.
    private const double EverydayPerHour = 1;
    private const double Noisy = 0.2;
    private const double LeastEveryday = 0.03;

    // Slots of an incident's own story are not held against it; of what noisy rules say no more than this, as that is nobody's story.
    private const int MostOwnSlots = 4;

    // A thing that can mean no more than this does not lead to an incident; once another has led there, it still adds.
    private const double LeastLead = 0.1;

    private const int BetweenForgetting = 20_000;
    private readonly OpenIncidents _incidents = new();
    private readonly Occasions _occasions = new();
    private readonly Identities _identities = new(aliases);
    private readonly Dictionary<string, double> _penalties = new(penalties ?? new Dictionary<string, double>(), StringComparer.Ordinal);
    private DateTimeOffset _latest = DateTimeOffset.MinValue;
    private int _sinceForgetting;

    /// <summary>Incidents that are held.</summary>
    public int OpenCount => _incidents.Count;

    /// <summary>Keys whose occasions are remembered.</summary>
    public int KeyCount => _occasions.Count;

    /// <summary>What an alert shares with an open incident.</summary>
    public sealed record Link(Guid IncidentId, JoinReason Reason);

    /// <summary>Counts an alert and learns from it, without giving it an incident. The same alert again changes nothing.</summary>
    public void See(AlertState alert)
    {
        _identities.Learn(alert);
        Count(alert, AlertFacets.Of(alert, _identities));
    }

    /// <summary>Counts the rule of an alert, so that <see cref="IsEveryday"/> can be asked.</summary>
    public void SeeRule(AlertState alert) => _occasions.See(AlertFacets.RuleKey(alert), alert.FirstSeen);

    /// <summary>True when the alert's rule fires every few hours.</summary>
    public bool IsEveryday(AlertState alert) => _occasions.Of(AlertFacets.RuleKey(alert), alert.FirstSeen).PerHour(own: 1) / EverydayPerHour > Noisy;

    /// <summary>Gives the alert an incident: the link to the one it joins, or null when <paramref name="opens"/> says what to open.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="opens">Id of the incident to open, or null when the alert opens none.</param>
    /// <param name="now">Time by which the past is forgotten; alerts from later than that do not make it forget.</param>
    public Link? Place(AlertState alert, Guid? opens, DateTimeOffset now)
    {
        var (claim, facets) = Take(alert, now);
        if (CorrelateAlert.Decide(claim, Candidates(claim, facets)) is { } link)
        {
            _incidents.Add(link.IncidentId, claim, facets);
            return new(link.IncidentId, link.Reason);
        }

        if (opens is { } id)
        {
            _incidents.Add(id, claim, facets);
        }

        return null;
    }

    /// <summary>Adds an alert whose incident is known.</summary>
    public void Add(Guid incident, AlertState alert, DateTimeOffset now)
    {
        var (claim, facets) = Take(alert, now);
        _incidents.Add(incident, claim, facets);
    }

    /// <summary>Forgets an incident: closed, or changed by a person and to be added anew.</summary>
    public void Remove(Guid incident) => _incidents.Remove(incident);

    /// <summary>What people have taught about a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="penalty">0–1: how much less it means.</param>
    public void Learn(string key, double penalty) => _penalties[key] = penalty;

    private (CorrelateAlert.Claim Claim, List<Facet> Facets) Take(AlertState alert, DateTimeOffset now)
    {
        _identities.Learn(alert);
        var facets = AlertFacets.Of(alert, _identities);
        var rule = Count(alert, facets);
        Forget(alert.LastSeen, now);
        var everyday = Math.Clamp(_occasions.Of(rule, alert.FirstSeen).PerHour(own: 1) / EverydayPerHour, LeastEveryday, 1);
        return (new(alert.FirstSeen, alert.LastSeen, alert.Severity, alert.Tactics, Actors(alert), everyday), facets);
    }

    private string Count(AlertState alert, List<Facet> facets)
    {
        var (rule, actors) = (AlertFacets.RuleKey(alert), Actors(alert));
        _occasions.See(rule, alert.FirstSeen, actors);
        foreach (var facet in facets)
        {
            _occasions.See(facet.Key, alert.FirstSeen, actors);
        }

        return rule;
    }

    private static ulong Actors(AlertState alert)
    {
        var bits = 0UL;
        foreach (var entity in alert.Entities)
        {
            bits |= entity.Type == EntityType.Account ? Occasions.Bit(entity.Key) : 0;
        }

        return bits;
    }

    private IEnumerable<CorrelateAlert.Candidate> Candidates(CorrelateAlert.Claim claim, List<Facet> facets)
    {
        var rates = facets.ConvertAll(f => _occasions.Of(f.Key, claim.FirstSeen));
        var found = new HashSet<OpenIncidents.Entry>();
        for (var n = 0; n < facets.Count; n++)
        {
            // What occurs all the time leads nowhere, however many incidents name it.
            if (facets[n].Kind != HintKind.Circumstance && CorrelateAlert.MostOf(facets[n], rates[n].PerHour((int)(MostOwnSlots / claim.Everyday) + 1), claim.Everyday, 0) >= LeastLead)
            {
                foreach (var mention in _incidents.Find(facets[n].Key))
                {
                    if (claim.FirstSeen - mention.Last <= CorrelateAlert.Window && mention.First - claim.LastSeen <= CorrelateAlert.Window)
                    {
                        found.Add(mention.Incident);
                    }
                }
            }
        }

        return found.Select(incident => new CorrelateAlert.Candidate(incident.Id, incident.LastSeen, incident.Severity, incident.Tactics, incident.Actors != 0, Ties(claim, incident, facets, rates)));
    }

    private List<CorrelateAlert.Tie> Ties(CorrelateAlert.Claim claim, OpenIncidents.Entry incident, List<Facet> facets, List<Occasions.Rate> rates)
    {
        var ties = new List<CorrelateAlert.Tie>(4);
        for (var n = 0; n < facets.Count; n++)
        {
            if (incident.Mentions.TryGetValue(facets[n].Key, out var mention))
            {
                // The alert's own slot is no other occasion either.
                var own = Math.Min(BitOperations.PopCount(mention.Slots), MostOwnSlots / Math.Max(claim.Everyday, mention.Everyday)) + 1;
                ties.Add(new(facets[n], mention.First, mention.Last, rates[n].PerHour((int)own), mention.Everyday, Occasions.Different(rates[n].Actors & ~(claim.Actors | incident.Actors)), _penalties.GetValueOrDefault(facets[n].Key)));
            }
        }

        return ties;
    }

    private void Forget(DateTimeOffset time, DateTimeOffset now)
    {
        _latest = time > _latest && time <= now ? time : _latest;
        if (++_sinceForgetting >= BetweenForgetting && _latest - DateTimeOffset.MinValue > TimeSpan.FromDays(Occasions.Days))
        {
            _sinceForgetting = 0;
            _occasions.Forget(_latest);
            _incidents.Forget(_latest);
            _identities.Forget(_latest - TimeSpan.FromDays(Occasions.Days));
        }
    }
}
