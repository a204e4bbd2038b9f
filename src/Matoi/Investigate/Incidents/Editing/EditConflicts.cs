using Matoi.Model;
using Matoi.Model.Incidents;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>Tells whether a change made on an older state contradicts what others did since: another field merges, the same field is a conflict. Pure.</summary>
public static class EditConflicts
{
    /// <summary>The conflict, with both values of every field that two people set; null when the changes go together.</summary>
    /// <param name="number">The incident.</param>
    /// <param name="mine">What the late writer changes.</param>
    /// <param name="since">Timeline entries after the state that the late writer saw.</param>
    public static Problem? Decide(int number, IEnumerable<FieldChange> mine, IEnumerable<TimelineEntry> since)
    {
        var theirs = since.OrderBy(e => e.Sequence)
            .SelectMany(e => (ChangeDetails.Read(e).Changes ?? []).Select(c => (c.Field, Change: c, Entry: e)))
            .GroupBy(c => c.Field).ToDictionary(g => g.Key, g => (g.First().Change.From, g.Last().Change.To, g.Last().Entry));
        var both = mine.Where(c => !IncidentFields.Follows(c.Field) && theirs.TryGetValue(c.Field, out var other) && !IncidentFields.Same(other.From, other.To)).ToList();
        if (both.Count == 0)
        {
            return null;
        }

        var parts = both.Select(c =>
        {
            var (from, to, entry) = theirs[c.Field];
            return $"{c.Field}: you set {FieldChange.Say(c.To)}, {entry.Actor} set {FieldChange.Say(to)} at {entry.RecordTime:yyyy-MM-ddTHH:mm:ssZ} (it was {FieldChange.Say(from)})";
        });
        return new("edit-conflict", $"incident #{number} changed since you read it; {string.Join("; ", parts)}; nothing was changed: read it again and decide", string.Join(", ", both.Select(c => c.Field)));
    }
}
