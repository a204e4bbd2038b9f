using Xunit;

namespace Matoi.Sigma.Tests.Reading;

/// <summary>Rules written by others. They stay outside the repository.</summary>
internal static class Corpus
{
    internal static readonly string Folder = Path.Combine(Environment.GetEnvironmentVariable("MATOI_SHARED") ?? Path.Combine(Root(), "..", "shared"), "data");

    /// <summary>The files of a collection of rules; skips the test, and says so, where they are absent.</summary>
    internal static IReadOnlyList<string> Files(string name)
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(Folder, name)), $"no Sigma rules in {Folder}: set MATOI_SHARED to their folder");
        return [.. Directory.EnumerateFiles(Path.Combine(Folder, name), "*.yml", SearchOption.AllDirectories)
            .Where(path => !path.Contains("regression_data", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>The folder of the repository.</summary>
    internal static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.Parent is { } parent && !File.Exists(Path.Combine(folder.FullName, "Matoi.slnx")))
        {
            folder = parent;
        }

        return folder.FullName;
    }
}
