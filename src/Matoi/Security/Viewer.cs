using Matoi.Storage.State;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Security;

/// <summary>Who asks, and so which restricted incidents exist for them.</summary>
/// <param name="Name">User or token name.</param>
/// <param name="SeesAll">True for the owner of the data folder over its own socket, who can read the state store anyway.</param>
public readonly record struct Viewer(string Name, bool SeesAll = false)
{
    /// <summary>A user by name.</summary>
    public static implicit operator Viewer(string name) => new(name);

    /// <summary>True when the incident may be seen.</summary>
    public bool Sees(IReadOnlyCollection<string>? restrictedTo) => SeesAll || restrictedTo is null || restrictedTo.Contains(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Ids of the incidents that must not be shown to this viewer; empty as a rule.</summary>
    internal async Task<IReadOnlyList<Guid>> HiddenAsync(MatoiDb db, CancellationToken ct)
    {
        if (SeesAll)
        {
            return [];
        }

        var viewer = this;
        var restricted = await db.Incidents.Where(i => i.RestrictedTo != null).Select(i => new { i.Id, i.RestrictedTo }).ToListAsync(ct);
        return [.. restricted.Where(i => !viewer.Sees(i.RestrictedTo)).Select(i => i.Id)];
    }
}
