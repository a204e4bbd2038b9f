using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>Hashes every incident's timeline again and names the incidents whose chain, or its end, does not fit: IR-7.</summary>
public sealed class CheckTimelines(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>Numbers of the incidents whose history was changed outside the product.</summary>
    public async Task<IReadOnlyList<int>> HandleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var broken = new List<int>();
        await foreach (var incident in db.Incidents.AsNoTracking().OrderBy(i => i.Number).AsAsyncEnumerable().WithCancellation(ct))
        {
            var chain = await db.Timeline.AsNoTracking().Where(e => e.IncidentId == incident.Id).OrderBy(e => e.Sequence).ToListAsync(ct);
            if (incident.FirstBroken(chain) is not null)
            {
                broken.Add(incident.Number);
            }
        }

        return broken;
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/incidents/broken-timelines", (CheckTimelines check, CancellationToken ct) => check.HandleAsync(ct)).WithSummary("Incidents whose timeline was changed outside the product.");
}
