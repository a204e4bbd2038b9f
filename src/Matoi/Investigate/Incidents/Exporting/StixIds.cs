using System.Security.Cryptography;
using System.Text;

namespace Matoi.Investigate.Incidents.Exporting;

/// <summary>Ids of STIX objects that are the same whenever the same thing is exported (UUID version 5). Pure.</summary>
internal static class StixIds
{
    // STIX 2.1 section 2.9: the name space of cyber-observable objects.
    private static readonly Guid Observables = new("00abedb4-aa42-466c-9c01-fed23315a9b7");

    // Matoi's own, for objects whose ids the standard leaves to the producer.
    private static readonly Guid Own = new("5f6f2a52-3f27-5d5f-9a27-0f4b6c1c7a11");

    /// <summary>Id of an observable by its contributing properties as canonical JSON.</summary>
    public static string Observable(string type, string canonical) => $"{type}--{Version5(Observables, canonical)}";

    /// <summary>Id of any other object.</summary>
    public static string Of(string type, string name) => $"{type}--{Version5(Own, $"{type}:{name}")}";

    private static Guid Version5(Guid space, string name)
    {
        var hash = HashOf([.. space.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(name)]).AsSpan(0, 16);
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new(hash, bigEndian: true);
    }

    // RFC 9562 names SHA-1 for version 5: an id, not a protection.
#pragma warning disable CA5350, RS0030
    private static byte[] HashOf(byte[] bytes) => SHA1.HashData(bytes);
#pragma warning restore CA5350, RS0030
}
