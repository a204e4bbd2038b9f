using Matoi.Model;
using Matoi.Sigma;
using Matoi.Storage;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Streaming;

/// <summary>Shows a Sigma rule with its text: IR-3.</summary>
public sealed class ShowStreamRule(StreamRules rules, ListStreamRules list, DataFolder folder, IDbContextFactory<MatoiDb> databases)
{
    /// <summary>A rule.</summary>
    /// <param name="Item">As in the list.</param>
    /// <param name="Description">Why what it finds matters.</param>
    /// <param name="DescriptionJa">The same in Japanese; empty when the rule does not say.</param>
    /// <param name="FalsePositives">Known harmless causes.</param>
    /// <param name="References">Addresses to read on.</param>
    /// <param name="Playbook">Name of the playbook that its author suggests; empty for none.</param>
    /// <param name="Author">Who wrote it.</param>
    /// <param name="License">Licence of the rule or its pack; empty when nobody said.</param>
    /// <param name="File">The file, below its pack.</param>
    /// <param name="Text">Text of the file.</param>
    /// <param name="ModifiedBy">Who changed its mode last; empty for nobody.</param>
    /// <param name="ModifiedTime">When.</param>
    /// <param name="Records">Ids of the sources whose records it is shown, of a correlation those of its rules; none when nobody knows its log source.</param>
    /// <param name="Tests">What it shows of itself.</param>
    public sealed record Detail(
        ListStreamRules.Item Item, string Description, string DescriptionJa, IReadOnlyList<string> FalsePositives, IReadOnlyList<string> References, string Playbook, string Author, string License, string File, string Text,
        string ModifiedBy, DateTimeOffset? ModifiedTime, IReadOnlyList<string> Records, IReadOnlyList<Test> Tests);

    /// <summary>A test that the rule brings with it.</summary>
    /// <param name="Name">What it shows.</param>
    /// <param name="Matches">Whether the rule shall match.</param>
    /// <param name="Events">How many events it has.</param>
    public sealed record Test(string Name, bool Matches, int Events);

    /// <summary>The rule; null when there is none of that id.</summary>
    public async Task<Detail?> HandleAsync(string id, CancellationToken ct)
    {
        var content = rules.Content;
        if (!content.Documents.TryGetValue(id, out var found))
        {
            return null;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var state = await db.StreamRules.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        var (pack, rule) = found;
        return new(
            list.ItemOf(content, pack, rule, state), rule.Description, rule.Custom.GetValueOrDefault("description_ja", ""), rule.FalsePositives, rule.References, rule.Custom.GetValueOrDefault("playbook", ""), rule.Author,
            rule.License.Length > 0 ? rule.License : pack.License, Path.GetRelativePath(pack.Name == RulePack.Shipped ? RuleLibrary.ShippedFolder : Path.Combine(folder.Rules, pack.Name), rule.File), await TextAsync(rule, ct), state?.ModifiedBy ?? "", state?.ModifiedTime,
            [.. ListStreamRules.Sources(content, rule).SelectMany(s => content.Mappings.For(s)).SelectMany(m => m.Records).Distinct().Order(StringComparer.Ordinal)],
            [.. rule.Tests.Select(t => new Test(t.Name, t.Matches, t.Events.Count))]);
    }

    /// <summary>There is no Sigma rule of that id.</summary>
    internal static Problem NotFound(string id) => new("rule-not-found", $"there is no Sigma rule {id}; list them with 'matoi sigma list'", id);

    private static async Task<string> TextAsync(SigmaDocument rule, CancellationToken ct)
    {
        try
        {
            return await File.ReadAllTextAsync(rule.File, ct);
        }
        catch (IOException e)
        {
            return $"# {e.Message}";
        }
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/stream-rules/{id}", async (string id, ShowStreamRule show, CancellationToken ct) => await show.HandleAsync(id, ct) is { } detail ? Results.Ok(detail) : NotFound(id).ToResult()).WithSummary("Shows a Sigma rule.");
}
