using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Detect.Streaming;

/// <summary>A rule has matched a record that is about to be committed.</summary>
/// <param name="Hit">The rule and why.</param>
/// <param name="Source">Id of the record's source.</param>
/// <param name="Cloud">Its cloud.</param>
/// <param name="RecordId">Id of the record.</param>
/// <param name="Time">Time of the event.</param>
/// <param name="Subject">Whom and what it is about.</param>
public sealed record StreamHit(RecordHit Hit, string Source, Cloud Cloud, UInt128 RecordId, DateTimeOffset Time, RecordSubject Subject)
{
    /// <summary>The record's id as the correlations know it.</summary>
    public string Event => RecordId.ToString("x32", System.Globalization.CultureInfo.InvariantCulture);
}
