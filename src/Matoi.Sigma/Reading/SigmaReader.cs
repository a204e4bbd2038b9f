namespace Matoi.Sigma.Reading;

/// <summary>
/// Reads files of Sigma 2.1: rules, correlations and filters, several documents in a file. Everything wrong in all files is reported, and a broken document stops no other.
/// A rule that a correlation of the same file takes without <c>generate: true</c> does not alert by itself; one in a file of its own does.
/// </summary>
public static class SigmaReader
{
    /// <summary>Reads files and the <c>*.yml</c> and <c>*.yaml</c> files of folders and their folders, in ordinal order of their paths.</summary>
    public static SigmaRuleSet ReadFiles(IEnumerable<string> paths, SigmaReaderOptions? options = null)
    {
        var (files, errors) = (new List<(string, string)>(), new List<SigmaError>());
        foreach (var path in RuleFiles.Of(paths, errors))
        {
            if (RuleFiles.Text(path, (options ?? new()).MaxFileLength, errors) is { } text)
            {
                files.Add((path, text));
            }
        }

        var read = Read(files, options);
        return errors.Count == 0 ? read : read with { Errors = [.. errors, .. read.Errors] };
    }

    /// <summary>Reads texts of files; their names stand in what is reported.</summary>
    public static SigmaRuleSet Read(IEnumerable<(string File, string Text)> files, SigmaReaderOptions? options = null)
    {
        var set = new SigmaSet(options ?? new());
        foreach (var (file, text) in files)
        {
            set.Add(file, text);
        }

        return set.Finish();
    }
}
