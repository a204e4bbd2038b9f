using Matoi.Kql;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Hunting;

/// <summary>The last queries of each person: IR-4. The same query run again moves up instead of standing twice.</summary>
public sealed class HuntHistory(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Queries kept per person.</summary>
    public const int Kept = 200;

    /// <summary>Longest text that is kept.</summary>
    private const int LongestText = 100_000;

    /// <summary>Adds a run and forgets the oldest past <see cref="Kept"/>.</summary>
    public async Task AddAsync(string actor, string text, KqlOptions options, TimeSpan elapsed, int rows, string? error, CancellationToken ct)
    {
        if (text.Length > LongestText)
        {
            return;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        await db.HuntRuns.Where(r => r.Actor == actor && r.Text == text).ExecuteDeleteAsync(ct);
        db.HuntRuns.Add(new() { Actor = actor, Text = text, From = Utc(options.From), To = Utc(options.To), Time = clock.GetUtcNow(), Seconds = Math.Round(elapsed.TotalSeconds, 3), Rows = rows, Error = error });
        await db.SaveChangesAsync(ct);
        var old = db.HuntRuns.Where(r => r.Actor == actor).OrderByDescending(r => r.Time).ThenByDescending(r => r.Id).Skip(Kept).Select(r => r.Id);
        await db.HuntRuns.Where(r => old.Contains(r.Id)).ExecuteDeleteAsync(ct);
    }

    /// <summary>A person's queries, newest first.</summary>
    public async Task<IReadOnlyList<HuntRun>> ListAsync(string actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.HuntRuns.AsNoTracking().Where(r => r.Actor == actor).OrderByDescending(r => r.Time).ThenByDescending(r => r.Id).Take(Kept).ToListAsync(ct);
    }

    /// <summary>Forgets a person's queries.</summary>
    public async Task ClearAsync(string actor, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.HuntRuns.Where(r => r.Actor == actor).ExecuteDeleteAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hunts/history", (HuntHistory history, HttpContext http, CancellationToken ct) => history.ListAsync(http.Actor(), ct)).WithSummary("The asker's last 200 queries, newest first.");
        routes.MapDelete("/hunts/history", async (HuntHistory history, HttpContext http, CancellationToken ct) =>
        {
            await history.ClearAsync(http.Actor(), ct);
            return Results.NoContent();
        }).WithSummary("Forgets the asker's queries.");
    }

    private static DateTimeOffset? Utc(DateTime? time) => time is { } t ? new DateTimeOffset(DateTime.SpecifyKind(t, DateTimeKind.Utc)) : null;
}
