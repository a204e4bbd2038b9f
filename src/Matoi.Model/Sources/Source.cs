using System.Reflection;
using Matoi.Model.Lake;

namespace Matoi.Model.Sources;

/// <summary>
/// Extension point: reads one kind of record into log rows and alerts. Pure and thread-safe: the same record always maps to the same rows.
/// One file plus one fixture folder <c>tests/Goldens/&lt;id&gt;/&lt;case&gt;/</c>.
/// </summary>
public abstract class Source
{
    /// <summary>The class's descriptor.</summary>
    protected Source() => About = GetType().GetCustomAttribute<SourceAttribute>()
        ?? throw new InvalidOperationException($"{GetType().Name} has no [Source]");

    /// <summary>A source that is data, not a class of its own.</summary>
    protected Source(SourceAttribute about) => About = about;

    /// <summary>The class's descriptor.</summary>
    public SourceAttribute About { get; protected init; }

    /// <summary>Stable id.</summary>
    public string Id => About.Id;

    /// <summary>The tables it fills.</summary>
    public abstract IReadOnlyList<LogTable> Tables { get; }

    /// <summary>True when the record is this source's, told from its content alone. Called for records of every kind: must be cheap and must not throw.</summary>
    public abstract bool Recognises(SourceRecord record);

    /// <summary>Adds the record's rows and alerts to <paramref name="output"/>; a problem means the record is rejected and what was added is dropped.</summary>
    public abstract Problem? Map(SourceRecord record, MapOutput output);

    /// <summary>Whom and what the record is about. Asked only for records on which a rule has something to say. Default: nothing.</summary>
    public virtual RecordSubject Subject(SourceRecord record) => RecordSubject.None;

    /// <summary>Whether a line of text is the header that names the fields of the lines after it (flow logs, CSV). Default: never.</summary>
    public virtual bool IsHeader(string line) => false;
}
