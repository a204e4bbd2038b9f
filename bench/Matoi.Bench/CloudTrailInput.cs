using System.Text;
using System.Text.Json;

namespace Matoi.Bench;

/// <summary>Writes CloudTrail files of any size out of real records, each copy an event of its own.</summary>
internal static class CloudTrailInput
{
    /// <summary>Real records of <c>data/invictus-aws</c>, or the shipped samples where the outside material is absent.</summary>
    public static List<string> Records(string root)
    {
        var shared = Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(root, "..", "shared");
        var real = Path.Combine(shared, "data", "invictus-aws");
        var files = Directory.Exists(real) ? Directory.GetFiles(real, "*.json", SearchOption.AllDirectories) : Directory.GetFiles(Path.Combine(root, "samples"), "*cloudtrail*", SearchOption.AllDirectories);
        return [.. files.Order(StringComparer.Ordinal).SelectMany(Read)];
    }

    /// <summary>Writes <paramref name="events"/> records as one S3 file; returns its bytes.</summary>
    public static long Write(string file, List<string> records, int events)
    {
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        stream.Write("{\"Records\":["u8);
        for (var i = 0; i < events; i++)
        {
            if (i > 0)
            {
                stream.WriteByte((byte)',');
            }

            stream.Write(Encoding.UTF8.GetBytes(Renumber(records[i % records.Count], i)));
        }

        stream.Write("]}"u8);
        return stream.Length;
    }

    /// <summary>The record with an event id of its own.</summary>
    public static string Renumber(string record, int number)
    {
        const string Name = "\"eventID\":\"";
        var at = record.IndexOf(Name, StringComparison.Ordinal);
        return at < 0 ? record : string.Concat(record.AsSpan(0, at + Name.Length), $"{number:x8}", record.AsSpan(at + Name.Length + 8));
    }

    private static IEnumerable<string> Read(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        return json.RootElement.TryGetProperty("Records", out var records) ? [.. records.EnumerateArray().Select(r => r.GetRawText())] : [];
    }
}
