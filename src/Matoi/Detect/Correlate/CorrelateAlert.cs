using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;

namespace Matoi.Detect.Correlate;

/// <summary>Decides which open incident an alert belongs to: IR-3. Pure; the same alert and candidates always give the same answer.</summary>
internal static class CorrelateAlert
{
    /// <summary>How far apart alerts of one incident may lie. 24 hours; evidence fades linearly towards it.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromHours(24);

    /// <summary>Score from which an alert joins.</summary>
    public const double Threshold = 0.45;

    // As often as this a thing may be expected by chance between two alerts that name it; then it means half as much.
    private const double HalfAtChance = 0.05;

    // What a noisy rule says of a thing that nobody has seen before would be said of any thing about once a day.
    private const double UnseenPerHour = 1 / 24.0;

    // An attacker goes through about as many identities; what more are named with is a gateway, a shared machine, a public bucket.
    private const double FewActors = 10;
    private const double LeastByActors = 0.2;

    // Clocks differ, and one deed is told several times: nearer than this is the same time.
    private static readonly TimeSpan SameTime = TimeSpan.FromMinutes(10);

    /// <summary>The alert, as far as the decision goes.</summary>
    /// <param name="FirstSeen">First event.</param>
    /// <param name="LastSeen">Latest event.</param>
    /// <param name="Severity">How bad it says it is.</param>
    /// <param name="Tactics">ATT&amp;CK tactic ids.</param>
    /// <param name="Actors">Bits of the accounts that it names, as <see cref="Occasions.Bit"/> gives them.</param>
    /// <param name="Everyday">0–1: how everyday its rule is.</param>
    public sealed record Claim(DateTimeOffset FirstSeen, DateTimeOffset LastSeen, Severity Severity, IReadOnlyCollection<string> Tactics, ulong Actors = 0, double Everyday = 1);

    /// <summary>An open incident that shares something with the alert.</summary>
    /// <param name="IncidentId">The incident.</param>
    /// <param name="LastSeen">Its latest event.</param>
    /// <param name="Severity">Its severity.</param>
    /// <param name="Tactics">Its ATT&amp;CK tactics.</param>
    /// <param name="NamesAccounts">True when its alerts name accounts.</param>
    /// <param name="Ties">What it shares.</param>
    public sealed record Candidate(Guid IncidentId, DateTimeOffset LastSeen, Severity Severity, IReadOnlyCollection<string> Tactics, bool NamesAccounts, IReadOnlyList<Tie> Ties);

    /// <summary>Something shared.</summary>
    /// <param name="Facet">What.</param>
    /// <param name="First">When the incident's alerts first name it.</param>
    /// <param name="Last">When they last name it.</param>
    /// <param name="PerHour">How often an hour other alerts name it.</param>
    /// <param name="Everyday">0–1: how everyday the rules are by which the incident names it.</param>
    /// <param name="Actors">How many different actors other than these are named with it.</param>
    /// <param name="Penalty">0–1: what people have taught by splitting incidents that it joined.</param>
    public sealed record Tie(Facet Facet, DateTimeOffset First, DateTimeOffset Last, double PerHour = 0, double Everyday = 1, double Actors = 0, double Penalty = 0);

    /// <summary>The incident to join with the reason, or null to open a new one.</summary>
    public static (Guid IncidentId, JoinReason Reason)? Decide(Claim claim, IEnumerable<Candidate> candidates)
    {
        (Guid Id, JoinReason Reason, DateTimeOffset Last)? best = null;
        foreach (var candidate in candidates)
        {
            if (Score(claim, candidate) is { } reason && reason.Score >= Threshold && (best is not { } b
                || (reason.Score, candidate.LastSeen, candidate.IncidentId).CompareTo((b.Reason.Score, b.Last, b.Id)) > 0))
            {
                best = (candidate.IncidentId, reason, candidate.LastSeen);
            }
        }

        return best is { } found ? (found.Id, found.Reason) : null;
    }

