using Matoi.Model;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Intake;

/// <summary>Reads rejected records again, after a fix: IR-3. One that is read leaves the list.</summary>
public sealed class RetryRejected(IDbContextFactory<MatoiDb> databases, RejectedStore store, SourceCatalogue catalogue, IntakePipeline pipeline)
{
    /// <summary>Which records; null takes all.</summary>
    public sealed record Request(Guid? Id, string? Source);

    /// <summary>How it went.</summary>
    public sealed record Result(int Tried, int Read, int Rejected);

    /// <summary>Retries the records; a named source reads them whatever they look like.</summary>
    public async Task<(Result? Result, Problem? Problem)> HandleAsync(Request request, CancellationToken ct)
    {
        var named = request.Source is { } id ? catalogue.Find(id) : null;
        if (request.Source is not null && named is null)
        {
            return (null, IngestFiles.UnknownSource(catalogue, request.Source));
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var records = await db.Rejected.Where(r => request.Id == null || r.Id == request.Id).ToListAsync(ct);
        var (read, gone) = (0, new List<RejectedRecord>());
        foreach (var record in records)
        {
            IntakeReport report;
            await using (var bytes = store.Open(record))
            {
                report = await pipeline.IngestAsync(new($"rejected:{record.Id}", bytes, named, IsLog: true), null, ct);
            }

            // The retry's own refusal, if any, says the same about the same bytes.
            gone.AddRange(await db.Rejected.Where(r => r.Input == $"rejected:{record.Id}").ToListAsync(ct));

            if (report.Rejected == 0 && report.Read > 0)
            {
                read++;
                gone.Add(record);
            }
        }

        db.Rejected.RemoveRange(gone);
        await db.SaveChangesAsync(ct);
        gone.ForEach(store.Forget);
        return (new(records.Count, read, records.Count - read), null);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/rejected/retry", async (Request request, RetryRejected retry, CancellationToken ct)
            => await retry.HandleAsync(request, ct) is var (result, problem) && problem is null ? Results.Ok(result) : problem.ToResult())
            .WithSummary("Reads rejected records again.");
}
