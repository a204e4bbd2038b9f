using Matoi.Detect;
using Matoi.Detect.Intake;
using Matoi.Detect.Streaming;
using Matoi.Investigate;
using Matoi.Prioritise;
using Matoi.Server;
using Matoi.Storage;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matoi.Integration;

/// <summary>The rooms on a data folder of their own, with real stores and without a network.</summary>
internal sealed class TempNode : IAsyncDisposable
{
    private static readonly SourceCatalogue Catalogue = MatoiHost.LoadCatalogue(new DataFolder(Path.Combine(AppContext.BaseDirectory, "no-such-folder")));
    private readonly bool _keeps;
    private readonly ServiceProvider _services;

    private TempNode(ServiceProvider services, DataFolder folder, bool keeps) => (_services, Folder, _keeps) = (services, folder, keeps);

    public DataFolder Folder { get; }

    public DuckLake Lake => Get<DuckLake>();

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"matoi-test-{Guid.CreateVersion7():N}");

    /// <summary>Starts on a new folder, which goes when the node is disposed, or on a given one, which stays. The program's own Sigma rules run only when they are asked for.</summary>
    public static async Task<TempNode> StartAsync(string? path = null, IntakeLimits? limits = null, LakeOptions? lake = null, SourceCatalogue? catalogue = null, TimeProvider? clock = null, bool rules = false)
    {
        var folder = DataFolder.At(path ?? NewFolder());
        var services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System).AddLogging(l => l.SetMinimumLevel(LogLevel.None))
            .AddStorage(folder, lake is null ? null : lake with { Folder = folder.Lake }).AddDetect(catalogue ?? Catalogue, limits).AddInvestigate().AddPrioritise(MatoiHost.Inventories).BuildServiceProvider();
        await StorageRoom.PrepareAsync(services, CancellationToken.None);
        var node = new TempNode(services, folder, path is not null);
        if (!rules)
        {
            await node.Get<MoveStreamRule>().HandleAsync(StreamRules.ShippedPack, new(StreamMode.Draft), "test", CancellationToken.None);
        }

        return node;
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public Task<MatoiDb> DbAsync() => Get<IDbContextFactory<MatoiDb>>().CreateDbContextAsync();

    public async Task<IntakeReport> IngestAsync(params string[] paths)
    {
        var (report, problems) = await Get<IngestFiles>().HandleAsync(new(paths, null), null, CancellationToken.None);
        return problems.Count == 0 ? report! : throw new InvalidOperationException(problems[0].Message);
    }

    /// <summary>Writes a file beside the data folder's own and reads it.</summary>
    public Task<IntakeReport> IngestTextAsync(string name, string text)
    {
        var file = Path.Combine(Folder.Path, name);
        File.WriteAllText(file, text);
        return IngestAsync(file);
    }

    public long Rows(string table, string where = "true") => Lake.Query($"SELECT count(*) FROM {DuckLake.Quote(table)} WHERE {where}", r => r.GetInt64(0))[0];

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_keeps)
        {
            Directory.Delete(Folder.Path, recursive: true);
        }
    }
}
