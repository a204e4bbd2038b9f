namespace Matoi.Model.Incidents;

/// <summary>Something that somebody must do in an incident.</summary>
public sealed class IncidentTask
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The incident; another one after a merge.</summary>
    public required Guid IncidentId { get; set; }

    /// <summary>What to do, one sentence.</summary>
    public required string Title { get; set; }

    /// <summary>How, in Markdown; may be empty.</summary>
    public string Description { get; set; } = "";

    /// <summary>How far it is. Default <see cref="TaskProgress.ToDo"/>.</summary>
    public TaskProgress Status { get; set; }

    /// <summary>User name of who does it; null while nobody does.</summary>
    public string? Owner { get; set; }

    /// <summary>When it must be done; null for no limit.</summary>
    public DateTimeOffset? DueTime { get; set; }

    /// <summary>Place in the list, from 1; equal places are ordered by age.</summary>
    public int Order { get; set; }

    /// <summary>Who added it.</summary>
    public required string Author { get; init; }

    /// <summary>When it was added.</summary>
    public DateTimeOffset CreatedTime { get; init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedTime { get; set; }

    /// <summary>When it was done or cancelled; null until then.</summary>
    public DateTimeOffset? DoneTime { get; set; }
}

/// <summary>How far a task is.</summary>
public enum TaskProgress
{
    /// <summary>Not begun.</summary>
    ToDo,

    /// <summary>Somebody is at it.</summary>
    InProgress,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Not needed any more.</summary>
    Cancelled,
}
