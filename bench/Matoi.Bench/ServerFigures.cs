using System.Diagnostics;
using System.Text;

namespace Matoi.Bench;

/// <summary>What the running program costs: start, memory at rest, and how long a push waits for its acknowledgement.</summary>
internal static class ServerFigures
{
    private const int Seconds = 15;
    private const int RequestsPerSecond = 100;
    private const int EventsPerRequest = 20;

    public static async Task RunAsync(Figures figures, string root)
    {
        if (!figures.Wants("serve.", "push."))
        {
            return;
        }

        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 });
        await using (await ServerProcess.StartAsync(client))
        {
            // The first start creates the stores; what counts is every start after.
        }

        await using var server = await ServerProcess.StartAsync(client);
        figures.Print("serve.ready_s", server.Ready.TotalSeconds, "s", "from process start to the first page, a new data folder");
        await Task.Delay(TimeSpan.FromSeconds(5));
        figures.Print("serve.idle_mb", server.WorkingSetMb, "MB", "working set five seconds after start");
        if (figures.Wants("push."))
        {
            await PushAsync(figures, root, server, client);
        }
    }

    private static async Task PushAsync(Figures figures, string root, ServerProcess server, HttpClient client)
    {
        client.DefaultRequestHeaders.Add("X-Api-Key", await server.CreateTokenAsync());
        var records = CloudTrailInput.Records(root);
        await SendAsync(server, client, records, 2, 0);
        var times = await SendAsync(server, client, records, Seconds, 1_000_000);
        times.Sort();
        var note = $"{RequestsPerSecond} requests/s of {EventsPerRequest} CloudTrail events for {Seconds} s, open loop, acknowledged when durable; {times.Count} answered";
        figures.Print("push.p99_ms", times[(int)(times.Count * 0.99)], "ms", note);
        figures.Print("push.p50_ms", times[times.Count / 2], "ms", note);
        figures.Print("serve.after_push_mb", server.WorkingSetMb, "MB", "working set after the pushes");
    }

    private static async Task<List<double>> SendAsync(ServerProcess server, HttpClient client, List<string> records, int seconds, int number)
    {
        var sent = new List<Task<double>>();
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < seconds * RequestsPerSecond; i++)
        {
            var due = TimeSpan.FromSeconds(i / (double)RequestsPerSecond) - Stopwatch.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            var first = number + (i * EventsPerRequest);
            var lines = Enumerable.Range(first, EventsPerRequest).Select(n => CloudTrailInput.Renumber(records[n % records.Count], n));
            sent.Add(PostAsync(server, client, string.Join('\n', lines)));
        }

        return [.. await Task.WhenAll(sent)];
    }

    private static async Task<double> PostAsync(ServerProcess server, HttpClient client, string body)
    {
        var started = Stopwatch.GetTimestamp();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.PostAsync(new Uri(server.Address, "/ingest"), content);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
