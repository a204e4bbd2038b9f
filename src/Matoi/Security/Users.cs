using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Security;

/// <summary>Local accounts.</summary>
public sealed class Users(IDbContextFactory<MatoiDb> databases)
{
    /// <summary>Name of the first account.</summary>
    public const string Administrator = "admin";

    /// <summary>Creates the first account, without a password, when there is none; true when it did. A sign-in link lets its owner in.</summary>
    public async Task<bool> EnsureAdministratorAsync(CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        if (await db.Users.AnyAsync(ct))
        {
            return false;
        }

        db.Users.Add(new User
        {
            Id = Guid.CreateVersion7(),
            UserName = Administrator,
            NormalizedUserName = Administrator.ToUpperInvariant(),
            SecurityStamp = Secrets.New(),
            LockoutEnabled = true,
        });
        await db.SaveChangesAsync(ct);
        return true;
    }

    /// <summary>True when the account has a password.</summary>
    public async Task<bool> HasPasswordAsync(string userName, CancellationToken ct = default)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Users.AnyAsync(u => u.UserName == userName && u.PasswordHash != null, ct);
    }
}
