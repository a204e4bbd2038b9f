namespace Matoi.Detect.Streaming;

/// <summary>A rule has matched a record that is about to be committed.</summary>
/// <param name="Hit">The rule and why.</param>
/// <param name="Record">The record.</param>
public sealed record StreamHit(RecordHit Hit, HitRecord Record)
{
    /// <summary>The record's id as the correlations know it.</summary>
    public string Event => Record.Event;

    /// <summary>Time of the event.</summary>
    public DateTimeOffset Time => Record.Time;
}
