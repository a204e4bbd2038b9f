using System.Text.RegularExpressions;
using Matoi.Detect.Streaming;

namespace Matoi.Server.Commands;

/// <summary>Folders of Sigma rules as <c>matoi rules add</c> and <c>matoi rules test</c> take them.</summary>
internal static partial class SigmaPack
{
    private const int FoldersAbove = 4;

    /// <summary>Whether a text is a file of Sigma rules.</summary>
    public static bool IsSigma(string text) => SigmaKey().IsMatch(text) && !QueryKey().IsMatch(text);

    /// <summary>Adds the rules as a pack and tells how it went.</summary>
    public static async Task<int> AddAsync(Session session, Output output, string root, string? name, StreamMode? mode, IReadOnlyList<(string Path, string Text)> files, CancellationToken ct)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        var folder = File.Exists(full) ? Path.GetDirectoryName(full)! : full;
        var license = License(folder);
        var result = await session.PostAsync("stream-rules/packs", new
        {
            name = name ?? NameOf(folder),
            license,
            mode,
            whole = Directory.Exists(full),
            files = files.Select(f => new { path = Inside(folder, f.Path), text = f.Text }),
        }, ct);
        foreach (var problem in result.GetProperty("problems").EnumerateArray())
        {
            Console.Error.WriteLine($"{problem.GetProperty("code").GetString()}: {problem.GetProperty("message").GetString()}");
        }

        output.WriteObject(result);
        output.Next(result.GetProperty("mode").GetString() == nameof(StreamMode.Draft) ? "next: matoi sigma mode ID Shadow, or add again with --shadow or --enable" : "next: matoi sigma list");
        return result.GetProperty("problems").GetArrayLength() == 0 ? ExitCode.Ok : ExitCode.Failed;
    }

    /// <summary>The first words of the licence file in the folder or one above it; empty when there is none.</summary>
    internal static string License(string folder)
    {
        var at = new DirectoryInfo(folder);
        for (var i = 0; i < FoldersAbove && at is not null; i++, at = at.Parent)
        {
            if (at.EnumerateFiles().FirstOrDefault(f => f.Name.StartsWith("LICENSE", StringComparison.OrdinalIgnoreCase) || f.Name.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase)) is { } file)
            {
                return File.ReadLines(file.FullName).Select(line => line.Trim(' ', '#', '\t')).FirstOrDefault(line => line.Length > 0) is { } line ? line.Length > 120 ? line[..120] : line : "";
            }
        }

        return "";
    }

    // What lies outside the folder that was named first keeps its whole path below the pack.
    private static string Inside(string folder, string file)
    {
        var relative = Path.GetRelativePath(folder, Path.GetFullPath(file));
        return relative.StartsWith("..", StringComparison.Ordinal) ? Path.GetFullPath(file).TrimStart(Path.DirectorySeparatorChar) : relative;
    }

    private static string NameOf(string folder) => NoName().Replace(Path.GetFileName(folder).ToLowerInvariant(), "-").Trim('-') is { Length: > 0 } name ? name : "rules";

    [GeneratedRegex("^(detection|correlation|filter)\\s*:", RegexOptions.Multiline)]
    private static partial Regex SigmaKey();

    [GeneratedRegex("^query\\s*:", RegexOptions.Multiline)]
    private static partial Regex QueryKey();

    [GeneratedRegex("[^a-z0-9.-]+")]
    private static partial Regex NoName();
}
