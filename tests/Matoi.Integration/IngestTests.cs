using Matoi.Detect.Intake;
using Matoi.Model.Sources;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration;

/// <summary>Files become rows, alerts and incidents, each once.</summary>
public class IngestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adds_nothing_when_the_same_files_come_again()
    {
        await using var node = await TempNode.StartAsync();
        var (log, findings) = (Path.Combine(node.Folder.Path, "log.json"), Path.Combine(node.Folder.Path, "findings.jsonl"));
        await File.WriteAllTextAsync(log, Sample.Records(Enumerable.Range(1, 500)), Ct);
        await File.WriteAllTextAsync(findings, Sample.GuardDuty("f1") + "\n" + Sample.GuardDuty("f2", minute: 5) + "\n", Ct);
        var first = await node.IngestAsync(log, findings);

        var again = await node.IngestAsync(log, findings);

        Assert.Equal((502, 0, 2, 1), (first.Stored, first.Duplicates, first.Alerts, first.Incidents));
        Assert.Equal((0, 502, 0, 0), (again.Stored, again.Duplicates, again.Alerts, again.Incidents));
        Assert.Equal((500, 2), (node.Rows("AWSCloudTrail"), node.Rows("AWSGuardDuty")));
        await using var db = await node.DbAsync();
        Assert.Equal([1L, 1L], await db.Alerts.Select(a => a.Count).ToListAsync(Ct));
    }

    [Fact]
    public async Task Stores_a_record_once_when_it_stands_twice_in_one_file()
    {
        await using var node = await TempNode.StartAsync();

        var report = await node.IngestTextAsync("log.json", Sample.Records([1, 2, 1]));

        Assert.Equal((2, 1, 2), (report.Stored, report.Duplicates, node.Rows("AWSCloudTrail")));
    }

    [Fact]
    public async Task Knows_what_it_stored_when_the_program_starts_again()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var before = await TempNode.StartAsync(folder))
            {
                await before.IngestTextAsync("log.json", Sample.Records(Enumerable.Range(1, 50)));
            }

            await using var node = await TempNode.StartAsync(folder);

            Assert.Equal((1, 50), await node.IngestTextAsync("more.json", Sample.Records(Enumerable.Range(1, 51))) is var r ? ((int)r.Stored, (int)r.Duplicates) : default);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Brings_the_alert_up_to_date_when_a_finding_is_sent_again()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("a.json", Sample.GuardDuty("f1", severity: 5));

        await node.IngestTextAsync("b.json", Sample.GuardDuty("f1", severity: 8, count: 7, minute: 3));

        await using var db = await node.DbAsync();
        var alert = await db.Alerts.SingleAsync(Ct);
        Assert.Equal((7L, Model.Severity.High), (alert.Count, alert.Severity));
        Assert.Contains("severity Medium → High", string.Join('\n', await db.Timeline.Select(t => t.Text).ToListAsync(Ct)));
    }

    [Fact]
    public async Task Names_the_file_when_it_is_not_there()
    {
        await using var node = await TempNode.StartAsync();

        var (_, problems) = await node.Get<IngestFiles>().HandleAsync(new(["/no/such/file"], null), null, Ct);

        Assert.Equal(("file-not-found", "there is no file or folder /no/such/file"), (problems[0].Code, problems[0].Message));
    }

    [Fact]
    public async Task Keeps_a_refused_record_once_when_its_file_comes_again()
    {
        await using var node = await TempNode.StartAsync();
        var text = Sample.Line(1) + "\n{\"eventName\":\"x\n" + Sample.Line(2) + "\n";
        await node.IngestTextAsync("a.jsonl", text);

        await node.IngestTextAsync("a.jsonl", text);

        await using var db = await node.DbAsync();
        Assert.Equal("truncated-json", (await db.Rejected.SingleAsync(Ct)).Code);
    }

    [Fact]
    public async Task Keeps_one_file_when_a_record_that_is_too_large_comes_again()
    {
        await using var node = await TempNode.StartAsync(limits: new() { RecordBytes = 1_000_000 });
        var text = $"{Sample.Line(1)}\n{{\"userAgent\":\"{new string('x', 3_000_000)}\"}}\n{Sample.Line(2)}\n";
        await node.IngestTextAsync("a.jsonl", text);

        await node.IngestTextAsync("a.jsonl", text);

        Assert.Equal(3_000_016, new FileInfo(Assert.Single(Directory.GetFiles(node.Folder.Rejected))).Length);
    }

    [Fact]
    public async Task Leaves_the_list_when_a_record_too_large_is_retried_with_a_higher_limit()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var before = await TempNode.StartAsync(folder, new() { RecordBytes = 1_000_000 }))
            {
                await before.IngestTextAsync("a.jsonl", $"{Sample.Line(1)}\n{{\"userAgent\":\"{new string('x', 3_000_000)}\",{Sample.Line(2)[1..].Replace("\"userAgent\":\"aws-cli/2\",", "", StringComparison.Ordinal)}\n");
            }

            await using var node = await TempNode.StartAsync(folder);
            var (result, _) = await node.Get<RetryRejected>().HandleAsync(new(null, null), Ct);

            Assert.Equal((1, 1, 2), (result!.Tried, result.Read, node.Rows("AWSCloudTrail")));
            Assert.Empty(Directory.GetFiles(node.Folder.Rejected));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Leaves_the_list_when_a_refused_record_is_read_after_the_fix()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var before = await TempNode.StartAsync(folder, catalogue: new([], [])))
            {
                var (report, _) = await before.Get<IngestFiles>().HandleAsync(new([Path.Combine(Write(folder, Sample.Line(1)))], null), null, Ct);
                Assert.Equal(1, report!.NotLogs);
            }

            await using (var before = await TempNode.StartAsync(folder, new() { Depth = 2 }))
            {
                await before.IngestTextAsync("a.jsonl", Sample.Line(1) + "\n" + Sample.Line(2).Replace("\"aws-cli/2\"", "{\"a\":{\"b\":1}}", StringComparison.Ordinal) + "\n");
            }

            await using var node = await TempNode.StartAsync(folder);
            var (result, _) = await node.Get<RetryRejected>().HandleAsync(new(null, null), Ct);

            Assert.Equal((1, 1, 0), (result!.Tried, result.Read, result.Rejected));
            Assert.Empty(await node.Get<ListRejected>().HandleAsync(10, Ct));
            Assert.Equal(2, node.Rows("AWSCloudTrail"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Stays_in_the_list_when_a_refused_record_is_still_broken()
    {
        await using var node = await TempNode.StartAsync();
        await node.IngestTextAsync("a.jsonl", Sample.Line(1) + "\n{\"eventName\":\"x\n" + Sample.Line(2) + "\n");

        var (result, _) = await node.Get<RetryRejected>().HandleAsync(new(null, null), Ct);

        Assert.Equal((1, 0, 1), (result!.Tried, result.Read, result.Rejected));
        Assert.Equal("truncated-json", Assert.Single(await node.Get<ListRejected>().HandleAsync(10, Ct)).Code);
    }

    [Fact]
    public async Task Says_which_sources_there_are_when_a_retry_names_another()
    {
        await using var node = await TempNode.StartAsync();

        var (_, problem) = await node.Get<RetryRejected>().HandleAsync(new(null, "aws.nothing"), Ct);

        Assert.StartsWith("there is no source 'aws.nothing'; known: ", problem!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_the_record_alone_when_its_source_fails()
    {
        await using var node = await TempNode.StartAsync(catalogue: new([new Failing()], []));

        var report = await node.IngestTextAsync("a.jsonl", "{\"fail\":false}\n{\"fail\":true}\n{\"fail\":false}\n");

        await using var db = await node.DbAsync();
        Assert.Equal((2, "wrong-type", "test.failing cannot read this record: never expected"), (report.Stored, (await db.Rejected.SingleAsync(Ct)).Code, (await db.Rejected.SingleAsync(Ct)).Message));
    }

    private static string Write(string folder, string text)
    {
        var file = Path.Combine(folder, "one.json");
        File.WriteAllText(file, text);
        return file;
    }

    [Source("test.failing", "Failing")]
    private sealed class Failing : Source
    {
        private static readonly Model.Lake.LogTable Table = new("Failing_CL", "Fail:bool");

        public override IReadOnlyList<Model.Lake.LogTable> Tables => [Table];

        public override bool Recognises(SourceRecord record) => record.Has("fail");

        public override Model.Problem? Map(SourceRecord record, MapOutput output)
        {
            output.Row(Table, Sample.Start, record, System.Text.Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"));
            return record.Json.GetProperty("fail").GetBoolean() ? throw new NotSupportedException("never expected") : null;
        }
    }
}
