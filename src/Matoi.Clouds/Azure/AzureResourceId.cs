using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Azure;

/// <summary>Takes an Azure resource id (<c>/subscriptions/…/resourceGroups/…/providers/…</c>) apart; the case of its keywords varies.</summary>
internal static class AzureResourceId
{
    /// <summary>The segment after <paramref name="keyword"/> (<c>subscriptions</c>, <c>resourceGroups</c>, <c>providers</c>, <c>tenants</c>); null when there is none.</summary>
    public static string? Part(string? id, string keyword)
    {
        var parts = (id ?? "").Split('/');
        var at = Array.FindIndex(parts, part => part.Equals(keyword, StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < parts.Length && parts[at + 1].Length > 0 ? parts[at + 1] : null;
    }

    /// <summary>The entity: a virtual machine is a host, anything else a resource.</summary>
    public static Entity? Entity(string? id)
    {
        var parts = (id ?? "").TrimEnd('/').Split('/');
        return parts.Length > 2 && parts[^2].Equals("virtualMachines", StringComparison.OrdinalIgnoreCase)
            ? Model.Entities.Entity.HostIn(Cloud.Azure, id!.TrimEnd('/'))
            : Model.Entities.Entity.Resource(Cloud.Azure, id?.TrimEnd('/'));
    }
}
