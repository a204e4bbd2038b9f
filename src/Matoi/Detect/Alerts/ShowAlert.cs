using Matoi.Detect.Rules;
using Matoi.Security;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Alerts;

/// <summary>Shows one alert with the raw record behind its latest claim, or the rule and rows that raised it: IR-3.</summary>
public sealed class ShowAlert(IDbContextFactory<MatoiDb> databases, DuckLake lake)
{
    /// <summary>An alert and its record.</summary>
    /// <param name="Alert">The alert with its entities.</param>
    /// <param name="IncidentNumber">The incident, if it has one.</param>
    /// <param name="Table">Table of the record; null when the lake no longer has it.</param>
    /// <param name="Raw">The record as it came.</param>
    /// <param name="Rule">The rule that raised it with the rows that matched; null when a provider raised it.</param>
    public sealed record Detail(AlertState Alert, int? IncidentNumber, string? Table, string? Raw, RuleEvidence? Rule = null);

    /// <summary>The alert of that id, or null when there is none that the viewer may see.</summary>
    public async Task<Detail?> HandleAsync(Guid id, CancellationToken ct, Viewer viewer = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Alerts.AsNoTracking().Include(a => a.Entities).SingleOrDefaultAsync(a => a.Id == id, ct) is not { } alert)
        {
            return null;
        }

        var incident = await db.Incidents.Where(i => i.Id == alert.IncidentId).Select(i => new { i.Number, i.RestrictedTo }).SingleOrDefaultAsync(ct);
        if (!viewer.Sees(incident?.RestrictedTo))
        {
            return null;
        }

        var rule = await db.RuleEvidence.AsNoTracking().SingleOrDefaultAsync(e => e.AlertId == id, ct);
        var record = rule is null ? lake.FindRaw(alert.RecordId) : null;
        return new(alert, incident?.Number, record?.Table, record?.Raw, rule);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/alerts/{id:guid}", async (Guid id, ShowAlert show, HttpContext http, CancellationToken ct)
            => await show.HandleAsync(id, ct, http.Viewer()) is { } detail ? Results.Ok(detail)
                : new Model.Problem("alert-not-found", $"there is no alert {id}", $"{id}").ToResult())
            .WithSummary("One alert with its entities and the raw record.");
}
