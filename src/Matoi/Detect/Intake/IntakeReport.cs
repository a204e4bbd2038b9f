namespace Matoi.Detect.Intake;

/// <summary>What became of one or more inputs; the JSON that <c>matoi ingest</c> ends with.</summary>
public sealed class IntakeReport
{
    /// <summary>Inputs read.</summary>
    public int Files { get; set; }

    /// <summary>Inputs that hold no log or alert; nothing of them is kept.</summary>
    public int NotLogs { get; set; }

    /// <summary>Records found.</summary>
    public long Read { get; set; }

    /// <summary>Rows stored.</summary>
    public long Stored { get; set; }

    /// <summary>Rows that the lake had already.</summary>
    public long Duplicates { get; set; }

    /// <summary>Records refused.</summary>
    public long Rejected { get; set; }

    /// <summary>Alerts that are new.</summary>
    public long Alerts { get; set; }

    /// <summary>Incidents that were opened.</summary>
    public long Incidents { get; set; }

    /// <summary>Seconds from the first byte to the last commit.</summary>
    public double Seconds { get; set; }

    /// <summary>Records read per second.</summary>
    public double EventsPerSecond => Seconds > 0 ? Math.Round(Read / Seconds, 1) : 0;

    /// <summary>The same by source; records that none recognised stand under <c>unknown</c>.</summary>
    public SortedDictionary<string, SourceCount> BySource { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Inputs that hold no log or alert, with the reason.</summary>
    public List<NotLog> NotLogFiles { get; init; } = [];

    /// <summary>Counts of one source.</summary>
    public sealed class SourceCount
    {
        /// <summary>Records found.</summary>
        public long Read { get; set; }

        /// <summary>Rows stored.</summary>
        public long Stored { get; set; }

        /// <summary>Records refused.</summary>
        public long Rejected { get; set; }
    }

    /// <summary>An input that holds no log or alert.</summary>
    /// <param name="Input">The file.</param>
    /// <param name="Reason">Why: <c>empty</c>, <c>binary</c>, <c>unrecognised</c>.</param>
    public sealed record NotLog(string Input, string Reason);

    /// <summary>Counts of a source, made on first use.</summary>
    public SourceCount Of(string source)
    {
        var name = source.Length == 0 ? "unknown" : source;
        return BySource.TryGetValue(name, out var count) ? count : BySource[name] = new();
    }

    /// <summary>Adds another report's counts; seconds stay.</summary>
    public void Add(IntakeReport other)
    {
        Files += other.Files;
        NotLogs += other.NotLogs;
        Read += other.Read;
        Stored += other.Stored;
        Duplicates += other.Duplicates;
        Rejected += other.Rejected;
        Alerts += other.Alerts;
        Incidents += other.Incidents;
        NotLogFiles.AddRange(other.NotLogFiles);
        foreach (var (source, count) in other.BySource)
        {
            var mine = Of(source);
            mine.Read += count.Read;
            mine.Stored += count.Stored;
            mine.Rejected += count.Rejected;
        }
    }
}
