using Matoi.Sigma.Reading;

namespace Matoi.Sigma.Mapping;

/// <summary>The mappings of log sources. Immutable.</summary>
/// <param name="All">Those that can be used, in the order of the files.</param>
/// <param name="Errors">What is wrong with others, by file and place.</param>
public sealed record LogSourceMappings(IReadOnlyList<LogSourceMapping> All, IReadOnlyList<SigmaError> Errors)
{
    /// <summary>No mapping at all.</summary>
    public static LogSourceMappings None { get; } = new([], []);

    /// <summary>Reads files and the <c>*.yml</c> and <c>*.yaml</c> files of folders and their folders, in ordinal order of their paths.</summary>
    public static LogSourceMappings ReadFiles(IEnumerable<string> paths)
    {
        var (files, errors) = (new List<(string, string)>(), new List<SigmaError>());
        foreach (var path in RuleFiles.Of(paths, errors))
        {
            if (RuleFiles.Text(path, new SigmaReaderOptions().MaxFileLength, errors) is { } text)
            {
                files.Add((path, text));
            }
        }

        var read = Read(files);
        return read with { Errors = [.. errors, .. read.Errors] };
    }

    /// <summary>Reads texts of files; their names stand in what is reported. A broken document stops no other.</summary>
    public static LogSourceMappings Read(IEnumerable<(string File, string Text)> files)
    {
        var (all, errors) = (new List<LogSourceMapping>(), new List<SigmaError>());
        foreach (var (file, text) in files)
        {
            all.AddRange(MappingReader.Read(file, text, errors));
        }

        return new(all, errors);
    }

    /// <summary>The mappings by which records of a kind are events.</summary>
    public IReadOnlyList<LogSourceMapping> Of(string record) => [.. All.Where(mapping => mapping.Records.Contains(record))];

    /// <summary>
    /// The mappings of a rule's log source: of those that say nothing else, the ones that say the most, all of them when several say as much (Sysmon and the Security log
    /// both tell of the start of a process). A log source that says less than every mapping (<c>product: aws</c> alone) means all that say the same and more. None when it is
    /// unknown.
    /// </summary>
    public IReadOnlyList<LogSourceMapping> For(LogSource source)
    {
        var covering = All.Where(mapping => mapping.LogSource.Covers(source)).ToLookup(mapping => Parts(mapping.LogSource));
        return covering.Count > 0 ? [.. covering[covering.Max(group => group.Key)]] : Parts(source) == 0 ? [] : [.. All.Where(mapping => source.Covers(mapping.LogSource))];
    }

    private static int Parts(LogSource source) => (source.Category is null ? 0 : 1) + (source.Product is null ? 0 : 1) + (source.Service is null ? 0 : 1);
}
