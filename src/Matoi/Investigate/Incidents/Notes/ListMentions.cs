using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Notes;

/// <summary>Lists the notes that mention somebody, newest first: IR-4.</summary>
public sealed class ListMentions(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>A note and its incident.</summary>
    public sealed record Row(int Incident, IncidentNote Note);

    /// <summary>Notes that mention the user and that the viewer may see, at most 200.</summary>
    public async Task<IReadOnlyList<Row>> HandleAsync(string user, Viewer viewer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var hidden = await viewer.HiddenAsync(db, ct);
        return await db.Notes.AsNoTracking().Where(n => n.Mentions.Contains(user) && !hidden.Contains(n.IncidentId)).OrderByDescending(n => n.ModifiedTime).Take(200)
            .Join(db.Incidents, n => n.IncidentId, i => i.Id, (n, i) => new Row(i.Number, n)).ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/mentions", (string? user, ListMentions list, HttpContext http, CancellationToken ct) => list.HandleAsync(user ?? http.Actor(), http.Viewer(), ct))
            .WithSummary("Notes that mention a user; default: who asks.");
}
