using Microsoft.AspNetCore.Identity;

namespace Matoi.Security;

/// <summary>A local account.</summary>
public sealed class User : IdentityUser<Guid>
{
    /// <summary>Language of the portal and of messages: <c>en</c> or <c>ja</c>; null follows the browser.</summary>
    public string? Language { get; set; }
}
