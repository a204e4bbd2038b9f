using Matoi.Detect.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Detect.Correlate.Identity;

/// <summary>
/// Which machine had which address when. An alert teaches it by giving a machine's own addresses among its identifiers, or by naming one machine and one private
/// address and no other. Addresses are handed on: a sighting holds for twelve hours around it, and the nearest sighting wins.
/// </summary>
internal sealed class HostLeases
{
    private const int MostSightings = 16;
    private static readonly TimeSpan Holds = TimeSpan.FromHours(12);
    private readonly Dictionary<string, List<Sighting>> _addresses = new(StringComparer.Ordinal);

    /// <summary>A machine seen with an address.</summary>
    public sealed record Sighting(string Key, string Name, DateTimeOffset Time);

    /// <summary>True when anything is known.</summary>
    public bool Any => _addresses.Count > 0;

    /// <summary>Takes what an alert says.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="scope">Key of an address within the alert's network.</param>
    public void Learn(AlertState alert, Func<string, string> scope)
    {
        if (!alert.Entities.Exists(e => e.Type == EntityType.Host))
        {
            return;
        }

        foreach (var host in alert.Entities.Where(e => e.Type == EntityType.Host && e.Identifiers.Count > 0))
        {
            foreach (var address in host.Identifiers.Where(i => i.Key.Contains("Ip", StringComparison.Ordinal)).SelectMany(i => i.Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)))
            {
                if (Entity.Ip(address) is { } ip)
                {
                    Note(scope(ip.Key), host, alert.LastSeen);
                }
            }
        }

        var (hosts, addresses) = (alert.Entities.Where(e => e.Type == EntityType.Host).Take(2).ToList(), alert.Entities.Where(e => e.Type == EntityType.IP && EntityWeights.IsPrivate(e.Key)).Take(2).ToList());
        if (hosts.Count == 1 && addresses.Count == 1)
        {
            Note(scope(addresses[0].Key), hosts[0], alert.LastSeen);
        }
    }

    /// <summary>The machine that had the address then, or null.</summary>
    public Sighting? At(string address, DateTimeOffset time)
        => _addresses.TryGetValue(address, out var seen) && seen.MinBy(s => (s.Time - time).Duration()) is { } nearest && (nearest.Time - time).Duration() <= Holds ? nearest : null;

    /// <summary>Forgets what no alert can ask for any more.</summary>
    public void Forget(DateTimeOffset before)
    {
        foreach (var (address, seen) in _addresses)
        {
            seen.RemoveAll(s => s.Time < before);
            if (seen.Count == 0)
            {
                _addresses.Remove(address);
            }
        }
    }

    private void Note(string address, AlertEntity host, DateTimeOffset time)
    {
        if (!_addresses.TryGetValue(address, out var seen))
        {
            _addresses[address] = seen = new(1);
        }

        // Of a machine that keeps its address, the latest sighting of each hour is enough.
        seen.RemoveAll(s => s.Key == host.Key && (s.Time - time).Duration() < TimeSpan.FromHours(1));
        seen.Add(new(host.Key, host.Name, time));
        if (seen.Count > MostSightings)
        {
            seen.RemoveAt(0);
        }
    }
}
