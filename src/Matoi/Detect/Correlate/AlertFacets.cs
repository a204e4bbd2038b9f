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
        var found = new Dictionary<string, Facet>(8 + alert.Entities.Count * 2, StringComparer.Ordinal);
        var (accounts, addresses) = (new List<AlertEntity>(2), new List<(string Key, string Name)>(2));
        var place = alert.CloudAccount.Length > 0 ? $"{Entity.Prefix(alert.Cloud)}:{alert.CloudAccount}" : "";
        foreach (var entity in alert.Entities)
        {
            if (entity.Type == EntityType.IP)
            {
                Address(entity);
            }
            else
            {
                var (weight, kind) = EntityWeights.Of(entity.Type, entity.Key);
                Add(new(entity.Key, entity.Name, entity.Type, kind, weight));
                if (entity.Type == EntityType.Account)
                {
                    accounts.Add(entity);
                }
            }

            foreach (var behind in identities.Behind(alert, entity))
            {
                Add(behind);
            }
        }

        Pair();
        if (found.Count == 0)
        {
            // Names nothing: the same rule in the same account within minutes is told once, as one flapping alarm would be.
            Add(new($"fold:{RuleKey(alert)}@{place}", alert.Title, EntityType.CloudResource, HintKind.Object, 0.8));
        }
        else if (place.Length > 0)
        {
            Add(new($"scope:{place}", alert.CloudAccount, EntityType.CloudResource, HintKind.Circumstance, 0.25));
        }

        return found.Count <= Most ? [.. found.Values] : [.. found.Values.OrderByDescending(f => f.Weight).ThenBy(f => f.Key, StringComparer.Ordinal).Take(Most)];

        void Address(AlertEntity entity)
        {
            var (weight, kind) = EntityWeights.Of(entity.Type, entity.Key);
            if (weight == 0)
            {
                return;
            }

            // Within one cloud account a private address is one machine at a time.
            var key = Identities.Scoped(alert, entity.Key);
            var isScoped = key.Length > entity.Key.Length;
            Add(new(key, entity.Name, entity.Type, kind, isScoped ? 0.5 : weight));
            addresses.Add((key, entity.Name));
            if (place.Length > 0 && !isScoped)
            {
                // The gateway is everywhere; in one cloud account it is already somewhat special.
                Add(new($"{key}@{place}", entity.Name, entity.Type, kind, weight));
            }
        }

        // Everybody uses the role and everybody comes from the gateway, but few do both: together they are as specific as a person.
        void Pair()
        {
            foreach (var account in accounts.Count <= MostPaired && addresses.Count <= MostPaired ? accounts : [])
            {
                foreach (var (key, name) in addresses)
                {
                    Add(new($"pair:{account.Key}|{key}", $"{account.Name} from {name}", EntityType.Account, HintKind.Actor, 0.85));
                }
            }
        }

        void Add(Facet facet)
        {
            if (facet.Weight > 0 && (!found.TryGetValue(facet.Key, out var known) || known.Weight < facet.Weight))
            {
                found[facet.Key] = facet;
            }
        }
    }
}
