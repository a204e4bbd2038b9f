using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Similar;

/// <summary>Finds incidents of the past that are like one, with how they ended: IR-4.</summary>
public sealed class FindSimilar(IDbContextFactory<MatoiDb> databases)
{
    private const int MostTraits = 60;
    private const int MostAlertsOfTrait = 500;
    private const int MostCandidates = 50;
    private const int LatestAlerts = 5000;

    /// <summary>An incident that is like the one asked about.</summary>
    /// <param name="Number">Its number.</param>
    /// <param name="Title">Its title.</param>
    /// <param name="Score">0–1.</param>
    /// <param name="Status">Its status.</param>
    /// <param name="Severity">Its severity.</param>
    /// <param name="Classification">How it ended; null while open.</param>
    /// <param name="ClassificationReason">Reason behind it.</param>
    /// <param name="ClosingComment">What the closer wrote.</param>
    /// <param name="LastSeen">Its latest event.</param>
    /// <param name="Entities">Entity keys that both name.</param>
    /// <param name="Rules">Alert types that both have.</param>
    /// <param name="Techniques">Techniques that both have.</param>
    public sealed record Row(
        int Number, string Title, double Score, IncidentStatus Status, Severity Severity, Classification? Classification, ClassificationReason? ClassificationReason, string? ClosingComment,
        DateTimeOffset LastSeen, IReadOnlyList<string> Entities, IReadOnlyList<string> Rules, IReadOnlyList<string> Techniques);

    /// <summary>The most alike first; merged incidents are left out. Null when there is no such incident.</summary>
    public async Task<IReadOnlyList<Row>?> HandleAsync(int number, int take, Viewer viewer, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Number == number, ct) is not { } incident || !viewer.Sees(incident.RestrictedTo))
        {
            return null;
        }

        var mine = await TraitsAsync(db, incident, ct);
        var found = await CandidatesAsync(db, incident, mine, ct);
        var hidden = await viewer.HiddenAsync(db, ct);
        var best = found.SelectMany(f => f.Value.Select(id => (Id: id, Trait: f.Key))).Where(f => !hidden.Contains(f.Id)).GroupBy(f => f.Id)
            .OrderByDescending(g => g.Sum(f => 1.0 / found[f.Trait].Count)).Take(MostCandidates).Select(g => g.Key).ToList();
        foreach (var (id, technique) in await TechniquesAsync(db, best, ct))
        {
            if (found.TryGetValue(technique, out var with))
            {
                with.Add(id);
            }
        }

        var rows = new List<Row>();
        foreach (var other in await db.Incidents.AsNoTracking().Where(i => best.Contains(i.Id) && i.MergedInto == null).ToListAsync(ct))
        {
            var (score, shared) = ScoreSimilar.Decide(mine, Having(other.Id), trait => found[trait].Count);
            rows.Add(new(other.Number, other.Title, score, other.Status, other.Severity, other.Classification, other.ClassificationReason, other.ClosingComment, other.LastSeen,
                [.. shared.Entities.Order(StringComparer.Ordinal)], [.. shared.Rules.Order(StringComparer.Ordinal)], [.. shared.Techniques.Order(StringComparer.Ordinal)]));
        }

        ScoreSimilar.Traits Having(Guid id) => new(Of(mine.Entities, id), Of(mine.Rules, id), Of(mine.Techniques, id));
        HashSet<string> Of(IReadOnlySet<string> traits, Guid id) => [.. traits.Where(t => found[t].Contains(id))];
        return [.. rows.Where(r => r.Score > 0).OrderByDescending(r => r.Score).ThenByDescending(r => r.Number).Take(Math.Clamp(take, 1, MostCandidates))];
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/incidents/{number:int}/similar", async (int number, int? take, FindSimilar find, HttpContext http, CancellationToken ct)
            => await find.HandleAsync(number, take ?? 10, http.Viewer(), ct) is { } rows ? Results.Ok(rows) : IncidentChanges.NotFound(number).ToResult())
            .Produces<IReadOnlyList<Row>>().WithSummary("Incidents that share entities, rules or techniques, the most alike first, with how they ended.");

    /// <summary>What its alerts are made of, the commonest first when there is too much of it.</summary>
    private static async Task<ScoreSimilar.Traits> TraitsAsync(MatoiDb db, Incident incident, CancellationToken ct)
    {
        var alerts = db.Alerts.Where(a => a.IncidentId == incident.Id).OrderByDescending(a => a.LastSeen).Take(LatestAlerts);
        var entities = await alerts.SelectMany(a => a.Entities).GroupBy(e => e.Key).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(MostTraits).Select(g => g.Key).ToListAsync(ct);
        var rules = await alerts.Where(a => a.AlertType != "").GroupBy(a => a.AlertType).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Take(MostTraits).Select(g => g.Key).ToListAsync(ct);
        var techniques = (await alerts.Select(a => a.Techniques).ToListAsync(ct)).SelectMany(t => t).Distinct().Take(MostTraits);
        return new(entities.ToHashSet(), rules.ToHashSet(), techniques.ToHashSet());
    }

    /// <summary>The techniques of the incidents that are compared, also of those whose alerts are older than what was looked through.</summary>
    private static async Task<IEnumerable<(Guid Incident, string Technique)>> TechniquesAsync(MatoiDb db, List<Guid> incidents, CancellationToken ct)
    {
        var alerts = await db.Alerts.Where(a => a.IncidentId != null && incidents.Contains(a.IncidentId.Value)).OrderByDescending(a => a.LastSeen).Take(LatestAlerts)
            .Select(a => new { a.IncidentId, a.Techniques }).ToListAsync(ct);
        return alerts.SelectMany(a => a.Techniques.Select(t => (a.IncidentId!.Value, t)));
    }

    /// <summary>Other incidents by the trait that they share; each trait is looked up in its index and only so far, so a trait of everybody costs no more than a rare one.</summary>
    private static async Task<Dictionary<string, HashSet<Guid>>> CandidatesAsync(MatoiDb db, Incident incident, ScoreSimilar.Traits mine, CancellationToken ct)
    {
        var found = new Dictionary<string, HashSet<Guid>>();
        foreach (var key in mine.Entities)
        {
            var alerts = db.AlertEntities.Where(e => e.Key == key).OrderByDescending(e => e.AlertId).Take(MostAlertsOfTrait).Select(e => e.AlertId);
            await KeepAsync(key, db.Alerts.Where(a => alerts.Contains(a.Id)).Select(a => a.IncidentId));
        }

        foreach (var rule in mine.Rules)
        {
            await KeepAsync(rule, db.Alerts.Where(a => a.AlertType == rule).OrderByDescending(a => a.LastSeen).Take(MostAlertsOfTrait).Select(a => a.IncidentId));
        }

        if (mine.Techniques.Count > 0)
        {
            // Techniques have no index: they are looked for in what happened last.
            var latest = await db.Alerts.Where(a => a.IncidentId != null).OrderByDescending(a => a.LastSeen).Take(LatestAlerts).Select(a => new { a.IncidentId, a.Techniques }).ToListAsync(ct);
            foreach (var technique in mine.Techniques)
            {
                found[technique] = [.. latest.Where(a => a.IncidentId != incident.Id && a.Techniques.Contains(technique)).Select(a => a.IncidentId!.Value)];
            }
        }

        return found;

        async Task KeepAsync(string trait, IQueryable<Guid?> incidents)
            => found[trait] = [.. (await incidents.ToListAsync(ct)).OfType<Guid>().Where(id => id != incident.Id)];
    }
}
