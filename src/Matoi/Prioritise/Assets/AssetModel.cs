using Matoi.Model.Assets;
using Matoi.Model.Incidents;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Prioritise.Assets;

/// <summary>How assets, and the clocks of incidents, lie in the state store.</summary>
internal static class AssetModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<Asset>(asset =>
        {
            asset.ToTable("Assets");
            asset.HasKey(a => a.Key);
            asset.HasIndex(a => new { a.Criticality, a.Sensitivity, a.Key }).IsDescending(true, true, false);
            asset.Property(a => a.Id).IsRequired();
            asset.HasIndex(a => a.Id);
            asset.Property(a => a.Tags).HasJson();
            asset.Property(a => a.Reasons).HasJson();
            asset.Property(a => a.Claims).HasJson();
            asset.HasMany(a => a.Aliases).WithOne().HasForeignKey(a => a.AssetKey).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<AssetAlias>(alias =>
        {
            // By alias first: alerts ask for it.
            alias.ToTable("AssetAliases");
            alias.HasKey(a => new { a.Alias, a.AssetKey });
        });
        builder.Entity<Incident>(incident => incident.Property(i => i.Level).HasDefaultValue(PriorityLevel.P5).HasSentinel((PriorityLevel)0));
    }
}
