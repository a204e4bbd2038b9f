using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Security;

/// <summary>Makes, lists, checks and deletes tokens for machines.</summary>
public sealed class ApiTokens(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>What every token starts with, so that secret scanners recognise a leaked one.</summary>
    public const string Prefix = "matoi_";

    private static readonly TimeSpan UsePrecision = TimeSpan.FromMinutes(1);

    /// <summary>A token without its secret.</summary>
    public sealed record Row(Guid Id, string Name, TokenScope Scope, DateTimeOffset CreatedTime, DateTimeOffset? ExpiresTime, DateTimeOffset? LastUsedTime);

    /// <summary>Makes a token and returns it; it is shown this once.</summary>
    public async Task<string> CreateAsync(string name, TokenScope scope, DateTimeOffset? expires = null, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var token = Prefix + Secrets.New();
        db.ApiTokens.Add(new() { Name = name, Hash = Secrets.Hash(token), Scope = scope, CreatedTime = clock.GetUtcNow(), ExpiresTime = expires });
        await db.SaveChangesAsync(ct);
        return token;
    }

    /// <summary>All tokens, newest first.</summary>
    public async Task<IReadOnlyList<Row>> ListAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ApiTokens.AsNoTracking().OrderByDescending(t => t.CreatedTime)
            .Select(t => new Row(t.Id, t.Name, t.Scope, t.CreatedTime, t.ExpiresTime, t.LastUsedTime)).ToListAsync(ct);
    }

    /// <summary>Deletes a token, which ends its use at once; false when there is none of that id.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.ApiTokens.Where(t => t.Id == id).ExecuteDeleteAsync(ct) == 1;
    }

    /// <summary>The token that this secret is, when it is known and has not expired; notes its use at most once a minute.</summary>
    internal async Task<ApiToken?> FindAsync(string secret, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (hash, now) = (Secrets.Hash(secret), clock.GetUtcNow());
        var token = await db.ApiTokens.AsNoTracking().SingleOrDefaultAsync(t => t.Hash == hash, ct);
        if (token is null || token.ExpiresTime <= now)
        {
            return null;
        }

        if (token.LastUsedTime is not { } used || now - used >= UsePrecision)
        {
            await db.ApiTokens.Where(t => t.Id == token.Id).ExecuteUpdateAsync(set => set.SetProperty(t => t.LastUsedTime, now), ct);
        }

        return token;
    }
}
