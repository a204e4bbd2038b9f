using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Generic;

/// <summary>Entities of the observables and tags that case tools send with alerts.</summary>
internal static partial class PeerObservables
{
    /// <summary>An observable by its type as the tool names it; null for what is no entity.</summary>
    public static Entity? Of(string? type, string? value) => type?.ToLowerInvariant() switch
    {
        _ when string.IsNullOrWhiteSpace(value) => null,
        "ip" or "ipv4" or "ipv6" => Entity.Ip(value.Trim()),
        "domain" or "fqdn" => Entity.Of(EntityType.DNS, value.Trim()),
        "hostname" or "host" => Entity.HostByName(value.Trim()),
        "url" or "uri" => Entity.Of(EntityType.URL, value.Trim()),
        "hash" => Entity.Of(EntityType.FileHash, value.Trim()),
        "mail" or "email" or "username" or "user" or "account" => Entity.AccountByMail(value.Trim(), Cloud.Unknown) ?? Entity.Of(EntityType.Account, value.Trim()),
        "filename" or "file" => Entity.Of(EntityType.File, value.Trim()),
        "registry" => Entity.Of(EntityType.RegistryKey, value.Trim()),
        _ => null,
    };

    /// <summary>An indicator whose type is only a number of some table: what it is shows in how it is written.</summary>
    public static Entity? Guess(string? value) => value?.Trim() switch
    {
        null or "" => null,
        var text when Entity.Ip(text) is { } ip => ip,
        var text when text.Contains("://", StringComparison.Ordinal) => Entity.Of(EntityType.URL, text),
        var text when Hash().IsMatch(text) => Entity.Of(EntityType.FileHash, text),
        var text when text.Contains('@', StringComparison.Ordinal) => Entity.AccountByMail(text, Cloud.Unknown),
        var text when Domain().IsMatch(text) => Entity.Of(EntityType.DNS, text),
        _ => null,
    };

    /// <summary>ATT&amp;CK techniques among tags: <c>T1078.004</c>, <c>attack.t1078</c>, <c>mitre:T1098</c>.</summary>
    public static IReadOnlyList<string> Techniques(IEnumerable<string> tags)
        => [.. tags.Select(t => Technique().Match(t)).Where(m => m.Success).Select(m => m.Groups[1].Value.ToUpperInvariant()).Distinct()];

    [GeneratedRegex(@"^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$", RegexOptions.IgnoreCase)]
    private static partial Regex Hash();

    [GeneratedRegex(@"^(?=.{4,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$", RegexOptions.IgnoreCase)]
    private static partial Regex Domain();

    [GeneratedRegex(@"(?:^|[.:=""\s])(t\d{4}(?:\.\d{3})?)""?$", RegexOptions.IgnoreCase)]
    private static partial Regex Technique();
}
