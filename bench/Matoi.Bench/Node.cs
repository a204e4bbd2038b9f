using Matoi.Detect;
using Matoi.Detect.Intake;
using Matoi.Investigate;
using Matoi.Server;
using Matoi.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Matoi.Bench;

/// <summary>The rooms on a data folder of their own, without a network.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private readonly bool _keeps;

    private Node(ServiceProvider services, DataFolder folder, bool keeps) => (_services, Folder, _keeps) = (services, folder, keeps);

    public DataFolder Folder { get; }

    /// <summary>Starts on a new folder, which goes with the node, or on a given one, which stays.</summary>
    public static async Task<Node> StartAsync(string? path = null)
    {
        var folder = DataFolder.At(path ?? Path.Combine(Path.GetTempPath(), $"matoi-bench-{Guid.CreateVersion7():N}"));
        var services = new ServiceCollection().AddLogging(l => l.SetMinimumLevel(LogLevel.None)).AddStorage(folder).AddDetect(MatoiHost.LoadCatalogue(folder)).AddInvestigate().BuildServiceProvider();
        await StorageRoom.PrepareAsync(services, CancellationToken.None);
        return new(services, folder, path is not null);
    }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task<IntakeReport> IngestAsync(string path)
    {
        var (report, problems) = await Get<IngestFiles>().HandleAsync(new([path], null), null, CancellationToken.None);
        return problems.Count == 0 ? report! : throw new InvalidOperationException(problems[0].Message);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        if (!_keeps)
        {
            Directory.Delete(Folder.Path, recursive: true);
        }
    }
}
