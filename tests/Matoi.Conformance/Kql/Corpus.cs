using System.Text.RegularExpressions;
using Matoi.Investigate.Hunting.Checks;
using Xunit;

namespace Matoi.Conformance.Kql;

/// <summary>The public rules, hunting queries and recorded answers that lie beside the project.</summary>
internal static partial class Corpus
{
    public static string Folder => Path.Combine(Repository.Shared!, "conformance", "sentinel");

    public static IReadOnlyList<string> RuleFolders => [Path.Combine(Folder, "rules"), Path.Combine(Folder, "rules-2026")];

    /// <summary>Every rule with its query, and for analytics rules the length of time that it looks back.</summary>
    public static IEnumerable<(string Name, string Query, TimeSpan? Period)> Rules()
        => QueryFile.Below(RuleFolders).Select(f => (Name(f), QueryFile.Read(f)?.Text ?? "", Period(File.ReadAllText(f)))).Where(r => r.Item2.Length > 0);

    /// <summary>A file's name as lists of rules have it.</summary>
    public static string Name(string file) => Path.GetRelativePath(Folder, file).Replace('\\', '/');

    public static void SkipWithoutShared() => Assert.SkipWhen(Repository.Shared is null, "skipped: the shared corpus of rules is absent (MATOI_SHARED)");

    private static TimeSpan? Period(string yaml)
    {
        var match = QueryPeriod().Match(yaml);
        return !match.Success ? null : int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) * match.Groups[2].Value switch
        {
            "m" => TimeSpan.FromMinutes(1),
            "h" => TimeSpan.FromHours(1),
            _ => TimeSpan.FromDays(1),
        };
    }

    [GeneratedRegex(@"^queryPeriod:\s*(\d+)([mhd])", RegexOptions.Multiline)]
    private static partial Regex QueryPeriod();
}
