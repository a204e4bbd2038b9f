using System.Globalization;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Storage;

namespace Matoi.Server.Demo;

/// <summary>
/// Loads the sample attack stories through the same intake as any other input. The samples play on one fixed day; their times are moved so that the day ends at
/// the first load. The move is kept in the data folder (<c>demo-shift</c>, seconds): a later load reads the same bytes again, and nothing is stored twice.
/// </summary>
internal sealed class DemoStories(DataFolder folder, IntakePipeline pipeline, Correlator correlator, HealthCounter health, TimeProvider clock)
{
    /// <summary>The shipped samples.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "samples");

    private string ShiftFile => Path.Combine(folder.Path, "demo-shift");

    /// <summary>Reads every story; complete, with its incidents, when the task ends.</summary>
    /// <param name="samples">Folder of the stories.</param>
    /// <param name="progress">Hears of every file that is done.</param>
    /// <param name="ct">Stops between two files; the next load goes on.</param>
    public async Task<IntakeReport> LoadAsync(string samples, IProgress<(int Done, int Of)>? progress, CancellationToken ct)
    {
        var shift = await ShiftAsync(ct);

        // In the order of their names: the files of a story are numbered as it happened.
        var files = Directory.GetFiles(samples, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".md", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var (report, before) = (new IntakeReport(), correlator.Opened);
        foreach (var file in files)
        {
            using var content = new MemoryStream(StoryDay.Move(await File.ReadAllBytesAsync(file, ct), shift));
            report.Add(await pipeline.IngestAsync(new(Path.GetRelativePath(samples, file), content), null, ct));
            progress?.Report((report.Files, files.Count));
        }

        await correlator.DrainAsync(ct);
        await health.FlushAsync(ct);
        report.Incidents = correlator.Opened - before;
        return report;
    }

    private async Task<TimeSpan> ShiftAsync(CancellationToken ct)
    {
        if (File.Exists(ShiftFile))
        {
            return TimeSpan.FromSeconds(long.Parse(await File.ReadAllTextAsync(ShiftFile, ct), CultureInfo.InvariantCulture));
        }

        var seconds = (long)(clock.GetUtcNow() - StoryDay.End).TotalSeconds;
        await File.WriteAllTextAsync(ShiftFile, seconds.ToString(CultureInfo.InvariantCulture), ct);
        return TimeSpan.FromSeconds(seconds);
    }
}
