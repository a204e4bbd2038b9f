using System.Text.Json;
using System.Text.Json.Serialization;
using Matoi.Model.Incidents;
using Matoi.Storage.State;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>What a timeline entry's details say about a change, so that it can be compared and undone. Entries of other kinds read as empty.</summary>
public sealed record ChangeDetails
{
    private static readonly JsonSerializerOptions Json = new(JsonColumn.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>Fields that moved; null for none.</summary>
    public IReadOnlyList<FieldChange>? Changes { get; init; }

    /// <summary>Alerts that went from one incident to another; null for none.</summary>
    public AlertTransfer? Transfer { get; init; }

    /// <summary>The entry that this one undoes.</summary>
    public Guid? Undoes { get; init; }

    /// <summary>The details of an entry.</summary>
    public static ChangeDetails Read(TimelineEntry entry)
    {
        try
        {
            return JsonSerializer.Deserialize<ChangeDetails>(entry.Details, Json) ?? new();
        }
        catch (JsonException)
        {
            return new();
        }
    }

    /// <summary>As an entry carries it.</summary>
    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Changes fields of the incident and appends the entry that tells it.</summary>
    public static TimelineEntry Append(Incident incident, TimelineKind kind, string actor, string text, DateTimeOffset now, Action<Incident> change)
        => incident.Append(kind, actor, text, now, new ChangeDetails { Changes = IncidentFields.Changed(incident, now, change) }.Write());
}

/// <summary>Alerts that went from one incident to another in one step; both timelines tell it.</summary>
/// <param name="Operation">The step; <see cref="Moving.AlertMove"/> has its alerts.</param>
/// <param name="What"><c>merge</c>, <c>split</c> or <c>move</c>.</param>
/// <param name="From">Number of the incident they left; null when they were in none.</param>
/// <param name="Into">Number of the incident they came to; null when an undo took them out of every incident.</param>
/// <param name="Alerts">How many.</param>
/// <param name="Tasks">Tasks that went along.</param>
/// <param name="Notes">Notes that went along.</param>
/// <param name="Learned">Keys of the entities that had held them together, which weigh less from now on.</param>
public sealed record AlertTransfer(
    Guid Operation, string What, int? From, int? Into, int Alerts, IReadOnlyList<Guid>? Tasks = null, IReadOnlyList<Guid>? Notes = null, IReadOnlyList<string>? Learned = null);
