using Matoi.Model;
using Matoi.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Streaming;

/// <summary>Removes a pack of Sigma rules; alerts that they raised stay.</summary>
public sealed class RemoveRulePack(DataFolder folder, StreamRules rules)
{
    /// <summary>Removes the pack.</summary>
    public Problem? Handle(string name)
    {
        if (name == RulePack.Shipped || rules.Content.Packs.All(p => p.Name != name))
        {
            return new("pack-not-found", $"there is no pack '{name}' that could be removed; there are {string.Join(", ", rules.Content.Packs.Select(p => p.Name).Where(p => p != RulePack.Shipped).DefaultIfEmpty("none"))}", "name");
        }

        Directory.Delete(Path.Combine(folder.Rules, name), recursive: true);
        rules.Reload();
        return null;
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapDelete("/stream-rules/packs/{name}", (string name, RemoveRulePack remove) => remove.Handle(name).ToResult()).WithSummary("Removes a pack of Sigma rules.");
}
