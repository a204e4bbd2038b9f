namespace Matoi.Sigma.Reading;

/// <summary>Files of rules on disk.</summary>
internal static class RuleFiles
{
    /// <summary>The files, with those below folders in their place.</summary>
    public static IEnumerable<string> Of(IEnumerable<string> paths, List<SigmaError> errors)
        => paths.SelectMany(path => Directory.Exists(path) ? In(path, errors) : [path]).Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<string> In(string folder, List<SigmaError> errors)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path => Path.GetExtension(path).ToUpperInvariant() is ".YML" or ".YAML").Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.Add(Unreadable(folder, e));
            return [];
        }
    }

    /// <summary>The text of a file; null, reported, when it cannot be read.</summary>
    public static string? Text(string path, int maxLength, List<SigmaError> errors)
    {
        try
        {
            // A character takes at most three bytes of UTF-8 for each of its units of UTF-16.
            if (new FileInfo(path) is { Exists: true, Length: var bytes } && bytes > 3L * maxLength)
            {
                errors.Add(new(path, 1, 1, SigmaCode.FileTooLarge, $"the file holds {bytes:N0} bytes; at most {maxLength:N0} characters are read"));
                return null;
            }

            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(Unreadable(path, e));
            return null;
        }
    }

    private static SigmaError Unreadable(string path, Exception e) => new(path, 1, 1, SigmaCode.FileUnreadable, $"it cannot be read: {e.Message}");
}
