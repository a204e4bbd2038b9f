using Matoi.Sigma;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>Lists the Sigma rules that are here: IR-3.</summary>
public sealed class ListStreamRules(StreamRules rules, IDbContextFactory<MatoiDb> databases)
{
    /// <summary>A rule in the list.</summary>
    /// <param name="Id">The rule's own id.</param>
    /// <param name="Title">What it finds.</param>
    /// <param name="TitleJa">The same in Japanese; empty when the rule does not say.</param>
    /// <param name="Level">How bad that is.</param>
    /// <param name="LogSource">The logs that it is about; for a correlation those of its rules.</param>
    /// <param name="Correlation">True for a rule over the hits of others.</param>
    /// <param name="Pack">The pack that it came with.</param>
    /// <param name="Status">Its author's word about it.</param>
    /// <param name="Mode">Where it is in its life.</param>
    /// <param name="MutedUntil">End of its being muted.</param>
    /// <param name="Mapped">False when no log source that Matoi knows has its events: it cannot find anything.</param>
    /// <param name="Tactics">ATT&amp;CK tactic ids.</param>
    /// <param name="Techniques">ATT&amp;CK technique ids.</param>
    /// <param name="Hits">What it has hit since it is here.</param>
    /// <param name="LastHit">Time of the latest event that it hit.</param>
    public sealed record Item(
        string Id, string Title, string TitleJa, SigmaLevel Level, string LogSource, bool Correlation, string Pack, string Status, StreamMode Mode, DateTimeOffset? MutedUntil, bool Mapped,
        IReadOnlyList<string> Tactics, IReadOnlyList<string> Techniques, long Hits, DateTimeOffset? LastHit);

    /// <summary>All rules that can alert, those that hit last first, then by title.</summary>
    public async Task<IReadOnlyList<Item>> HandleAsync(CancellationToken ct)
    {
        var content = rules.Content;
        await using var db = await databases.CreateDbContextAsync(ct);
        var states = await db.StreamRules.AsNoTracking().ToDictionaryAsync(r => r.Id, ct);
        return [.. content.Documents.Values.Where(d => d.Rule.Alerts).Select(d => ItemOf(content, d.Pack, d.Rule, states.GetValueOrDefault(d.Rule.Id)))
            .OrderByDescending(i => i.LastHit ?? DateTimeOffset.MinValue).ThenBy(i => i.Title, StringComparer.Ordinal)];
    }

    internal Item ItemOf(RuleLibrary content, RulePack pack, SigmaDocument rule, StreamRuleState? state) => new(
        rule.Id, rule.Title, rule.Custom.GetValueOrDefault("title_ja", ""), rule.Level, string.Join(", ", Sources(content, rule).Select(s => s.ToString()).Distinct()), rule is SigmaCorrelation, pack.Name, rule.Status,
        rules.ModeOf(rule.Id), rules.MutedUntil(rule.Id), Sources(content, rule).Any(s => content.Mappings.For(s).Count > 0),
        BuildStreamAlert.TacticsOf(rule), BuildStreamAlert.TechniquesOf(rule), state?.Hits ?? 0, state?.LastHit);

    /// <summary>The logs that a rule is about; of a correlation those of its rules.</summary>
    internal static IEnumerable<LogSource> Sources(RuleLibrary content, SigmaDocument rule) => rule switch
    {
        SigmaRule one => [one.LogSource],
        SigmaCorrelation many => many.Rules.Where(content.Documents.ContainsKey).SelectMany(id => Sources(content, content.Documents[id].Rule)),
        _ => [],
    };

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/stream-rules", (ListStreamRules list, CancellationToken ct) => list.HandleAsync(ct)).WithSummary("Lists the Sigma rules with their mode and what they have hit.");
}
