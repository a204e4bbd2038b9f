using System.Text.Json;
using Xunit;

namespace Matoi.Conformance;

/// <summary>Every file of a log or alert kind in the outside material is understood, with as many records as its manifest says.</summary>
public class ManifestCounts
{
    private static readonly HashSet<string> LogSources =
    [
        "gcp-sra", "invictus-aws", "otrf", "panther", "prowler", "sigma", "stratus-red-team", "traildiscover",
    ];

    public static TheoryData<string, int> Files()
    {
        var data = new TheoryData<string, int>();
        if (Repository.Shared is not { } shared)
        {
            data.Add("(absent)", 0);
            return data;
        }

        using var manifest = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(shared, "data", "MANIFEST.json")));
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            var path = file.GetProperty("path").GetString()!;
            if (LogSources.Contains(file.GetProperty("source").GetString()!) && file.GetProperty("events") is { ValueKind: JsonValueKind.Number } events && events.GetInt32() > 0
                && file.GetProperty("provider").GetString() is not ("rules" or "knowledge" or "doc" or "-"))
            {
                data.Add(path, events.GetInt32());
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_has_as_many_records_as_its_manifest_says_and_none_is_refused(string path, int events)
    {
        Assert.SkipUnless(Repository.Shared is not null, "the shared material is absent: set MATOI_SHARED to its folder");
        using var input = File.OpenRead(Path.Combine(Repository.Shared!, "data", path));
        var chunks = MappedText.Map(input);
        Assert.Empty(chunks.SelectMany(c => c.Refusals).Select(r => $"{r.Problem.Code}: {r.Problem.Message}"));
        var read = chunks.Sum(c => c.Read.Values.Sum());
        if (path.StartsWith("sigma/", StringComparison.Ordinal) && read != events)
        {
            // For several JSON documents in a row, each over many lines, the manifest counts lines.
            Assert.Equal(File.ReadLines(input.Name).Count(), events);
            Assert.Equal(0, events % read);
            return;
        }

        Assert.Equal(events, read);
    }
}
