using Matoi.Detect.Alerts;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Assets;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;

namespace Matoi.Prioritise.Scoring;

/// <summary>Scores how soon a person should look at an incident: IR-5. 0–100 with the parts it is made of. Pure.</summary>
public static class ScoreIncident
{
    private const int NamesShown = 3;

    /// <summary>The score and its reasons, biggest first; without facts, only the alerts count. <paramref name="set"/> is a severity that a person set.</summary>
    public static (int Priority, List<PriorityReason> Reasons) Decide(IReadOnlyCollection<AlertState> alerts, ScoringFacts? facts = null, Severity? set = null)
    {
        facts ??= ScoringFacts.None;
        var reasons = OfAlerts(alerts, facts.Weights, set).Concat(OfEntities(alerts, facts)).Where(r => r.Points != 0).OrderByDescending(r => Math.Abs(r.Points)).ToList();
        return (Math.Clamp(reasons.Sum(r => r.Points), 0, 100), reasons);
    }

    private static IEnumerable<PriorityReason> OfAlerts(IReadOnlyCollection<AlertState> alerts, PriorityWeights weights, Severity? set)
    {
        var live = alerts.Where(a => a.Status is not (AlertStatus.Resolved or AlertStatus.Dismissed)).ToList();
        var severity = set ?? (live.Count > 0 ? live : alerts).Max(a => a.Severity);
        var tactics = alerts.SelectMany(a => a.Tactics).Distinct().OrderBy(Tactics.Order).ToList();
        var late = tactics.Where(weights.LateTacticIds.Contains).ToList();
        var clouds = alerts.Select(a => a.Cloud).Where(c => c != Cloud.Unknown).Distinct().ToList();
        var products = alerts.Select(a => a.Product).Distinct().ToList();
        var confidence = alerts.Max(a => a.Confidence ?? 50);
        return
        [
            new("severity", weights.Severity.GetValueOrDefault(severity), severity.ToString()),
            new("confidence", (confidence - 50) * weights.Confidence / 50, $"{confidence}%"),
            new("tactics", weights.Tactics.Points(tactics.Count - 1), $"{tactics.Count}: {string.Join(", ", tactics.Select(Tactics.Name))}"),
            new("late-tactics", weights.LateTactics.Points(late.Count), string.Join(", ", late.Select(Tactics.Name))),
            new("alerts", Math.Min(weights.Alerts.Most, (int)Math.Round(weights.Alerts.Each * Math.Log2(alerts.Count))), $"{alerts.Count}"),
            new("clouds", weights.Clouds.Points(clouds.Count - 1), string.Join(", ", clouds)),
            new("products", weights.Products.Points(products.Count - 1), string.Join(", ", products)),
            new("over-upstream", live.Count == 0 ? weights.OverUpstream : 0, "every alert is resolved or dismissed upstream"),
        ];
    }

    private static IEnumerable<PriorityReason> OfEntities(IReadOnlyCollection<AlertState> alerts, ScoringFacts facts)
    {
        var weights = facts.Weights;
        var named = alerts.SelectMany(a => a.Entities.Select(e => (Entity: e, Asset: facts.Assets.Find(e.Key, a.CloudAccount)))).ToList();
        var assets = named.Select(n => n.Asset).OfType<Asset>().DistinctBy(a => a.Key).ToList();
        var privileged = named.Select(n => n.Entity).Where(e => e.Type == EntityType.Account && weights.Privileged.Contains(e)).DistinctBy(e => e.Key).ToList();
        var known = named.Select(n => n.Entity).Where(e => facts.Indicators.Contains(e.Key)).DistinctBy(e => e.Key).ToList();
        var touched = named.Where(n => n.Entity.Type is EntityType.Account or EntityType.Host or EntityType.CloudResource).Select(n => n.Asset?.Key ?? n.Entity.Key).Distinct().Count();
        if (Worst(assets, a => a.Criticality, weights.Criticality) is { } critical)
        {
            yield return critical with { Code = "criticality" };
        }

        if (Worst(assets, a => a.Sensitivity, weights.Sensitivity) is { } sensitive)
        {
            yield return sensitive with { Code = "sensitivity" };
        }

        var open = assets.FindAll(a => a.Exposure == Exposure.Public);
        yield return new("exposure", open.Count > 0 ? weights.Exposure : 0, Names(open.Select(Name)));
        yield return new("privilege", privileged.Count > 0 ? weights.Privilege : 0, Names(privileged.Select(e => e.Name)));
        yield return new("threat-intelligence", known.Count > 0 ? weights.ThreatIntelligence : 0, Names(known.Select(e => e.Name)));
        yield return new("blast-radius", weights.BlastRadius.Points(touched - weights.BlastRadiusFrom + 1), $"{touched}");
    }

    // The worst asset speaks for the incident: a test machine beside it makes nothing better.
    private static PriorityReason? Worst<T>(List<Asset> assets, Func<Asset, T> of, IReadOnlyDictionary<T, int> points)
        where T : struct, Enum
    {
        var worst = assets.Where(a => !of(a).Equals(default(T))).GroupBy(of).MaxBy(g => g.Key);
        return worst is null ? null : new("", points.GetValueOrDefault(worst.Key), $"{worst.Key}: {Names(worst.Select(Name))}");
    }

    private static string Name(Asset asset) => asset.Name.Length > 0 ? asset.Name : asset.Id;

    // ";" parts the reasons of a timeline entry.
    private static string Names(IEnumerable<string> names)
    {
        var all = names.Distinct().Order(StringComparer.Ordinal).ToList();
        return (string.Join(", ", all.Take(NamesShown)) + (all.Count > NamesShown ? $" +{all.Count - NamesShown}" : "")).Replace(';', ',');
    }
}
