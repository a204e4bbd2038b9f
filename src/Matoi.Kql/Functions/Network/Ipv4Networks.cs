using System.Text;
using Matoi.Kql.Functions.Strings;

namespace Matoi.Kql.Functions.Network;

/// <summary>IPv4 networks to look addresses up in: a dynamic array.</summary>
internal sealed class Ipv4Networks
{
    private readonly List<Ipv4Address> _all;
    private readonly (uint Mask, HashSet<uint> Networks)[] _byMask;

    /// <summary>The networks of a dynamic array; elements that are none are left out.</summary>
    public Ipv4Networks(string json)
    {
        _all = [.. TextList.Read(json).Select(t => Ipv4Address.Read(Encoding.UTF8.GetBytes(t))).OfType<Ipv4Address>()];
        _byMask = [.. _all.GroupBy(a => a.Prefix).Select(g => (Ipv4Address.Mask(g.Key), g.Select(a => a.Network).ToHashSet()))];
    }

    /// <summary>True when an address, or with a prefix a part of its network, is in one of them.</summary>
    public bool Contain(Ipv4Address address)
    {
        if (address.Prefix < 32)
        {
            return _all.Exists(n => Ipv4Address.Mask(Math.Min(n.Prefix, address.Prefix)) is var mask && (n.Value & mask) == (address.Value & mask));
        }

        foreach (var (mask, networks) in _byMask)
        {
            if (networks.Contains(address.Value & mask))
            {
                return true;
            }
        }

        return false;
    }
}
