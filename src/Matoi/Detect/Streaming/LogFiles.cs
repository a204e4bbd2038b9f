using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Detect.Streaming;

/// <summary>Reads the records of files as intake does, and stores nothing.</summary>
internal static class LogFiles
{
    /// <summary>Looks at every record of the files and folders, file by file in ordinal order.</summary>
    /// <param name="paths">Files, or folders with everything below them.</param>
    /// <param name="catalogue">The sources.</param>
    /// <param name="look">Gets the file, the source (null for JSON that none knows) and the record, which is valid until it returns.</param>
    /// <returns>What could not be read.</returns>
    public static IReadOnlyList<Problem> Read(IEnumerable<string> paths, SourceCatalogue catalogue, Action<string, Source?, SourceRecord> look)
    {
        var problems = new List<Problem>();
        var limits = new IntakeLimits();
        foreach (var file in paths.SelectMany(Expand).Distinct(StringComparer.Ordinal))
        {
            try
            {
                using var content = File.OpenRead(file);
                var parts = Decompressor.IsZip(content) ? Decompressor.ZipEntries(content, limits).Select(e => e.Content) : [Decompressor.Open(content, limits)];
                foreach (var part in parts.OfType<PeekedStream>().Where(p => p.Verdict() is null))
                {
                    var mapper = new RecordMapper(catalogue, new(), limits, TimeProvider.System, output: () => new MatchOutput(new(), TimeProvider.System, (source, record) => look(file, source, record)));
                    foreach (var chunk in new RecordSplitter(part, limits, () => new MemoryStream()).Chunks())
                    {
                        using (chunk)
                        {
                            mapper.Map(chunk);
                        }
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or ZipBombException)
            {
                problems.Add(new("file-unreadable", $"{file} cannot be read: {e.Message}", file));
            }
        }

        return problems;
    }

    private static IEnumerable<string> Expand(string path)
        => Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true }).Order(StringComparer.Ordinal) : [path];
}
