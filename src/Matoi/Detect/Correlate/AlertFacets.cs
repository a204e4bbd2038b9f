using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate.Identity;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate;

/// <summary>The keys under which an alert is found again. Pure but for what <see cref="Identities"/> has learnt.</summary>
internal static class AlertFacets
{
    /// <summary>Most keys of one alert; of more, those that mean most.</summary>
    public const int Most = 400;

    private const int MostPaired = 3;

    /// <summary>How long an alert that names nothing is told together with others of its rule.</summary>
    public static TimeSpan FoldWithin { get; } = TimeSpan.FromMinutes(15);

    /// <summary>Key of the rule behind an alert.</summary>
    public static string RuleKey(AlertState alert) => $"rule:{alert.Product}:{(alert.AlertType.Length > 0 ? alert.AlertType : alert.Title)}";

    /// <summary>The facets, each key once, what means nothing left out.</summary>
    public static List<Facet> Of(AlertState alert, Identities identities)
    {
        var found = new Dictionary<string, Facet>(StringComparer.Ordinal);
        foreach (var entity in alert.Entities)
        {
            Add(Own(alert, entity));
            Add(Within(alert, entity));
            foreach (var behind in identities.Behind(alert, entity))
            {
                Add(behind);
            }
        }

        foreach (var pair in Pairs(alert))
        {
            Add(pair);
        }

        if (found.Count == 0)
        {
            // Names nothing: the same rule in the same account within minutes is told once, as one flapping alarm would be.
            Add(new($"fold:{RuleKey(alert)}@{Entity.Prefix(alert.Cloud)}:{alert.CloudAccount}", alert.Title, EntityType.CloudResource, HintKind.Object, 0.6));
        }
        else if (alert.CloudAccount.Length > 0)
        {
            Add(new($"scope:{Entity.Prefix(alert.Cloud)}:{alert.CloudAccount}", alert.CloudAccount, EntityType.CloudResource, HintKind.Circumstance, 0.25));
        }

        return found.Count <= Most ? [.. found.Values] : [.. found.Values.OrderByDescending(f => f.Weight).ThenBy(f => f.Key, StringComparer.Ordinal).Take(Most)];

        void Add(Facet facet)
        {
            if (facet.Weight > 0 && (!found.TryGetValue(facet.Key, out var known) || known.Weight < facet.Weight))
            {
                found[facet.Key] = facet;
            }
        }
    }

    private static Facet Own(AlertState alert, AlertEntity entity)
    {
        var (weight, kind) = EntityWeights.Of(entity.Type, entity.Key);
        var key = entity.Type == EntityType.IP ? Identities.Scoped(alert, entity.Key) : entity.Key;

        // Within one cloud account a private address is one machine at a time.
        return new(key, entity.Name, entity.Type, kind, key.Length > entity.Key.Length && weight > 0 ? 0.5 : weight);
    }

    // The gateway is everywhere; in one cloud account it is already somewhat special.
    private static Facet Within(AlertState alert, AlertEntity entity)
        => new($"{entity.Key}@{Entity.Prefix(alert.Cloud)}:{alert.CloudAccount}", $"{entity.Name} in {alert.CloudAccount}", entity.Type, HintKind.Address,
            entity.Type == EntityType.IP && alert.CloudAccount.Length > 0 && !EntityWeights.IsPrivate(entity.Key) ? EntityWeights.Of(entity.Type, entity.Key).Weight : 0);

    // Everybody uses the role and everybody comes from the gateway, but few do both: together they are as specific as a person.
    private static IEnumerable<Facet> Pairs(AlertState alert)
    {
        var accounts = alert.Entities.Where(e => e.Type == EntityType.Account).Take(MostPaired + 1).ToList();
        var addresses = alert.Entities.Where(e => e.Type == EntityType.IP && EntityWeights.Of(e.Type, e.Key).Weight > 0).Take(MostPaired + 1).ToList();
        return accounts.Count > MostPaired || addresses.Count > MostPaired ? []
            : accounts.SelectMany(a => addresses.Select(ip => new Facet($"pair:{a.Key}|{Identities.Scoped(alert, ip.Key)}", $"{a.Name} from {ip.Name}", EntityType.Account, HintKind.Actor, 0.85)));
    }
}
