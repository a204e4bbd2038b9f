using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Security;

/// <summary>Makes and redeems one-time sign-in links.</summary>
public sealed class SignInLinks(IDbContextFactory<MatoiDb> databases, TimeProvider clock)
{
    /// <summary>Makes a link for an account and returns its code, which is stored nowhere: open <c>/signin?code=…</c> with it.</summary>
    /// <exception cref="InvalidOperationException">There is no such account.</exception>
    public async Task<string> CreateAsync(string userName, TimeSpan life, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var normalised = userName.ToUpperInvariant();
        if (!await db.Users.AnyAsync(u => u.NormalizedUserName == normalised, ct))
        {
            throw new InvalidOperationException($"there is no account '{userName}' to make a sign-in link for");
        }

        var (code, now) = (Secrets.New(), clock.GetUtcNow());
        await db.SignInLinks.Where(l => l.ExpiresTime <= now).ExecuteDeleteAsync(ct);
        db.SignInLinks.Add(new() { Hash = Secrets.Hash(code), UserName = userName, ExpiresTime = now + life });
        await db.SaveChangesAsync(ct);
        return code;
    }

    /// <summary>The account the code was made for; null when it is unknown, used or too old. The code works no second time.</summary>
    public async Task<string?> RedeemAsync(string code, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var (hash, now) = (Secrets.Hash(code), clock.GetUtcNow());
        var userName = await db.SignInLinks.Where(l => l.Hash == hash && l.ExpiresTime > now).Select(l => l.UserName).SingleOrDefaultAsync(ct);

        // Of two who redeem at once, only the one whose delete finds the row gets in.
        return userName is not null && await db.SignInLinks.Where(l => l.Hash == hash).ExecuteDeleteAsync(ct) == 1 ? userName : null;
    }
}
