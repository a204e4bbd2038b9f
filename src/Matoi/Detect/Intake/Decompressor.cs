using System.IO.Compression;

namespace Matoi.Detect.Intake;

/// <summary>Opens gzip and zip input as it is read, told by its first bytes; other input passes through. Expansion is bounded.</summary>
internal static class Decompressor
{
    /// <summary>Gzip inside gzip (Firehose compresses what CloudWatch compressed), or inside a zip, at most this often.</summary>
    private const int Layers = 3;

    /// <summary>The plain bytes of the input. A zip is opened entry by entry with <see cref="ZipEntries"/> instead. The input stays open.</summary>
    public static PeekedStream Open(Stream input, IntakeLimits limits) => Open(input, () => input.Position, limits);

    /// <summary>True when the input is a zip file.</summary>
    public static bool IsZip(Stream input)
    {
        Span<byte> magic = stackalloc byte[4];
        var start = input.Position;
        var read = input.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        input.Position = start;
        return read == 4 && magic.SequenceEqual("PK\u0003\u0004"u8);
    }

    /// <summary>The files inside a zip, each opened when its turn comes; one that cannot be opened comes with the reason.</summary>
    public static IEnumerable<(string Name, PeekedStream? Content, string? Damage)> ZipEntries(Stream input, IntakeLimits limits)
    {
        using var zip = new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries.Where(e => e.Length > 0))
        {
            var (opened, damage) = Open(entry);
            using var content = opened;
            yield return (entry.FullName, content is null ? null : Open(new BoundedExpansion(content, () => entry.CompressedLength, new(limits)), () => entry.CompressedLength, limits), damage);
        }
    }

    private static (Stream? Content, string? Damage) Open(ZipArchiveEntry entry)
    {
        try
        {
            return (entry.Open(), null);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            return (null, e.Message);
        }
    }

    private static PeekedStream Open(Stream input, Func<long> compressedBytes, IntakeLimits limits)
    {
        var plain = new PeekedStream(input);
        for (var layer = 0; layer < Layers && plain.Start.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]); layer++)
        {
            plain = new(new BoundedExpansion(new GzipReader(plain), compressedBytes, new(limits)));
        }

        return plain;
    }
}
