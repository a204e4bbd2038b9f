namespace Matoi.Bench.Correlating;

/// <summary>How well a grouping of alerts agrees with the truth, over all pairs of alerts.</summary>
/// <param name="Precision">Pairs put together that belong together.</param>
/// <param name="Recall">Pairs that belong together and were put together.</param>
/// <param name="Groups">Incidents.</param>
internal sealed record PairScore(double Precision, double Recall, int Groups)
{
    /// <summary>Harmonic mean of both.</summary>
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    /// <summary>Scores a grouping: for each alert its incident and its truth.</summary>
    public static PairScore Of(IReadOnlyCollection<(string Group, int Truth)> alerts)
    {
        var together = Pairs(alerts.GroupBy(a => a));
        var (put, belong) = (Pairs(alerts.GroupBy(a => a.Group)), Pairs(alerts.GroupBy(a => a.Truth)));
        return new(put == 0 ? 1 : together / put, belong == 0 ? 1 : together / belong, alerts.Select(a => a.Group).Distinct().Count());
    }

    /// <summary>As a note.</summary>
    public override string ToString() => $"precision {Precision:0.000}, recall {Recall:0.000}, {Groups:N0} incidents";

    private static double Pairs<TKey, T>(IEnumerable<IGrouping<TKey, T>> groups) => groups.Sum(g => (double)g.Count() * (g.Count() - 1) / 2);
}
