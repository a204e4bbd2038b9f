using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents;

/// <summary>Lists incidents as the queue shows them, most urgent first: IR-5.</summary>
public sealed class ListIncidents(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Most rows of one page.</summary>
    public const int MostRows = 1000;

    /// <summary>A page of the queue.</summary>
    /// <param name="Incidents">The rows.</param>
    /// <param name="Total">Incidents that match.</param>
    public sealed record Page(IReadOnlyList<Incident> Incidents, int Total);

    /// <summary>Counts over all open incidents; each is a filter.</summary>
    /// <param name="Open">Open.</param>
    /// <param name="Unowned">Open with no owner.</param>
    /// <param name="Mine">Open and owned by the asker.</param>
    /// <param name="BySeverity">Open by severity.</param>
    public sealed record QueueCounts(int Open, int Unowned, int Mine, IReadOnlyDictionary<Severity, int> BySeverity);

    /// <summary>Incidents that match and that the viewer may see, by priority, then latest event.</summary>
    public async Task<Page> HandleAsync(IncidentFilter filter, int skip, int take, CancellationToken ct, Viewer viewer = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var matching = Where(Seen(db, await viewer.HiddenAsync(db, ct)), filter, clock.GetUtcNow());
        var rows = await matching.OrderByDescending(i => i.Priority).ThenByDescending(i => i.LastSeen).ThenBy(i => i.Number)
            .Skip(skip).Take(Math.Clamp(take, 1, MostRows)).ToListAsync(ct);
        var total = rows.Count < take && (rows.Count > 0 || skip == 0) ? skip + rows.Count : await matching.CountAsync(ct);
        return new(rows, total);
    }

    /// <summary>The counts bar.</summary>
    public async Task<QueueCounts> CountAsync(string? user, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var groups = await Seen(db, await new Viewer(user ?? "").HiddenAsync(db, ct)).Where(i => i.Status != IncidentStatus.Closed)
            .GroupBy(i => new { i.Severity, i.Owner })
            .Select(g => new { g.Key.Severity, g.Key.Owner, Count = g.Count() }).ToListAsync(ct);
        return new(groups.Sum(g => g.Count), groups.Where(g => g.Owner == null).Sum(g => g.Count), groups.Where(g => g.Owner != null && g.Owner == user).Sum(g => g.Count),
            groups.GroupBy(g => g.Severity).ToDictionary(g => g.Key, g => g.Sum(x => x.Count)));
    }

    /// <summary>Incidents that match and have changed since, in order of change.</summary>
    public async Task<ChangePage<Incident>> SinceAsync(IncidentFilter filter, ChangeCursor from, int take, Viewer viewer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var most = Math.Clamp(take, 1, MostRows);
        var rows = await Where(Seen(db, await viewer.HiddenAsync(db, ct)), filter, clock.GetUtcNow())
            .Where(i => i.ModifiedTime > from.Time || (i.ModifiedTime == from.Time && i.Id > from.Id))
            .OrderBy(i => i.ModifiedTime).ThenBy(i => i.Id).Take(most + 1).ToListAsync(ct);
        return ChangePage<Incident>.Of(rows, most, from, i => (i.ModifiedTime, i.Id), clock.GetUtcNow());
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/incidents", async (string? filter, int? skip, int? take, DateTimeOffset? updatedSince, string? cursor, ListIncidents list, TimeProvider clock, HttpContext http, CancellationToken ct) =>
        {
            var (from, problem) = ChangeCursor.Read(cursor, updatedSince);
            if (problem is not null)
            {
                return problem.ToResult();
            }

            if (from is { } place)
            {
                // Who follows changes must hear of closings, too.
                var wanted = IncidentFilter.Parse(string.IsNullOrWhiteSpace(filter) ? "is:any" : filter);
                var changed = await list.SinceAsync(wanted, place, take ?? 100, http.Viewer(), ct);
                changed.Announce(http.Response);
                return Results.Ok(changed.Rows.Select(i => IncidentView.Of(i, clock.GetUtcNow())));
            }

            var page = await list.HandleAsync(IncidentFilter.Parse(filter), skip ?? 0, take ?? 100, ct, http.Viewer());
            http.Response.Headers["X-Total-Count"] = page.Total.ToString();
            return Results.Ok(page.Incidents.Select(i => IncidentView.Of(i, clock.GetUtcNow())));
        }).Produces<IEnumerable<IncidentView>>().WithSummary("Incidents, most urgent first (X-Total-Count: how many match), or with updatedSince or cursor in order of change (X-Next-Cursor, X-More); filter=sev:>=high owner:none cloud:aws …");

    private static IQueryable<Incident> Seen(MatoiDb db, IReadOnlyList<Guid> hidden)
        => hidden.Count == 0 ? db.Incidents.AsNoTracking() : db.Incidents.AsNoTracking().Where(i => !hidden.Contains(i.Id));

    private static IQueryable<Incident> Where(IQueryable<Incident> all, IncidentFilter filter, DateTimeOffset now)
    {
        // Written out, not as a parameter: only a literal lets the stores use their index over open incidents.
        all = filter.Open switch
        {
            true => all.Where(i => i.Status != IncidentStatus.Closed),
            false => all.Where(i => i.Status == IncidentStatus.Closed),
            null => all,
        };
        all = filter.Level is { } level ? all.Where(i => i.Level == level) : all;
        all = filter.Breached ? all.Where(ServiceClocks.Breached(now)) : all;
        all = filter.Status is { } status ? all.Where(i => i.Status == status) : all;
        all = filter.Severity is not { } severity ? all : filter.AndAbove ? all.Where(i => i.Severity >= severity) : all.Where(i => i.Severity == severity);
        all = filter.Owner is not { } owner ? all : owner.Length == 0 ? all.Where(i => i.Owner == null) : all.Where(i => i.Owner == owner);
        all = filter.Cloud is { } cloud ? all.Where(i => i.Clouds.Contains(cloud)) : all;
        all = filter.Label is { } label ? all.Where(i => EF.Functions.Like((string)(object)i.Labels, $"%\"{Escape(label)}\"%", "\\")) : all;
        all = filter.Tactic is { } tactic ? all.Where(i => i.Tactics.Contains(tactic)) : all;
        if (filter.Text.Length == 0)
        {
            return all;
        }

        var number = int.TryParse(filter.Text.TrimStart('#'), out var parsed) ? parsed : -1;
        var pattern = $"%{Escape(filter.Text)}%";
        return all.Where(i => i.Number == number || EF.Functions.Like(i.Title, pattern, "\\")
            || EF.Functions.Like((string)(object)i.TopEntities, pattern, "\\"));
    }

    private static string Escape(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
}
