using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Prioritise.Clocks;
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

    /// <summary>Incidents that match, by priority, then latest event.</summary>
    public async Task<Page> HandleAsync(IncidentFilter filter, int skip, int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var matching = Where(db.Incidents.AsNoTracking(), filter, clock.GetUtcNow());
        var rows = await matching.OrderByDescending(i => i.Priority).ThenByDescending(i => i.LastSeen).ThenBy(i => i.Number)
            .Skip(skip).Take(Math.Clamp(take, 1, MostRows)).ToListAsync(ct);
        var total = rows.Count < take && (rows.Count > 0 || skip == 0) ? skip + rows.Count : await matching.CountAsync(ct);
        return new(rows, total);
    }

    /// <summary>The counts bar.</summary>
    public async Task<QueueCounts> CountAsync(string? user, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var groups = await db.Incidents.Where(i => i.Status != IncidentStatus.Closed)
            .GroupBy(i => new { i.Severity, i.Owner })
            .Select(g => new { g.Key.Severity, g.Key.Owner, Count = g.Count() }).ToListAsync(ct);
        return new(groups.Sum(g => g.Count), groups.Where(g => g.Owner == null).Sum(g => g.Count), groups.Where(g => g.Owner != null && g.Owner == user).Sum(g => g.Count),
            groups.GroupBy(g => g.Severity).ToDictionary(g => g.Key, g => g.Sum(x => x.Count)));
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/incidents", async (string? filter, int? skip, int? take, ListIncidents list, TimeProvider clock, HttpResponse response, CancellationToken ct) =>
        {
            var page = await list.HandleAsync(IncidentFilter.Parse(filter), skip ?? 0, take ?? 100, ct);
            response.Headers["X-Total-Count"] = page.Total.ToString();
            return page.Incidents.Select(i => IncidentView.Of(i, clock.GetUtcNow()));
        }).WithSummary("Incidents, most urgent first; filter=sev:>=high owner:none cloud:aws …; the header X-Total-Count tells how many match.");

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
        all = filter.Tactic is { } tactic ? all.Where(i => i.Tactics.Contains(tactic)) : all;
        if (filter.Text.Length == 0)
        {
            return all;
        }

        var number = int.TryParse(filter.Text.TrimStart('#'), out var parsed) ? parsed : -1;
        var pattern = $"%{filter.Text.Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
        return all.Where(i => i.Number == number || EF.Functions.Like(i.Title, pattern, "\\")
            || EF.Functions.Like((string)(object)i.TopEntities, pattern, "\\"));
    }
}
