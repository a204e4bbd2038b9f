using System.Text.Json;
using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Conformance;

/// <summary>Every source says whom its records are about without throwing, and the audit logs always name somebody or something.</summary>
public class SourceSubjects
{
    private static readonly HashSet<string> Audits =
        ["aws.cloudtrail", "azure.activity", "azure.audit", "azure.signin", "azure.office-activity", "azure.graph-activity", "google.audit", "google.workspace", "k8s.audit"];

    public static TheoryData<string> Cases() => SourceGoldens.Cases();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Record_is_about_something_when_it_is_an_audit_log_s(string folder)
    {
        var asked = Ask(folder, (source, record) => (source.Id, Record: $"{record.Json}", source.Subject(record).Entities));

        // Insights of CloudTrail are about an API.
        Assert.DoesNotContain(asked, a => Audits.Contains(a.Id) && a.Entities.Count == 0 && !a.Record.Contains("insightDetails", StringComparison.Ordinal));
        Assert.All(asked, a => Assert.InRange(a.Entities.Count, 0, RecordSubject.Most));
        Assert.All(asked, a => Assert.Equal(a.Entities.Count, a.Entities.DistinctBy(e => e.Key).Count()));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Odd_record_is_about_what_could_be_read_when_its_values_are_of_other_types(string folder)
    {
        var asked = Ask(folder, (source, record) => record.Json.ValueKind != JsonValueKind.Object ? 0
            : Oddities.Select(odd => source.Subject(record with { Json = Odd(record.Json, odd, 0) })).Count(subject => subject.Entities is not null));

        Assert.All(asked, count => Assert.True(count == 0 || count == Oddities.Count));
    }

    // What stands in place of the values of the level and below, in turn.
    private static readonly List<(int Level, string Json)> Oddities =
        [.. Enumerable.Range(1, 5).SelectMany(level => ((string[])["5", "null", "true", "[]", "{}", "[[{}],\"a@b\"]", "\"\"", "\":\"", "\"arn:::::\"", "\"arn:aws:iam::1:\"", "\"[{\"", "\"#EXT#@_\"", "\"\\ud800\""]).Select(json => (level, json)))];

    private static JsonElement Odd(JsonElement json, (int Level, string Json) odd, int level) => level >= odd.Level ? JsonElement.Parse(odd.Json) : json.ValueKind switch
    {
        JsonValueKind.Object => JsonElement.Parse("{" + string.Join(',', json.EnumerateObject().Select(p => $"{JsonSerializer.Serialize(p.Name)}:{Odd(p.Value, odd, level + 1).GetRawText()}")) + "}"),
        JsonValueKind.Array => JsonElement.Parse("[" + string.Join(',', json.EnumerateArray().Select(i => Odd(i, odd, level + 1).GetRawText())) + "]"),
        _ => JsonElement.Parse(odd.Json),
    };

    private static List<T> Ask<T>(string folder, Func<Source, SourceRecord, T> question)
    {
        // Asked when all is mapped: the mapper takes what is thrown below it for a broken record.
        var records = new List<(Source Source, SourceRecord Record)>();
        using var input = File.OpenRead(Directory.GetFiles(Path.Combine(Repository.Goldens, folder), "input.*").Single());
        var sources = MappedText.Catalogue.Sources.Select(s => new Asked(s, record => records.Add((s, record.Json.ValueKind == JsonValueKind.Undefined ? record : record with { Json = record.Json.Clone() }))));
        MappedText.Map(input, new SourceCatalogue(sources, MappedText.Catalogue.Envelopes));
        return [.. records.Select(r => question(r.Source, r.Record))];
    }

    /// <summary>A source that shows each record it has mapped.</summary>
    private sealed class Asked(Source source, Action<SourceRecord> show) : Source(source.About)
    {
        public override IReadOnlyList<LogTable> Tables => source.Tables;

        public override bool IsHeader(string line) => source.IsHeader(line);

        public override bool Recognises(SourceRecord record) => source.Recognises(record);

        public override Problem? Map(SourceRecord record, MapOutput output)
        {
            var problem = source.Map(record, output);
            if (problem is null)
            {
                show(record);
            }

            return problem;
        }
    }
}
