using Matoi.Detect.Intake;
using Matoi.Storage.Lake;
using Matoi.Storage.Lake.Shredding;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Matoi.Storage;

/// <summary>The stores of one node: state, lake, timers.</summary>
public static class StorageRoom
{
    /// <summary>Adds the stores that lie in the data folder.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services, DataFolder folder, LakeOptions? lake = null)
    {
        var state = new SqliteConnectionStringBuilder { DataSource = folder.StateFile, DefaultTimeout = 30, Pooling = true }.ToString();
        services.AddSingleton(folder);
        services.AddPooledDbContextFactory<MatoiDb>(options => options.UseSqlite(state));
        services.AddSingleton(_ => DuckLake.Open(lake ?? new() { Folder = folder.Lake }));
        services.AddSingleton(s => new LakeKql(s.GetRequiredService<DuckLake>(), folder, s.GetService<SourceCatalogue>(), s.GetRequiredService<PathKeeper>()));
        services.AddSingleton<PathKeeper>().AddHostedService(s => s.GetRequiredService<PathKeeper>());
        return services;
    }

    /// <summary>Adds the durable timers; they survive restarts in the state store.</summary>
    public static IServiceCollection AddTimers(this IServiceCollection services, DataFolder folder)
    {
        services.AddQuartz(quartz =>
        {
            quartz.UsePersistentStore(store =>
            {
                store.UseSystemTextJsonSerializer();
                store.UseSqlite(Microsoft.Data.Sqlite.SqliteFactory.Instance, $"Data Source={folder.StateFile};Default Timeout=30");
                store.ProvisionSchema();
            });
            quartz.ScheduleJob<LakeKeeper>(
                trigger => trigger.WithIdentity("lake-keeper").WithCronSchedule("0 17 * * * ?"),
                job => job.WithIdentity("lake-keeper"));
        });
        return services.AddQuartzHostedService(options => options.WaitForJobsToComplete = true);
    }

    /// <summary>Brings the state store's schema to this version and sets what SQLite needs for many readers beside one writer.</summary>
    public static async Task PrepareAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<MatoiDb>>().CreateDbContextAsync(ct);

        // A process that was killed while it migrated leaves EF Core's lock behind, and everyone after it would wait for ever. The data folder has one process at a time, so
        // a lock that is there now is nobody's.
        await db.Database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", ct);
        await db.Database.MigrateAsync(ct);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL", ct);
    }

    /// <summary>Maps what the stores tell about themselves.</summary>
    public static void MapStorage(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/lake/status", (DuckLake lake) => lake.Segments.Status()).WithSummary("Rows, segments and retention by table.");
        routes.MapPost("/lake/seal", (DuckLake lake, TimeProvider clock)
            => lake.Segments.Seal(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-1), clock.GetUtcNow()))
            .WithSummary("Seals every finished day now.");
        routes.MapGet("/lake/verify", (DuckLake lake) => lake.Segments.Verify()).WithSummary("Sealed segments whose file is gone or changed.");
    }
}
