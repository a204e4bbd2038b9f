using System.Text.RegularExpressions;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Names the rules that people count on and that find nothing, for <c>matoi doctor</c>: IR-3.</summary>
public sealed partial class FindTroubledRules(IDbContextFactory<MatoiDb> databases, DuckLake lake, LakeKql kql, TimeProvider clock)
{
    private static readonly TimeSpan LeastLate = TimeSpan.FromMinutes(5);

    /// <summary>A rule and what is wrong with it.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Trouble">What is wrong.</param>
    /// <param name="Detail">The last error, since when it is due, or the tables without rows.</param>
    public sealed record Row(string Id, string Name, RuleTrouble Trouble, string Detail);

    /// <summary>Every trouble of every rule that is switched on, or was until it failed too often; by name.</summary>
    public async Task<IReadOnlyList<Row>> HandleAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rules = await db.Rules.AsNoTracking().Where(r => r.Enabled || r.SwitchedOff != null).OrderBy(r => r.Name).ThenBy(r => r.Id).ToListAsync(ct);
        var known = kql.Catalog().TableNames.ToHashSet(StringComparer.Ordinal);
        var filled = lake.Segments.Status().Where(t => t.HotRows + t.SealedRows > 0).Select(t => t.Table).ToHashSet(StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        return [.. rules.SelectMany(rule => Decide(rule, known, filled, now))];
    }

    /// <summary>The troubles of one rule. Pure.</summary>
    /// <param name="state">The rule.</param>
    /// <param name="known">Tables that there can be.</param>
    /// <param name="filled">Tables that have rows.</param>
    /// <param name="now">Now.</param>
    public static IEnumerable<Row> Decide(RuleState state, IReadOnlySet<string> known, IReadOnlySet<string> filled, DateTimeOffset now)
    {
        if (state.SwitchedOff is { } reason)
        {
            yield return new(state.Id, state.Name, RuleTrouble.Failed, reason);
        }

        if (!state.Enabled)
        {
            yield break;
        }

        var frequency = state.Definition.Frequency;
        if (state.LastError is { } error)
        {
            yield return new(state.Id, state.Name, RuleTrouble.Failed, error);
        }
        else if (state.NextRun is { } due && due + (frequency > LeastLate ? frequency : LeastLate) < now)
        {
            yield return new(state.Id, state.Name, RuleTrouble.Late, $"due since {due.UtcDateTime:yyyy-MM-dd HH:mm} UTC");
        }

        // A union is served by one of its tables; a rule none of whose tables has rows can find nothing.
        var tables = Word().Matches(state.Definition.Query).Select(m => m.Value).Where(known.Contains).Distinct().ToList();
        if (tables.Count > 0 && !tables.Exists(filled.Contains))
        {
            yield return new(state.Id, state.Name, RuleTrouble.NoData, string.Join(", ", tables));
        }
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapGet("/rules/troubled", (FindTroubledRules find, CancellationToken ct) => find.HandleAsync(ct)).WithSummary("Rules that failed, are late, or whose tables have no rows.");

    [GeneratedRegex(@"[A-Za-z_]\w+")]
    private static partial Regex Word();
}

/// <summary>What keeps a rule from finding anything.</summary>
public enum RuleTrouble
{
    /// <summary>Its last run failed, or it was switched off because it failed too often.</summary>
    Failed,

    /// <summary>It is due for longer than the time between its runs, and for at least five minutes.</summary>
    Late,

    /// <summary>None of the tables that it names has rows.</summary>
    NoData,
}
