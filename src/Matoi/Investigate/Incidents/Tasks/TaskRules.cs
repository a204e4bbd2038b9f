using System.Text.Json;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Storage.State;

namespace Matoi.Investigate.Incidents.Tasks;

/// <summary>What a task may hold, and how the timeline tells it. Pure.</summary>
internal static class TaskRules
{
    private const int LongestDescription = 10_000;
    private const int LongestName = 100;

    public static Problem? Check(string? title, string? description, string? owner)
        => EditRules.Title(title)
            ?? (description?.Length > LongestDescription ? new Problem("text-too-long", $"description has {description.Length:N0} characters, at most {LongestDescription:N0} fit", "description") : null)
            ?? (owner?.Length > LongestName ? new Problem("text-too-long", $"owner has {owner.Length:N0} characters, at most {LongestName:N0} fit", "owner") : null);

    public static string? Name(string? name) => string.IsNullOrWhiteSpace(name) ? null : name.Trim();

    public static string For(IncidentTask task)
        => (task.Owner is null ? "" : $", for {task.Owner}") + (task.DueTime is null ? "" : $", due {task.DueTime:yyyy-MM-ddTHH:mm:ssZ}");

    public static string Details(IncidentTask task) => JsonSerializer.Serialize(new { task = task.Id, task.Title, task.Status, task.Owner, task.DueTime, task.Order }, JsonColumn.Options);
}
