using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace Matoi.Kql.Tests.Syntax;

/// <summary>Queries written by others: published rules, recorded cases and documented examples. They stay outside the repository.</summary>
internal static partial class Corpus
{
    internal static readonly string Folder = Path.Combine(
        Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(Root(), "..", "shared"), "conformance");

    /// <summary>Whether the queries are there.</summary>
    internal static bool IsPresent => Directory.Exists(Folder);

    /// <summary>Skips the test, and says so, where the queries are absent.</summary>
    internal static void Require() => Assert.SkipUnless(IsPresent, $"no queries in {Folder}: set MATOI_SHARED to their folder");

    /// <summary>Queries of rules by path.</summary>
    internal static IEnumerable<(string Id, string Query)> Rules()
    {
        foreach (var folder in new[] { "rules", "rules-2026" })
        {
            var root = Path.Combine(Folder, "sentinel", folder);
            foreach (var file in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                if (Block().Match(File.ReadAllText(file).ReplaceLineEndings("\n")) is { Success: true } found)
                {
                    yield return (Path.GetRelativePath(root, file), Unindented(found.Groups["body"].Value));
                }
            }
        }
    }

    /// <summary>Recorded and documented queries by id.</summary>
    internal static IEnumerable<(string Id, string Query)> Cases() => Lines("kql-oracle", "kql").Concat(Lines("kql-docs", "query"));

    private static IEnumerable<(string Id, string Query)> Lines(string folder, string property)
    {
        foreach (var line in File.ReadLines(Path.Combine(Folder, folder, "cases.jsonl")))
        {
            using var document = JsonDocument.Parse(line);
            yield return (document.RootElement.GetProperty("id").GetString()!, document.RootElement.GetProperty(property).GetString()!);
        }
    }

    private static string Unindented(string block)
    {
        var lines = block.Split('\n');
        var indent = lines.Where(l => l.Trim().Length > 0).Min(l => l.Length - l.TrimStart(' ').Length);
        return string.Join("\n", lines.Select(l => l.Length >= indent ? l[indent..] : "")).TrimEnd() + "\n";
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is { } parent && !File.Exists(Path.Combine(folder.FullName, "Matoi.slnx")))
        {
            folder = parent;
        }

        return folder.FullName;
    }

    // A block scalar of YAML: all that is indented behind its key.
    [GeneratedRegex(@"^query:[ ]*\|[0-9+-]*[ ]*\n(?<body>(?:[ ]+[^\n]*\n|[ ]*\n)+)", RegexOptions.Multiline)]
    private static partial Regex Block();
}
