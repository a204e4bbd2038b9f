using System.IO.Compression;

namespace Matoi.Detect.Intake;

/// <summary>Opens gzip and zip input as it is read, told by its first bytes; other input passes through. Expansion is bounded.</summary>
internal static class Decompressor
{
    /// <summary>The plain bytes of the input. A zip is opened entry by entry with <see cref="ZipEntries"/> instead.</summary>
    public static Stream Open(Stream input, IntakeLimits limits)
    {
        Span<byte> magic = stackalloc byte[2];
        var start = input.Position;
        var read = input.ReadAtLeast(magic, 2, throwOnEndOfStream: false);
        input.Position = start;
        return read == 2 && magic[0] == 0x1F && magic[1] == 0x8B
            ? new BoundedExpansion(new GZipStream(input, CompressionMode.Decompress), () => input.Position, limits)
            : input;
    }

    /// <summary>True when the input is a zip file.</summary>
    public static bool IsZip(Stream input)
    {
        Span<byte> magic = stackalloc byte[4];
        var start = input.Position;
        var read = input.ReadAtLeast(magic, 4, throwOnEndOfStream: false);
        input.Position = start;
        return read == 4 && magic.SequenceEqual("PK\u0003\u0004"u8);
    }

    /// <summary>The files inside a zip, each opened when its turn comes.</summary>
    public static IEnumerable<(string Name, Stream Content)> ZipEntries(Stream input, IntakeLimits limits)
    {
        using var zip = new ZipArchive(input, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in zip.Entries.Where(e => e.Length > 0))
        {
            using var content = entry.Open();
            yield return (entry.FullName, new BoundedExpansion(content, () => entry.CompressedLength, limits));
        }
    }
}
