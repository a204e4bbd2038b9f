using System.Text.Json;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Storage.State;

namespace Matoi.Investigate.Incidents.Moving;

/// <summary>When a change can be undone, and what the fields become. Pure.</summary>
public static class UndoRules
{
    /// <summary>True when the entry was undone, and that was not undone in turn.</summary>
    public static bool IsUndone(Guid entry, IReadOnlyCollection<TimelineEntry> undone)
        => undone.Any(u => ChangeDetails.Read(u).Undoes == entry && !IsUndone(u.Id, undone));

    /// <summary>Why the changes of an entry cannot be taken back from this incident, or null.</summary>
    /// <param name="incident">The incident as it is now.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="changes">Fields that it moved.</param>
    /// <param name="isTransfer">True when it moved alerts.</param>
    public static Problem? Decide(Incident incident, TimelineEntry entry, IReadOnlyList<FieldChange> changes, bool isTransfer)
    {
        if (changes.Count == 0 && !isTransfer)
        {
            return new("undo-unsupported", $"'{Short(entry.Text)}' is no change that can be undone; merges, splits, moves and changes of fields are", $"{entry.Id}");
        }

        if (!incident.IsOpen && changes.All(c => c.Field != "status") && (isTransfer || changes.Any(c => c.Field == "owner")))
        {
            return IncidentChanges.IsClosed(incident);
        }

        return changes.FirstOrDefault(c => c.Field != "labels" && !IncidentFields.Follows(c.Field) && !IncidentFields.Same(IncidentFields.Value(incident, c.Field), c.To)) is { } later
            ? new("undo-blocked",
                $"'{Short(entry.Text)}' set {later.Field} of incident #{incident.Number} to {FieldChange.Say(later.To)}, and it is {FieldChange.Say(IncidentFields.Value(incident, later.Field))} now; undo what came later first",
                later.Field)
            : null;
    }

    /// <summary>Sets the fields back. Labels that others added or took away since stay as they made them.</summary>
    public static void Apply(Incident incident, IReadOnlyList<FieldChange> changes)
    {
        foreach (var change in changes)
        {
            IncidentFields.Set(incident, change.Field, change.Field == "labels" ? Labels(incident, change) : change.From);
        }
    }

    /// <summary>The first words of an entry.</summary>
    internal static string Short(string text) => text.Length > 80 ? text[..80] + "…" : text;

    private static JsonElement Labels(Incident incident, FieldChange change)
    {
        var (from, to) = (change.From.Deserialize<List<string>>(JsonColumn.Options) ?? [], change.To.Deserialize<List<string>>(JsonColumn.Options) ?? []);
        return JsonSerializer.SerializeToElement(incident.Labels.Except(to.Except(from)).Union(from.Except(to)), JsonColumn.Options);
    }
}
