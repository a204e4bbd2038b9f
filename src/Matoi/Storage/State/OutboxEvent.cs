namespace Matoi.Storage.State;

/// <summary>Something that happened, committed together with the change itself; the next step starts from it.</summary>
public sealed class OutboxEvent
{
    /// <summary>Order of commit.</summary>
    public long Id { get; init; }

    /// <summary>What happened.</summary>
    public required OutboxKind Kind { get; init; }

    /// <summary>The alert or incident it happened to.</summary>
    public required Guid Subject { get; init; }

    /// <summary>What changed, as words; empty when the kind says it all.</summary>
    public string Detail { get; init; } = "";

    /// <summary>When.</summary>
    public required DateTimeOffset Time { get; init; }
}

/// <summary>What an outbox event tells.</summary>
public enum OutboxKind
{
    /// <summary>An alert is new: it must find its incident.</summary>
    AlertRaised,

    /// <summary>An alert changed: its incident must be brought up to date.</summary>
    AlertChanged,
}
