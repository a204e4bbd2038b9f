using System.Net;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Matching;

/// <summary>An address in a network.</summary>
internal sealed class CidrTest(int field, CidrMatch match) : DeferredTest(field)
{
    private const int Longest = 64;

    public override bool Holds(ReadOnlySpan<byte> value, EventScanner scanner)
    {
        // IPAddress reads a single number as an address, which no log means.
        if (value.Length > Longest || !value.ContainsAny((byte)'.', (byte)':') || !IPAddress.TryParse(scanner.Text(value), out var address))
        {
            return false;
        }

        return match.Network.Contains(address.IsIPv4MappedToIPv6 && match.Network.BaseAddress.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? address.MapToIPv4() : address);
    }
}
