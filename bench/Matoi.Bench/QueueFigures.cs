using System.Diagnostics;
using Matoi.Investigate.Incidents;
using Matoi.Investigate.Incidents.Similar;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Bench;

/// <summary>How long the queue's page takes the server with 100,000 incidents (nine in ten open) and 1,000,000 alerts.</summary>
internal static class QueueFigures
{
    private const int Incidents = 100_000;
    private const int Alerts = 1_000_000;
    private const int PageRows = 60;

    private static readonly string[] Filters = ["", "sev:>=high", "owner:none", "cloud:aws", "tactic:TA0010", "is:closed", "host-4711", "#4711"];

    public static async Task RunAsync(Figures figures)
    {
        if (!figures.Wants("queue."))
        {
            return;
        }

        await using var node = await Node.StartAsync();
        await SeedAsync(node);
        var list = node.Get<ListIncidents>();
        await MeasureAsync(figures, "queue.list.p95_ms", "the default page and its counts, first to fiftieth page", i => PageAsync(list, "", i % 50 * PageRows));
        foreach (var filter in Filters.Skip(1))
        {
            await MeasureAsync(figures, $"queue.filter[{filter}].p95_ms", "one filtered page and the counts", _ => PageAsync(list, filter, 0));
        }

        var show = node.Get<ShowIncident>();
        var similar = node.Get<FindSimilar>();
        await MeasureAsync(figures, "incident.similar.p95_ms", "the ten incidents most like one, where all share a rule", i => similar.HandleAsync(1 + (i * 379 % Incidents), 10, "admin", CancellationToken.None));
        await MeasureAsync(figures, "incident.show.p95_ms", "one incident with its ten alerts and timeline", i => show.HandleAsync(1 + (i * 379 % Incidents), CancellationToken.None));
    }

    private static async Task PageAsync(ListIncidents list, string filter, int skip)
    {
        await list.HandleAsync(IncidentFilter.Parse(filter), skip, PageRows, CancellationToken.None);
        await list.CountAsync("admin", CancellationToken.None);
    }

    private static async Task MeasureAsync(Figures figures, string name, string note, Func<int, Task> page)
    {
        var times = new List<double>();
        for (var i = 0; i < 220; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await page(i);
            if (i >= 20)
            {
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        times.Sort();
        figures.Print(name, times[(int)(times.Count * 0.95)], "ms", $"{note}; median {times[times.Count / 2]:0.0} ms; {Incidents:N0} incidents, {Alerts:N0} alerts");
    }

    private static async Task SeedAsync(Node node)
    {
        await using var db = await node.Get<IDbContextFactory<MatoiDb>>().CreateDbContextAsync();
        await db.Database.ExecuteSqlRawAsync(IncidentRows);
        await db.Database.ExecuteSqlRawAsync(AlertRows);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
    }

    private static readonly string IncidentRows = $$$"""
        INSERT INTO "Incidents" ("Id","Number","Title","Severity","Priority","PriorityReasons","Status","Phase","Owner","AlertCount","TopEntities","Tactics","Clouds","Products",
          "FirstSeen","LastSeen","CreatedTime","ModifiedTime","TimelineLength","TimelineHead")
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {{{Incidents}}})
        SELECT randomblob(16), i, 'Credentials of host-' || i || ' used from an unusual address', 1 + i * 7 % 5, i * 31 % 101,
          '[{{"code":"severity","points":45,"detail":"High"}},{{"code":"tactics","points":6,"detail":"3"}}]', CASE WHEN i % 10 = 0 THEN 5 ELSE 1 + i % 3 END, i % 4,
          CASE WHEN i % 3 = 0 THEN NULL ELSE 'analyst' || i % 7 END, 10,
          '[{{"type":"Host","key":"host:aws:i-' || i || '","name":"host-' || i || '","alerts":7}},{{"type":"IP","key":"ip:203.0.113.9","name":"203.0.113.9","alerts":3}}]',
          CASE WHEN i % 4 = 0 THEN '["TA0001","TA0010"]' ELSE '["TA0006"]' END, CASE WHEN i % 2 = 0 THEN '[2]' ELSE '[1,3]' END, '["Amazon GuardDuty"]',
          1767225600000000 + i * 1000000, 1767229200000000 + i * 1000000, 1767229200000000, 1767229200000000, 0, '' FROM n
        """;

    private static readonly string AlertRows = $$$"""
        INSERT INTO "Alerts" ("Id","Source","SourceRef","Title","Description","AlertType","Product","Severity","Status","Cloud","CloudAccount","Region","Tactics","Techniques",
          "FirstSeen","LastSeen","Count","CreatedTime","ModifiedTime","RecordId","IncidentId")
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {{{Alerts}}} - 1)
        SELECT randomblob(16), 'aws.guardduty', 'ref-' || i, 'Credentials used from an unusual address', '', 'UnauthorizedAccess', 'Amazon GuardDuty', 3, 0, 2, '111122223333', 'us-east-1',
          '["TA0006"]', '[]', 1767225600000000 + i, 1767225600000000 + i, 1, 1767225600000000, 1767225600000000, randomblob(16), x."Id"
        FROM n JOIN "Incidents" x ON x."Number" = 1 + n.i % {{{Incidents}}}
        """;
}
