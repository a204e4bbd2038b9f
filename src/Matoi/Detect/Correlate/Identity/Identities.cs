using Matoi.Detect.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate.Identity;

/// <summary>Knows what else an entity is: the person behind a session, the machine behind an address. Learns from every alert. Not for several threads at once.</summary>
internal sealed class Identities(IdentityAliases aliases)
{
    private const double Inferred = 0.75;
    private readonly PersonNames _people = new();
    private readonly HostLeases _leases = new();

    /// <summary>Takes what an alert teaches about who is who.</summary>
    public void Learn(AlertState alert)
    {
        foreach (var entity in alert.Entities)
        {
            if (entity.Type is EntityType.Account or EntityType.Mailbox && entity.Key.Contains('@'))
            {
                _people.Learn(After(entity.Key));
            }
        }

        _leases.Learn(alert, key => Scoped(alert, key));
    }

    /// <summary>Forgets leases that no alert can ask for any more.</summary>
    public void Forget(DateTimeOffset before) => _leases.Forget(before);

    /// <summary>Key of an address within the network that the alert is about: private ones are somebody else's in another account.</summary>
    public static string Scoped(AlertState alert, string key)
        => alert.CloudAccount.Length > 0 && EntityWeights.IsPrivate(key) ? $"{key}@{Entity.Prefix(alert.Cloud)}:{alert.CloudAccount}" : key;

    /// <summary>What else the entity is.</summary>
    public IEnumerable<Facet> Behind(AlertState alert, AlertEntity entity) => entity.Type switch
    {
        EntityType.Account => Account(entity),
        EntityType.Mailbox when Mail(After(entity.Key)) is { } mail => [Person(mail, 0.9, $"mailbox {entity.Name}")],
        EntityType.Host when Alias(entity, aliases.Host) is { } host => [new($"host:{host}", host, EntityType.Host, HintKind.Object, 0.9, $"{entity.Name} in identities.yaml")],
        EntityType.IP when _leases.Any && _leases.At(Scoped(alert, entity.Key), alert.LastSeen) is { } lease => [new(lease.Key, lease.Name, EntityType.Host, HintKind.Object, Inferred, $"had {entity.Name}")],
        _ => [],
    };

    private IEnumerable<Facet> Account(AlertEntity entity)
    {
        var session = entity.Identifiers.GetValueOrDefault("RoleSessionName");
        if (Alias(entity, aliases.Person) is { } known)
        {
            yield return Person(known, 0.9, $"{entity.Name} in identities.yaml");
        }
        else if (session is { Length: > 0 } && Mail(session) is null)
        {
            // An EC2 instance signs with a session that is called as it is.
            if (session.StartsWith("i-", StringComparison.Ordinal) && session.Length >= 10)
            {
                yield return new($"host:aws:{session}".ToLowerInvariant(), session, EntityType.Host, HintKind.Object, Inferred, $"credentials of {session}");
            }
            else if (aliases.Person(session) is { } alias)
            {
                yield return Person(alias, 0.9, $"AWS session {session} in identities.yaml");
            }
            else if (_people.Find(session) is { } person)
            {
                yield return Person(person, Inferred, $"AWS session {session}");
            }

            yield return new($"session:{entity.Key}/{session}".ToLowerInvariant(), $"{entity.Name} as {session}", EntityType.Account, HintKind.Actor, 0.9);
        }
        else if (User(entity.Key) is { } user && _people.Find(user) is { } person)
        {
            yield return Person(person, Inferred, $"IAM user {user}");
        }
    }

    private static Facet Person(string mail, double weight, string how) => new($"account:{mail}", mail, EntityType.Account, HintKind.Actor, weight, how);

    private static string? Alias(AlertEntity entity, Func<string, string?> find)
        => find(After(entity.Key)) ?? find(entity.Name) ?? (entity.Identifiers.TryGetValue("Arn", out var arn) ? find(arn) : null);

    private static string? Mail(string text) => text.IndexOf('@') > 0 ? text.ToLowerInvariant() : null;

    private static string? User(string key) => key.LastIndexOf(":user/", StringComparison.Ordinal) is > 0 and var at ? key[(at + ":user/".Length)..] : null;

    private static string After(string key) => key[(key.IndexOf(':') + 1)..];
}
