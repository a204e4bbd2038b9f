using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Alerts;

/// <summary>Lists alerts, latest first: IR-3.</summary>
public sealed class ListAlerts(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>What to list; null does not narrow.</summary>
    /// <param name="Source">Source id.</param>
    /// <param name="MinSeverity">This severity and worse.</param>
    /// <param name="Incident">Incident number.</param>
    /// <param name="Entity">Entity key.</param>
    /// <param name="UpdatedSince">Changed here at or after.</param>
    /// <param name="Type">The provider's type; for alerts of rules the rule's id.</param>
    /// <param name="Skip">Rows to pass over. Default 0.</param>
    /// <param name="Take">Rows at most. Default 100, at most 1000.</param>
    public sealed record Request(string? Source, Severity? MinSeverity, int? Incident, string? Entity, DateTimeOffset? UpdatedSince, string? Type, int? Skip, int? Take);

    /// <summary>The alerts.</summary>
    public async Task<IReadOnlyList<AlertState>> HandleAsync(Request request, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        IQueryable<AlertState> alerts = db.Alerts.AsNoTracking().Include(a => a.Entities).AsSplitQuery();
        alerts = request.Source is { } source ? alerts.Where(a => a.Source == source) : alerts;
        alerts = request.Type is { } type ? alerts.Where(a => a.AlertType == type) : alerts;
        alerts = request.MinSeverity is { } severity ? alerts.Where(a => a.Severity >= severity) : alerts;
        alerts = request.UpdatedSince is { } since ? alerts.Where(a => a.ModifiedTime >= since) : alerts;
        alerts = request.Entity is { } key ? alerts.Where(a => a.Entities.Any(e => e.Key == key)) : alerts;
        if (request.Incident is { } number)
        {
            var id = await db.Incidents.Where(i => i.Number == number).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(ct);
            alerts = alerts.Where(a => a.IncidentId == id && id != null);
        }

        return await alerts.OrderByDescending(a => a.LastSeen).ThenBy(a => a.Id).Skip(request.Skip ?? 0).Take(Math.Clamp(request.Take ?? 100, 1, 1000)).ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/alerts", ([AsParameters] Request request, ListAlerts list, CancellationToken ct) => list.HandleAsync(request, ct))
            .WithSummary("Alerts, latest first.");
}
