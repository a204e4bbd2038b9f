using System.Buffers.Binary;
using System.Text;

namespace Matoi.Kql.Tests.Geo;

/// <summary>A small file in MaxMind's format (specification 2.0) that knows one network: 20.53.203.0/24 in Sydney.</summary>
internal sealed class PlacesFile : IDisposable
{
    private const int Bits = 24;
    private const int Separator = 16;

    /// <summary>Writes the file.</summary>
    public PlacesFile()
    {
        var network = 20u << 24 | 53u << 16 | 203u << 8;
        var tree = new List<byte>();
        for (var node = 0; node < Bits; node++)
        {
            var next = node + 1 < Bits ? node + 1 : Bits + Separator;
            var one = (network >> (31 - node) & 1) == 1;
            tree.AddRange(Record(one ? Bits : next));
            tree.AddRange(Record(one ? next : Bits));
        }

        byte[] data = Map(
            ("city", Names("Sydney")),
            ("country", Names("Australia")),
            ("location", Map(("latitude", Real(-33.8715)), ("longitude", Real(151.2006)))),
            ("subdivisions", [1, 4, .. Names("New South Wales")]));
        byte[] metadata = Map(
            ("binary_format_major_version", Number(2)), ("binary_format_minor_version", Number(0)), ("build_epoch", [2, 2, 0x65, 0]), ("database_type", Text("Places")),
            ("description", Map()), ("ip_version", Number(4)), ("languages", [0, 4]), ("node_count", [6 << 5 | 1, Bits]), ("record_size", Number(24)));
        File.WriteAllBytes(Path, [.. tree, .. new byte[Separator], .. data, 0xAB, 0xCD, 0xEF, .. "MaxMind.com"u8, .. metadata]);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"matoi-places-{Guid.NewGuid():N}.mmdb");

    /// <inheritdoc/>
    public void Dispose() => File.Delete(Path);

    private static byte[] Record(int value) => [(byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Names(string name) => Map(("names", Map(("en", Text(name)))));

    private static byte[] Map(params (string Key, byte[] Value)[] items) => [(byte)(7 << 5 | items.Length), .. items.SelectMany(i => Text(i.Key).Concat(i.Value))];

    private static byte[] Text(string text) => [(byte)(2 << 5 | text.Length), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Number(byte number) => [5 << 5 | 1, number];

    private static byte[] Real(double number)
    {
        var bytes = new byte[9];
        bytes[0] = 3 << 5 | 8;
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(1), number);
        return bytes;
    }
}
