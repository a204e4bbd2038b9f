using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration;

/// <summary>Whatever is wrong with an input, good records around it are stored, and what is refused says why.</summary>
public partial class BrokenInput
{
    private static readonly Dictionary<string, Case> All = new Case[][] { Json(), Values(), Containers(), Envelopes(), Files(), Lines() }.SelectMany(c => c).ToDictionary(c => c.Name);

    public static TheoryData<string> Names() => new(All.Keys);

    /// <summary>One kind of broken input.</summary>
    /// <param name="Name">What is wrong.</param>
    /// <param name="Stored">Rows stored of this file; good records beside it come on top.</param>
    /// <param name="Codes">Reason of every refusal, in order of the alphabet; or, after <c>not a log:</c>, why the file is none.</param>
    /// <param name="Content">The file.</param>
    /// <param name="File">Its name.</param>
    private sealed record Case(string Name, int Stored, string Codes, Func<byte[]> Content, string File = "input.json");

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Keeps_the_good_records_and_names_the_reason_when_the_input_is_broken(string name)
    {
        var broken = All[name];
        await using var node = await TempNode.StartAsync();
        var folder = Directory.CreateDirectory(Path.Combine(node.Folder.Path, "in")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, broken.File), broken.Content(), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "neighbour.json"), Sample.Records([901, 902, 903]), TestContext.Current.CancellationToken);

        var report = await node.IngestAsync(folder);

        await using var db = await node.DbAsync();
        var refused = await db.Rejected.AsNoTracking().ToListAsync(TestContext.Current.CancellationToken);
        var codes = refused.Select(r => r.Code).Order(StringComparer.Ordinal).Concat(report.NotLogFiles.Select(f => $"not a log: {f.Reason}"));
        Assert.Equal((broken.Stored, broken.Codes), ((int)report.Stored - 3, string.Join(' ', codes)));
        Assert.Equal(3, node.Rows("AWSCloudTrail", "AwsEventId LIKE '0000038%'"));
        Assert.All(refused, r => Assert.True(r.Message.Length > 20, r.Message));
    }

    [Fact]
    public void Has_at_least_sixty_cases_when_counted() => Assert.True(All.Count >= 60, $"{All.Count}");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>A line among three good ones, in JSON lines.</summary>
    private static Case Among(string name, int stored, string codes, Func<byte[]> line)
        => new(name, 3 + stored, codes, () => [.. Utf8($"{Sample.Line(1)}\n{Sample.Line(2)}\n"), .. line(), .. Utf8($"\n{Sample.Line(3)}\n")], "input.jsonl");

    private static Case Among(string name, int stored, string codes, string line) => Among(name, stored, codes, () => Utf8(line));

    /// <summary>An item among three good ones, in <c>{"Records":[…]}</c>.</summary>
    private static Case Within(string name, int stored, string codes, Func<string> item)
        => new(name, 3 + stored, codes, () => Utf8($"{{\"Records\":[{Sample.Line(1)},{Sample.Line(2)},{item()},{Sample.Line(3)}]}}"));

    private static Case Within(string name, int stored, string codes, string item) => Within(name, stored, codes, () => item);

    /// <summary>A record with one value replaced, or, for null, taken away, among three good ones.</summary>
    private static Case Value(string name, int stored, string codes, string field, string? json)
    {
        var record = Sample.CloudTrail(4);
        record.Remove(field);
        var text = record.ToJsonString();
        return Among(name, stored, codes, json is null ? text : $"{{\"{field}\":{json},{text[1..]}");
    }

    private static Case Alone(string name, int stored, string codes, Func<byte[]> content, string file = "input.json") => new(name, stored, codes, content, file);

    private static Case Alone(string name, int stored, string codes, string content, string file = "input.json") => new(name, stored, codes, () => Utf8(content), file);

    private static string ThreeLines => $"{Sample.Line(1)}\n{Sample.Line(2)}\n{Sample.Line(3)}\n";

    private static byte[] Gzip(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.SmallestSize))
        {
            gzip.Write(bytes);
        }

        return output.ToArray();
    }

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var output = new MemoryStream();
        using (var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return output.ToArray();
    }

    private static byte[] Flip(byte[] bytes, Index at)
    {
        bytes[at] ^= 0xFF;
        return bytes;
    }
}
