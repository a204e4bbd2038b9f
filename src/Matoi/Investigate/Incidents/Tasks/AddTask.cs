using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Tasks;

/// <summary>Adds a task to an incident: IR-4.</summary>
public sealed class AddTask(IncidentChanges changes)
{
    /// <summary>What to do.</summary>
    /// <param name="Title">One sentence, at most 500 characters; required.</param>
    /// <param name="Description">How, in Markdown, at most 10,000 characters.</param>
    /// <param name="Owner">User name of who does it.</param>
    /// <param name="DueTime">When it must be done.</param>
    /// <param name="Order">Place in the list; default: the end.</param>
    public sealed record Request(string? Title, string? Description = null, string? Owner = null, DateTimeOffset? DueTime = null, int? Order = null);

    /// <summary>The task, or why not.</summary>
    public static (IncidentTask? Task, Problem? Problem) Decide(Incident incident, Request request, int last, string actor, DateTimeOffset now)
    {
        var problem = !incident.IsOpen ? IncidentChanges.IsClosed(incident) : TaskRules.Check(request.Title ?? "", request.Description, request.Owner);
        return problem is not null ? (null, problem) : (new()
        {
            IncidentId = incident.Id, Title = request.Title!.Trim(), Description = request.Description?.Trim() ?? "", Owner = TaskRules.Name(request.Owner), DueTime = request.DueTime,
            Order = request.Order ?? last + 1, Author = actor, CreatedTime = now, ModifiedTime = now,
        }, null);
    }

    /// <summary>Adds it.</summary>
    public async Task<(IncidentTask? Task, Problem? Problem)> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct)
    {
        IncidentTask? added = null;
        var outcome = await changes.RunAsync(number, actor, async (db, incident, now, stop) =>
        {
            var last = await db.Tasks.Where(t => t.IncidentId == incident.Id).MaxAsync(t => (int?)t.Order, stop) ?? 0;
            (added, var problem) = Decide(incident, request, last, actor.Name, now);
            if (added is null)
            {
                return problem!;
            }

            db.Tasks.Add(added);
            return incident.Append(TimelineKind.TaskChanged, actor.Name, $"Task added: {added.Title}{TaskRules.For(added)}", now, TaskRules.Details(added));
        }, ct);
        return outcome.Problem is null ? (added, null) : (null, outcome.Problem);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/tasks", async (int number, Request request, AddTask add, HttpContext http, CancellationToken ct) =>
        {
            var (task, problem) = await add.HandleAsync(number, request, http.Viewer(), ct);
            return task is null ? problem.ToResult() : Results.Created($"/api/v1/tasks/{task.Id}", task);
        }).WithSummary("Adds a task.");
}
