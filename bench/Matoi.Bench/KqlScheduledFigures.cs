using System.Diagnostics;

namespace Matoi.Bench;

/// <summary>How much of a five-minute period 500 scheduled rules use, and how queries grow with the rows.</summary>
internal static class KqlScheduledFigures
{
    private const long Rows = 50_000_000;
    private const int Rules = 500;
    private const int PeriodSeconds = 300;

    private static readonly string[] Templates =
    [
        """AWSCloudTrail | where EventName == "Api{0}" and isnotempty(ErrorCode) | summarize n=count(), last=max(TimeGenerated) by UserIdentityArn, SourceIpAddress | where n > 3""",
        """AWSCloudTrail | where EventName has_any ("login", "Api{0}") | where UserAgent !contains "console" | summarize arg_max(TimeGenerated, SourceIpAddress, UserAgent) by UserIdentityArn""",
        """AWSCloudTrail | where EventSource == "iam.amazonaws.com" and EventName in ("Api{0}", "ConsoleLogin") | extend account = extract(@"::(\d+):", 1, UserIdentityArn) | summarize ips=make_set(SourceIpAddress, 100) by account, UserIdentityUserName""",
        """AWSCloudTrail | where ErrorCode =~ "accessdenied" and UserIdentityUserName endswith "{0}" | summarize names=dcount(EventName), n=count() by UserIdentityArn, bin(TimeGenerated, 10m) | where names > 5""",
        """let bad = AWSCloudTrail | where ErrorCode == "AccessDenied" and EventName == "Api{0}" | distinct SourceIpAddress; AWSCloudTrail | where SourceIpAddress in (bad) and EventName == "ConsoleLogin" | project TimeGenerated, UserIdentityArn, SourceIpAddress""",
    ];

    // As in the corpus of public rules: most look an hour back, some a day, a few further.
    private static readonly (int Share, TimeSpan Back)[] Lookbacks = [(70, TimeSpan.FromHours(1)), (90, TimeSpan.FromDays(1)), (100, TimeSpan.FromDays(7))];

    public static void Run(Figures figures)
    {
        if (figures.Wants("kql.scheduled500"))
        {
            Scheduled(figures);
        }

        if (figures.Wants("kql.growth"))
        {
            foreach (var rows in new[] { 1_000_000L, 5_000_000, 25_000_000 })
            {
                Growth(figures, rows);
            }
        }
    }

    private static void Scheduled(Figures figures)
    {
        using var data = new KqlData(Rows, dynamic: false);
        var (total, slowest, hits) = (0.0, 0.0, 0);
        for (var i = 0; i < Rules; i++)
        {
            var back = Lookbacks.First(l => i * 37 % 100 < l.Share).Back;
            var started = Stopwatch.GetTimestamp();
            hits += data.Kql(Templates[i % Templates.Length].Replace("{0}", $"{i * 7 % 240}", StringComparison.Ordinal), KqlData.Now - back).Rows.Count;
            var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
            (total, slowest) = (total + seconds, Math.Max(slowest, seconds));
        }

        figures.Print("kql.scheduled500.load", total / PeriodSeconds, "share", $"{total:0.0} s of {PeriodSeconds} s for {Rules} rules one after the other on 2 threads over {Rows:N0} rows of a week (70 % look 1 h back, 20 % a day, 10 % the week); slowest {slowest:0.00} s; {hits:N0} result rows");
    }

    private static void Growth(Figures figures, long rows)
    {
        using var data = new KqlData(rows, dynamic: false);
        foreach (var name in new[] { "filter_has", "summarize_bin", "arg_max", "ti_lookup" })
        {
            var kql = KqlShapes.All.First(s => s.Name == name).Kql;
            data.Kql(kql);
            var (best, _) = KqlFigures.Fastest(() => data.Kql(kql), () => { });
            figures.Print($"kql.growth[{name},{rows / 1_000_000}M].ms", best, "ms", $"{rows:N0} rows, 2 threads");
        }
    }
}
