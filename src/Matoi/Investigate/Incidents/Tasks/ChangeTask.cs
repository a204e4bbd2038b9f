using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Tasks;

/// <summary>Changes a task: how far it is, whose it is, when it is due, its place: IR-4.</summary>
public sealed class ChangeTask(IDbContextFactory<MatoiDb> databases, IncidentChanges changes)
{
    /// <summary>What to change; what is null stays, an empty owner takes the owner away.</summary>
    public sealed record Request(TaskProgress? Status = null, string? Title = null, string? Description = null, string? Owner = null, DateTimeOffset? DueTime = null, int? Order = null);

    /// <summary>Changes the task; what moved, as words, or why not. Empty when nothing moved.</summary>
    public static (string Moved, Problem? Problem) Decide(Incident incident, IncidentTask task, Request request, DateTimeOffset now)
    {
        var problem = incident.MergedInto is not null ? IncidentChanges.IsClosed(incident) : TaskRules.Check(request.Title, request.Description, request.Owner);
        if (problem is not null)
        {
            return ("", problem);
        }

        var before = (task.Title, task.Description, task.Status, task.Owner, task.DueTime, task.Order);
        (task.Title, task.Description) = (request.Title?.Trim() ?? task.Title, request.Description?.Trim() ?? task.Description);
        (task.Status, task.DueTime, task.Order) = (request.Status ?? task.Status, request.DueTime ?? task.DueTime, request.Order ?? task.Order);
        task.Owner = request.Owner is null ? task.Owner : TaskRules.Name(request.Owner);
        var moved = string.Join(", ", ((string?[])
        [
            before.Status != task.Status ? $"{before.Status} → {task.Status}" : null,
            before.Owner != task.Owner ? $"owner {before.Owner ?? "nobody"} → {task.Owner ?? "nobody"}" : null,
            before.DueTime != task.DueTime ? $"due {task.DueTime:yyyy-MM-ddTHH:mm:ssZ}" : null,
            before.Order != task.Order ? $"place {before.Order} → {task.Order}" : null,
            before.Title != task.Title ? $"was '{before.Title}'" : null,
            before.Description != task.Description ? "description changed" : null,
        ]).OfType<string>());
        if (moved.Length > 0)
        {
            task.ModifiedTime = now;
            task.DoneTime = task.Status is not (TaskProgress.Done or TaskProgress.Cancelled) ? null : before.Status == task.Status ? task.DoneTime : now;
        }

        return (moved, null);
    }

    /// <summary>Changes it.</summary>
    public async Task<(IncidentTask? Task, Problem? Problem)> HandleAsync(Guid id, Request request, Viewer actor, CancellationToken ct)
    {
        var missing = new Problem("task-not-found", $"there is no task {id}; 'matoi incidents show NUMBER' lists them", $"{id}");
        if (await FindAsync(id, ct) is not { } number)
        {
            return (null, missing);
        }

        IncidentTask? task = null;
        var outcome = await changes.RunAsync(number, actor, async (db, incident, now, stop) =>
        {
            task = await db.Tasks.SingleOrDefaultAsync(t => t.Id == id && t.IncidentId == incident.Id, stop);
            if (task is null)
            {
                return missing;
            }

            var (moved, problem) = Decide(incident, task, request, now);
            return problem is not null ? problem
                : moved.Length == 0 ? new IncidentChanges.Decision(null)
                : incident.Append(TimelineKind.TaskChanged, actor.Name, $"Task '{task.Title}': {moved}", now, TaskRules.Details(task));
        }, ct);
        return outcome.Problem is null ? (task, null) : (null, outcome.Problem.Code == "incident-not-found" ? missing : outcome.Problem);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPatch("/tasks/{id:guid}", async (Guid id, Request request, ChangeTask change, HttpContext http, CancellationToken ct) =>
        {
            var (task, problem) = await change.HandleAsync(id, request, http.Viewer(), ct);
            return task is null ? problem.ToResult() : Results.Ok(task);
        }).WithSummary("Changes a task.");

    private async Task<int?> FindAsync(Guid id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Tasks.Where(t => t.Id == id).Join(db.Incidents, t => t.IncidentId, i => i.Id, (_, i) => (int?)i.Number).SingleOrDefaultAsync(ct);
    }
}
