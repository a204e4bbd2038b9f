namespace Matoi.Model.Incidents;

/// <summary>A page of Markdown in an incident: what is known, asked, decided.</summary>
public sealed class IncidentNote
{
    /// <summary>Row id.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The incident; another one after a merge.</summary>
    public required Guid IncidentId { get; set; }

    /// <summary>Heading; may be empty.</summary>
    public string Title { get; set; } = "";

    /// <summary>Markdown.</summary>
    public required string Text { get; set; }

    /// <summary>User names that the text mentions with <c>@name</c>, each once, in order.</summary>
    public List<string> Mentions { get; set; } = [];

    /// <summary>Who wrote it first.</summary>
    public required string Author { get; init; }

    /// <summary>Who changed it last.</summary>
    public required string Editor { get; set; }

    /// <summary>When it was written.</summary>
    public DateTimeOffset CreatedTime { get; init; }

    /// <summary>Last change.</summary>
    public DateTimeOffset ModifiedTime { get; set; }

    /// <summary>1, 2, 3, …: rises with every change.</summary>
    public int Version { get; set; } = 1;
}
