using System.Diagnostics;
using System.Text;
using Matoi.Detect.Streaming;

namespace Matoi.Bench;

/// <summary>A correlation that a million people keep open: what it takes to wait for all of them, and whether a restart in the middle loses any.</summary>
internal static class StreamKeyFigures
{
    private const int Keys = 1_000_000;
    private const string Rules = """
        title: A refused call
        name: refused
        id: 66666666-6666-4666-8666-666666666666
        logsource: { product: aws, service: cloudtrail }
        detection: { selection: { errorCode: AccessDenied }, condition: selection }
        ---
        title: Refused calls
        id: 77777777-7777-4777-8777-777777777777
        correlation: { type: event_count, rules: [refused], group-by: [userIdentity.arn], timespan: 1d, condition: { gte: 2 } }
        level: high
        """;

    public static async Task RunAsync(Figures figures)
    {
        if (!figures.Wants("stream.keys1m"))
        {
            return;
        }

        var data = Directory.CreateTempSubdirectory("matoi-bench-").FullName;
        var file = Path.Combine(Path.GetTempPath(), $"matoi-bench-{Environment.ProcessId}.jsonl");
        try
        {
            double rate, before;
            await using (var node = await StartAsync(data))
            {
                Write(file, 0, Keys);
                before = Megabytes();
                rate = (await node.IngestAsync(file)).EventsPerSecond;
                figures.Print("stream.keys1m.mb", Megabytes() - before, "MB", $"live memory for {Keys:N0} groups with one hit each, taken in at {rate:N0} events/s");
            }

            await using (var node = await StartAsync(data))
            {
                Write(file, Keys, 1000);
                var watch = Stopwatch.StartNew();
                var report = await node.IngestAsync(file);
                figures.Print("stream.keys1m.restart_s", watch.Elapsed.TotalSeconds, "s", $"a second hit for 1,000 of them after a restart, what was kept read again: {report.Alerts:N0} alerts");
            }
        }
        finally
        {
            File.Delete(file);
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<Node> StartAsync(string data)
    {
        var node = await Node.StartAsync(data);
        await node.Get<MoveStreamRule>().HandleAsync(StreamRules.ShippedPack, new(StreamMode.Draft), "bench", CancellationToken.None);
        node.Get<AddRulePack>().Handle(new("keys", "", StreamMode.Live, [new("rules.yml", Rules)]));
        return node;
    }

    private static double Megabytes()
    {
        GC.Collect();
        return GC.GetTotalMemory(forceFullCollection: true) / 1048576.0;
    }

    // The second thousand has the first thousand's names.
    private static void Write(string file, int from, int events)
    {
        using var writer = new StreamWriter(file, append: false, new UTF8Encoding(false), 1 << 20);
        for (var i = from; i < from + events; i++)
        {
            writer.WriteLine($$"""{"eventVersion":"1.08","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/u{{i % Keys}}","userName":"u{{i % Keys}}","accountId":"111122223333"},"eventTime":"2026-03-02T10:00:00Z","eventSource":"ec2.amazonaws.com","eventName":"RunInstances","awsRegion":"us-east-1","sourceIPAddress":"203.0.113.24","userAgent":"aws-cli/2","errorCode":"AccessDenied","eventID":"{{i:x8}}-0000-4000-8000-000000000000","eventType":"AwsApiCall","recipientAccountId":"111122223333"}""");
        }
    }
}
