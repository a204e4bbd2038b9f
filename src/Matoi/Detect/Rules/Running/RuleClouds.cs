using System.Text.RegularExpressions;
using Matoi.Detect.Intake;
using Matoi.Model;

namespace Matoi.Detect.Rules.Running;

/// <summary>Tells from the tables that a rule names whose cloud it looks at.</summary>
public sealed partial class RuleClouds
{
    private readonly Dictionary<string, Cloud> _clouds;

    /// <summary>From the sources' tables: one that sources of several clouds fill belongs to none.</summary>
    public RuleClouds(SourceCatalogue catalogue)
        => _clouds = catalogue.Sources.SelectMany(s => s.Tables.Select(t => (t.Name, s.About.Cloud))).GroupBy(t => t.Name)
            .Select(g => (g.Key, Clouds: g.Select(t => t.Cloud).Distinct().ToList())).Where(t => t.Clouds is [not Cloud.Unknown]).ToDictionary(t => t.Key, t => t.Clouds[0]);

    /// <summary>The one cloud of all tables that are named and belong to one; Unknown when they are several.</summary>
    public Cloud Of(AnalyticsRule rule)
        => Word().Matches(rule.Query).Select(m => m.Value).Where(_clouds.ContainsKey).Select(word => _clouds[word]).Distinct().Take(2).ToList() is [var only] ? only : Cloud.Unknown;

    [GeneratedRegex(@"[A-Za-z_]\w+")]
    private static partial Regex Word();
}
