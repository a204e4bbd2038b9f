namespace Matoi.Kql;

/// <summary>Settings of one query.</summary>
/// <param name="Now">What <c>now()</c> is, UTC: a rule can be replayed at any moment.</param>
public sealed record KqlOptions(DateTime Now)
{
    /// <summary>Rows of every table before this time are not seen; null for no limit.</summary>
    public DateTime? From { get; init; }

    /// <summary>Rows of every table at or after this time are not seen; null for no limit.</summary>
    public DateTime? To { get; init; }

    /// <summary>Rows that were stored before this time are not seen, in tables that know when their rows were stored; null for no limit.</summary>
    public DateTime? IngestedFrom { get; init; }

    /// <summary>Rows that were stored at or after this time are not seen, likewise; null for no limit.</summary>
    public DateTime? IngestedTo { get; init; }

    /// <value>Most rows of a result; default 500,000. A longer result is cut with a warning.</value>
    public int MaxRows { get; init; } = 500_000;

    /// <value>Longest run; default 10 minutes.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Columns that a table's schema does not have are null instead of an error, with a warning; for checks of content against foreign schemas.</summary>
    public bool Lenient { get; init; }

    /// <summary><c>externaldata</c> whose file is not allowed gives no rows, with a warning, instead of an error; for checks of content.</summary>
    public bool EmptyExternals { get; init; }

    /// <summary>Values of <c>declare query_parameters</c>, as KQL literals.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
