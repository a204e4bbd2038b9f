namespace Matoi.Detect.Rules.Running;

/// <summary>When the events behind rows happened: the datetime values that lie in the window.</summary>
public static class RowTimes
{
    /// <summary>First and last; the window's newest part when no row has a time.</summary>
    public static (DateTimeOffset First, DateTimeOffset Last) Of(ResultTable table, IEnumerable<object?[]> rows, RuleWindow window, DateTimeOffset earliest)
    {
        var times = rows.SelectMany(row => row).OfType<DateTime>().Select(time => new DateTimeOffset(time, TimeSpan.Zero)).Where(time => time >= earliest && time <= window.To).ToList();

        // A row without time is at least no older than the window, and was found at its end.
        return times.Count > 0 ? (times.Min(), times.Max()) : (window.To, window.To);
    }
}
