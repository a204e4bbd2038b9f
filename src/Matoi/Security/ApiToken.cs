namespace Matoi.Security;

/// <summary>A token for machines. Only its hash is stored.</summary>
public sealed class ApiToken
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What people call it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>What it may do.</summary>
    public required TokenScope Scope { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>When it stops working; null never.</summary>
    public DateTimeOffset? ExpiresTime { get; init; }

    /// <summary>When it was last used, to the minute.</summary>
    public DateTimeOffset? LastUsedTime { get; set; }
}

/// <summary>What a token may do.</summary>
public enum TokenScope
{
    /// <summary>Send logs and alerts; nothing else.</summary>
    Ingest,

    /// <summary>Everything that the API offers.</summary>
    Full,
}
