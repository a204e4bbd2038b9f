using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Intake;

/// <summary>Lists what could not be read, newest first: IR-3.</summary>
public sealed class ListRejected(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>A refused record without its bytes.</summary>
    public sealed record Row(Guid Id, string Source, string Input, long Offset, string Code, string Message, long Length, DateTimeOffset ReceivedTime);

    /// <summary>The newest <paramref name="take"/> records (at most 1000).</summary>
    public async Task<IReadOnlyList<Row>> HandleAsync(int take, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Rejected.OrderByDescending(r => r.ReceivedTime).ThenBy(r => r.Id).Take(Math.Clamp(take, 1, 1000))
            .Select(r => new Row(r.Id, r.Source, r.Input, r.Offset, r.Code, r.Message, r.Length, r.ReceivedTime)).ToListAsync(ct);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/rejected", (int? take, ListRejected list, CancellationToken ct) => list.HandleAsync(take ?? 100, ct)).WithSummary("Records that could not be read.");
}
