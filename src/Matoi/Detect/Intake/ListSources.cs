using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Intake;

/// <summary>Lists every source with how it is doing: IR-3. A source that has sent and stopped sending is silent.</summary>
public sealed class ListSources(SourceCatalogue catalogue, IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Hours without a record after which a source that has sent is silent.</summary>
    public const int SilentAfterHours = 24;

    /// <summary>How a source is doing, in one word.</summary>
    public enum State
    {
        /// <summary>Nothing ever came.</summary>
        NeverSeen,

        /// <summary>Records come.</summary>
        Healthy,

        /// <summary>Records came, but none for <see cref="SilentAfterHours"/> hours.</summary>
        Silent,
    }

    /// <summary>A source.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Product">Its product.</param>
    /// <param name="Cloud">Its cloud.</param>
    /// <param name="Summary">What it reads.</param>
    /// <param name="Tables">Tables it fills.</param>
    /// <param name="State">How it is doing.</param>
    /// <param name="LastEvent">Latest event time.</param>
    /// <param name="LastReceived">When something last arrived.</param>
    /// <param name="Read">Records read.</param>
    /// <param name="Stored">Rows stored.</param>
    /// <param name="Rejected">Records refused.</param>
    /// <param name="Hours">Records by hour for 24 hours, oldest first.</param>
    public sealed record Row(string Id, string Product, Cloud Cloud, string Summary, IReadOnlyList<string> Tables, State State,
        DateTimeOffset? LastEvent, DateTimeOffset? LastReceived, long Read, long Stored, long Rejected, IReadOnlyList<long> Hours);

    /// <summary>All sources; those that have sent come first.</summary>
    public async Task<IReadOnlyList<Row>> HandleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var health = await db.SourceHealth.AsNoTracking().ToDictionaryAsync(h => h.Source, ct);
        return [.. catalogue.Sources.Select(source =>
        {
            var h = health.GetValueOrDefault(source.Id);
            return new Row(source.Id, source.About.Product, source.About.Cloud, source.About.Summary, [.. source.Tables.Select(t => t.Name)], StateOf(h?.LastReceived),
                h?.LastEvent, h?.LastReceived, h?.Read ?? 0, h?.Stored ?? 0, h?.Rejected ?? 0, h?.Hours ?? []);
        }).OrderBy(r => r.State == State.NeverSeen).ThenBy(r => r.Id, StringComparer.Ordinal)];
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/sources", (ListSources list, CancellationToken ct) => list.HandleAsync(ct)).WithSummary("Every source with how it is doing.");

    private State StateOf(DateTimeOffset? lastReceived)
        => lastReceived is null ? State.NeverSeen : clock.GetUtcNow() - lastReceived > TimeSpan.FromHours(SilentAfterHours) ? State.Silent : State.Healthy;
}
