using Matoi.Model;
using Matoi.Model.Assets;
using Matoi.Prioritise.Plans;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Assets;

/// <summary>Tells which resources lack a tag, have a value that is not allowed, or are called otherwise than the policy says, by cloud, with the repair: IR-5.</summary>
public sealed class ReportPolicy(IDbContextFactory<MatoiDb> databases, PlanStore plan)
{
    /// <summary>How one cloud's resources stand.</summary>
    /// <param name="Cloud">The cloud; Unknown for things outside of the three.</param>
    /// <param name="Resources">Resources known in it.</param>
    /// <param name="Untagged">Those that lack a tag or have a value that is not allowed; one row for each tag.</param>
    /// <param name="Misnamed">Those whose name does not fit.</param>
    public sealed record CloudReport(Cloud Cloud, int Resources, IReadOnlyList<Finding> Untagged, IReadOnlyList<Finding> Misnamed);

    /// <summary>Something to repair.</summary>
    /// <param name="Key">The asset's key.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Account">Its account, subscription or project.</param>
    /// <param name="What">What is wrong.</param>
    /// <param name="Repair">What to do, as a command where the cloud has one.</param>
    public sealed record Finding(string Key, string Name, string Type, string Account, string What, string Repair);

    /// <summary>The report.</summary>
    public static IReadOnlyList<CloudReport> Decide(IReadOnlyCollection<Asset> assets, TagPolicy policy)
        => [.. assets.GroupBy(a => a.Cloud).OrderBy(g => g.Key == Cloud.Unknown).ThenBy(g => g.Key).Select(cloud => new CloudReport(
            cloud.Key,
            cloud.Count(),
            [.. cloud.OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => Untagged(a, policy))],
            [.. cloud.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => Misnamed(a, policy)).OfType<Finding>()]))];

    /// <summary>The report on all assets by the plan as it stands.</summary>
    public async Task<IReadOnlyList<CloudReport>> HandleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return Decide(await db.Assets.AsNoTracking().ToListAsync(ct), plan.Current.Policy);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/assets/policy", (ReportPolicy report, CancellationToken ct) => report.HandleAsync(ct)).WithSummary("By cloud: resources without the tags or names that the plan's policy wants, with the repair.");

    private static IEnumerable<Finding> Untagged(Asset asset, TagPolicy policy)
    {
        foreach (var required in policy.Tags.Where(t => t.Scope.Covers(asset)))
        {
            var value = TagRule.Tag(asset, required.Tag);
            if (string.IsNullOrWhiteSpace(value))
            {
                yield return Of(asset, $"has no tag '{required.Tag}'" + (required.Values is { } allowed ? $", which must be one of {string.Join(", ", allowed)}" : ""), TagRepair.For(asset, required.Tag));
            }
            else if (required.Values is { } values && !values.Contains(value, StringComparer.OrdinalIgnoreCase))
            {
                yield return Of(asset, $"tag '{required.Tag}' is '{value}', which is not one of {string.Join(", ", values)}", TagRepair.For(asset, required.Tag));
            }
        }
    }

    private static Finding? Misnamed(Asset asset, TagPolicy policy)
        => policy.Names.FirstOrDefault(n => n.Scope.Covers(asset)) is { } rule && !rule.Pattern.IsMatch(asset.Name)
            ? Of(asset, $"name '{asset.Name}' does not fit {rule.Text}", $"name it like '{rule.Example}'; where the cloud cannot rename it, make a new one, or add it to 'except' in plan/policy.yaml")
            : null;

    private static Finding Of(Asset asset, string what, string repair) => new(asset.Key, asset.Name, asset.Type, asset.Account, what, repair);
}
