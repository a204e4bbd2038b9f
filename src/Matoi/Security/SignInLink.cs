namespace Matoi.Security;

/// <summary>A one-time link that signs its bearer in. Only the hash of its code is stored.</summary>
public sealed class SignInLink
{
    /// <summary>SHA-256 of the code, lower-case hex.</summary>
    public required string Hash { get; init; }

    /// <summary>The account it signs in to.</summary>
    public required string UserName { get; init; }

    /// <summary>When it stops working.</summary>
    public required DateTimeOffset ExpiresTime { get; init; }
}