    private static JoinReason? Score(Claim claim, Candidate candidate)
    {
        Span<double> strongest = stackalloc double[4];
        var (shared, nearest) = (new List<(SharedEntity Entity, HintKind Kind)>(), Window);
        foreach (var tie in candidate.Ties)
        {
            var apart = Apart(claim, tie);
            var weight = Weigh(claim, tie, apart);
            if (weight >= 0.005)
            {
                strongest[(int)tie.Facet.Kind] = Math.Max(strongest[(int)tie.Facet.Kind], weight);
                nearest = apart < nearest ? apart : nearest;
                shared.Add((new(tie.Facet.Key, tie.Facet.Name, tie.Facet.Type, Math.Round(weight, 2), tie.Facet.Known), tie.Facet.Kind));
            }
        }

        if (shared.Count == 0)
        {
            return null;
        }

        // Hints of different kinds add up as probabilities do; of one kind the strongest speaks for all.
        var rest = 1.0;
        foreach (var weight in strongest)
        {
            rest *= 1 - weight;
        }

        var step = Step(claim, candidate);
        var strangers = IsAddressOfStrangers(claim, candidate, strongest) ? 0.5 : 1;
        var score = Math.Round((1 - rest) * (step.Back ? 0.9 : 1) * strangers, 3);
        return score < Threshold ? null : new(score, Told(shared), (int)nearest.TotalMinutes) { Step = step.Step };
    }

    /// <summary>Most that a thing can mean when it is shared at the same time and occurs as often as this.</summary>
    public static double MostOf(Facet facet, double perHour, double everyday, double actors) => facet.Weight * ByActors(facet, actors, everyday) * (HalfAtChance / (HalfAtChance + (perHour + UnseenPerHour) * 2 * SameTime.TotalHours * everyday));

    /// <summary>What a shared thing means: by its type, less the longer apart, and less the more likely it is that it turns up that near by chance.</summary>
    private static double Weigh(Claim claim, Tie tie, TimeSpan apart)
    {
        var reach = tie.Facet.Key.StartsWith("fold:", StringComparison.Ordinal) ? AlertFacets.FoldWithin : Window;
        var chance = (tie.PerHour + UnseenPerHour) * 2 * (apart + SameTime).TotalHours * Math.Max(claim.Everyday, tie.Everyday);
        return tie.Facet.Weight * (1 - tie.Penalty) * ByActors(tie.Facet, tie.Actors, Math.Max(claim.Everyday, tie.Everyday)) * Math.Max(0, 1 - apart / reach) * (HalfAtChance / (HalfAtChance + chance));
    }

    private static double ByActors(Facet facet, double actors, double everyday) => facet.Kind == HintKind.Actor ? 1 : 1 / (1 + Math.Max(0, actors - FewActors) / FewActors * Math.Max(everyday, LeastByActors));

    // Behind one office gateway everybody has the same address: alone it ties different people together only when a claim is serious, as an attacker's is.
    private static bool IsAddressOfStrangers(Claim claim, Candidate candidate, ReadOnlySpan<double> strongest)
        => strongest[(int)HintKind.Actor] == 0 && strongest[(int)HintKind.Object] == 0 && candidate.NamesAccounts && claim.Actors != 0
            && claim.Severity < Severity.High && candidate.Severity < Severity.High;

    private static TimeSpan Apart(Claim claim, Tie tie)
        => claim.FirstSeen > tie.Last ? claim.FirstSeen - tie.Last : claim.LastSeen < tie.First ? tie.First - claim.LastSeen : TimeSpan.Zero;

    // An alert whose tactic the incident already has, or that comes later in the kill chain, carries the story on.
    private static (TacticStep? Step, bool Back) Step(Claim claim, Candidate candidate)
    {
        if (candidate.Tactics.Count == 0 || claim.Tactics.Count == 0)
        {
            return (null, false);
        }

        var furthest = candidate.Tactics.MaxBy(Tactics.Order)!;
        var next = claim.Tactics.MaxBy(Tactics.Order)!;
        return claim.Tactics.Any(candidate.Tactics.Contains) && Tactics.Order(next) <= Tactics.Order(furthest) ? (null, false)
            : (new(furthest, next), Tactics.Order(next) < Tactics.Order(furthest));
    }

    // A pair is told when it says more than its account alone does; then the account is not told again.
    private static List<SharedEntity> Told(List<(SharedEntity Entity, HintKind Kind)> shared)
        => [.. shared.Select(s => s.Entity).Where(e => !IsPair(e) || !shared.Exists(s => s.Kind == HintKind.Actor && !IsPair(s.Entity) && s.Entity.Weight >= e.Weight))
            .OrderByDescending(e => e.Weight).ThenBy(e => e.Type).ThenBy(e => e.Key, StringComparer.Ordinal).Take(12)];

    private static bool IsPair(SharedEntity entity) => entity.Key.StartsWith("pair:", StringComparison.Ordinal);
}
