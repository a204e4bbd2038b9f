using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Tasks;

/// <summary>Lists tasks over all incidents, soonest due first: IR-4.</summary>
public sealed class ListTasks(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>A task and its incident.</summary>
    public sealed record Row(int Incident, IncidentTask Task);

    /// <summary>Tasks of an owner, or with null of everybody; <paramref name="open"/> leaves out what is done or cancelled. At most 1000.</summary>
    public async Task<IReadOnlyList<Row>> HandleAsync(string? owner, bool open, Viewer viewer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var hidden = await viewer.HiddenAsync(db, ct);
        var tasks = db.Tasks.AsNoTracking().Where(t => (owner == null || t.Owner == owner) && (!open || t.Status == TaskProgress.ToDo || t.Status == TaskProgress.InProgress) && !hidden.Contains(t.IncidentId));
        return await tasks.OrderBy(t => t.DueTime == null).ThenBy(t => t.DueTime).ThenBy(t => t.Id).Take(1000)
            .Join(db.Incidents, t => t.IncidentId, i => i.Id, (t, i) => new Row(i.Number, t)).ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/tasks", (string? owner, bool? open, ListTasks list, HttpContext http, CancellationToken ct) => list.HandleAsync(owner, open ?? true, http.Viewer(), ct))
            .WithSummary("Tasks over all incidents, soonest due first; open=false adds what is done.");
}
