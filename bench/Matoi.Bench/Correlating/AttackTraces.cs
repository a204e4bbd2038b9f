using Matoi.Detect.Alerts;
using Matoi.Detect.Streaming;
using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Bench.Correlating;

/// <summary>Alerts of real attack logs and of the sample stories, as intake with all the program's rules raises them: one trace for each attack.</summary>
internal static class AttackTraces
{
    /// <summary>The traces; those of a single alert are told apart because they tell nothing alone.</summary>
    public static async Task<(List<List<AlertState>> Stories, List<List<AlertState>> Steps)> LoadAsync(string root, string data)
    {
        await using var node = await Node.StartAsync();
        await using (var db = await node.Get<IDbContextFactory<MatoiDb>>().CreateDbContextAsync())
        {
            db.StreamRules.Add(new() { Id = StreamRules.ShippedPack, Mode = StreamMode.Live });
            await db.SaveChangesAsync();
            node.Get<StreamRules>().Reload();
        }

        var (stories, steps, known) = (new List<List<AlertState>>(), new List<List<AlertState>>(), new HashSet<Guid>());
        var sources = Directory.GetDirectories(Path.Combine(root, "samples"), "0*").Append(Path.Combine(data, "invictus-aws", "CloudTrail"))
            .Concat(Directory.GetFiles(Path.Combine(data, "stratus-red-team", "detonation-logs"), "*.json")).Order(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            await node.IngestAsync(source);
            await using var db = await node.Get<IDbContextFactory<MatoiDb>>().CreateDbContextAsync();
            var fresh = (await db.Alerts.AsNoTracking().Include(a => a.Entities).ToListAsync()).Where(a => known.Add(a.Id)).OrderBy(a => a.FirstSeen).ToList();
            if (fresh.Count > 0)
            {
                (fresh.Count > 2 ? stories : steps).Add(fresh);
            }
        }

        return (stories, steps);
    }
}
