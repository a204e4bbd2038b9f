using System.Diagnostics;

namespace Matoi.Bench;

/// <summary>KQL against the best SQL a person would write for the same answer, on the same rows in the same process.</summary>
internal static class KqlFigures
{
    private const long Rows = 5_000_000;
    private const int Runs = 5;

    public static void Run(Figures figures)
    {
        if (!figures.Wants("kql.ratio_sql", "kql.shape"))
        {
            return;
        }

        using var data = new KqlData(Rows);
        var ratios = new List<(string Name, double Ratio)>();
        foreach (var (name, kql, sql) in KqlShapes.All)
        {
            var (left, right) = (Answer(data, kql), data.Sql(sql).Count);
            var (a, b) = Fastest(() => data.Kql(kql), () => data.Sql(sql));
            ratios.Add((name, a / b));
            figures.Print($"kql.shape[{name}].ratio_sql", a / b, "x", $"{a:0} ms against {b:0} ms of hand-written SQL; {Rows:N0} rows; {left:N0} result rows{(left == right ? "" : $", but SQL gives {right:N0}")}");
        }

        var sorted = ratios.Select(r => r.Ratio).Order().ToList();
        figures.Print("kql.ratio_sql.median", (sorted[sorted.Count / 2] + sorted[(sorted.Count - 1) / 2]) / 2, "x", $"{sorted.Count} detection and hunting shapes over {Rows:N0} CloudTrail-shaped rows, 2 threads, best of {Runs}, KQL and SQL by turns");
        figures.Print("kql.ratio_sql.worst", sorted[^1], "x", ratios.MaxBy(r => r.Ratio).Name);
    }

    private static int Answer(KqlData data, string kql) => data.Kql(kql).Rows.Count;

    /// <summary>The best time of each in milliseconds, by turns, so that both see the same machine.</summary>
    public static (double A, double B) Fastest(Action a, Action b)
    {
        var (bestA, bestB) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < Runs; i++)
        {
            bestA = Math.Min(bestA, Time(a));
            bestB = Math.Min(bestB, Time(b));
        }

        return (bestA, bestB);
    }

    private static double Time(Action work)
    {
        var started = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }
}
