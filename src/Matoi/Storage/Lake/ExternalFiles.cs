namespace Matoi.Storage.Lake;

/// <summary>
/// Files that <c>externaldata</c> may name. Nothing is fetched: <c>https://host/path/file.csv</c> is the file <c>host/path/file.csv</c> below one of the folders, if
/// somebody has put it there.
/// </summary>
/// <param name="folders">Folders in order; the last that has the file wins.</param>
public sealed class ExternalFiles(IReadOnlyList<string> folders)
{
    /// <summary>Text of the file; null when there is none.</summary>
    public string? Read(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
        {
            return null;
        }

        // What stands behind ? (a signature, a branch) is not part of the file's name.
        var name = Path.Combine(address.Host, Uri.UnescapeDataString(address.AbsolutePath).TrimStart('/'));
        foreach (var folder in folders.Reverse())
        {
            var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
            var file = Path.GetFullPath(Path.Combine(root, name));
            if (file.StartsWith(root, StringComparison.Ordinal) && File.Exists(file))
            {
                return File.ReadAllText(file);
            }
        }

        return null;
    }
}
