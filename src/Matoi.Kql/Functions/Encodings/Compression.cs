using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace Matoi.Kql.Functions.Encodings;

/// <summary>
/// Compressed texts in base64. What is compressed here every reader of the format can read; its bytes may differ from Kusto's, as compressors differ. Text that does not
/// become shorter is stored as it is, as there.
/// </summary>
internal static class Compression
{
    private const int LongestText = 16 * 1024 * 1024;
    private const int LongestBlock = 0xFFFF;

    // gzip: no name, no time, unknown system. zlib: window of 32 kB, default level.
    private static readonly byte[] GzipHeader = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF];
    private static readonly byte[] ZlibHeader = [0x78, 0x9C];

    /// <summary>gzip.</summary>
    [KqlFunction("gzip_compress_to_base64_string")]
    public static string Gzip(string text) => Compress(text, GzipHeader, 8, static to => new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true));

    /// <summary>zlib.</summary>
    [KqlFunction("zlib_compress_to_base64_string")]
    public static string Zlib(string text) => Compress(text, ZlibHeader, 4, static to => new ZLibStream(to, CompressionLevel.Optimal, leaveOpen: true));

    /// <summary>The text of gzip; empty for what is none.</summary>
    [KqlFunction("gzip_decompress_from_base64_string")]
    public static string FromGzip(string base64) => Decompress(base64, static from => new GZipStream(from, CompressionMode.Decompress));

    /// <summary>The text of zlib; empty for what is none.</summary>
    [KqlFunction("zlib_decompress_from_base64_string")]
    public static string FromZlib(string base64) => Decompress(base64, static from => new ZLibStream(from, CompressionMode.Decompress));

    private static string Compress(string text, byte[] header, int trailer, Func<Stream, Stream> open)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var whole = new MemoryStream();
        using (var stream = open(whole))
        {
            stream.Write(bytes);
        }

        // Header and checksum of the platform's stream are those of the format; the body is looked at without them.
        var made = whole.ToArray();
        var own = header.Length;
        var body = made.Length > own + trailer ? made[own..^trailer] : [];
        var stored = Stored(bytes);
        return Convert.ToBase64String([.. header, .. body.Length == 0 || body.Length + 1 >= bytes.Length && bytes.Length > 0 ? stored : body, .. made.Length >= trailer ? made[^trailer..] : []]);
    }

    /// <summary>Blocks that hold the bytes as they are (RFC 1951, 3.2.4).</summary>
    private static byte[] Stored(byte[] bytes)
    {
        var blocks = new List<byte>();
        for (var at = 0; at == 0 || at < bytes.Length; at += LongestBlock)
        {
            var length = Math.Min(bytes.Length - at, LongestBlock);
            blocks.AddRange([(byte)(at + length == bytes.Length ? 1 : 0), (byte)length, (byte)(length >> 8), (byte)~length, (byte)(~length >> 8), .. bytes.AsSpan(at, length)]);
        }

        return [.. blocks];
    }

    private static string Decompress(string base64, Func<Stream, Stream> open)
    {
        if (Base64.Bytes(base64) is not { } bytes)
        {
            return "";
        }

        try
        {
            using var stream = open(new MemoryStream(bytes));
            using var text = new MemoryStream();
            var buffer = new byte[64 * 1024];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                text.Write(buffer, 0, read);
                if (text.Length > LongestText)
                {
                    return "";
                }
            }

            return Utf8.IsValid(text.GetBuffer().AsSpan(0, (int)text.Length)) ? Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length) : "";
        }
        catch (InvalidDataException)
        {
            return "";
        }
    }
}
