using System.Globalization;
using System.Text.RegularExpressions;
using Matoi.Detect.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Bench.Correlating;

/// <summary>Plays a trace again as somebody else: other accounts, addresses, keys and machines, at another time.</summary>
internal sealed partial class Actor(Random random, string id, string cloudAccount)
{
    private int _played;
    private readonly Dictionary<string, string> _words = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The address that all of the actor's own addresses become; null gives each its own.</summary>
    public string? Gateway { get; init; }

    /// <summary>True when traces recorded in several accounts are played in one, from one address.</summary>
    public bool IsOne { get; init; }

    /// <summary>The user that the first account of the trace becomes; null makes one up.</summary>
    public string? User { get; set; }

    /// <summary>The alert as this actor's, moved in time.</summary>
    public AlertState Play(AlertState alert, DateTimeOffset first)
    {
        var length = alert.LastSeen - alert.FirstSeen;
        return new()
        {
            Source = alert.Source, SourceRef = $"{id}-{++_played}", Title = alert.Title, AlertType = alert.AlertType, Product = alert.Product, Severity = alert.Severity, Cloud = alert.Cloud,
            CloudAccount = alert.CloudAccount.Length > 0 ? Account(alert.CloudAccount) : "", Tactics = alert.Tactics, Techniques = alert.Techniques, FirstSeen = first, LastSeen = first + length,
            Entities = [.. alert.Entities.Select(Play).DistinctBy(e => e.Key)],
        };
    }

    private AlertEntity Play(AlertEntity entity)
    {
        var key = entity.Type == EntityType.IP ? "ip:" + Address(entity.Key[3..]) : Words(entity.Type, entity.Key);
        return new()
        {
            Type = entity.Type, Key = key, Name = key[(key.LastIndexOfAny([':', '/']) + 1)..], Cloud = entity.Cloud, Identifiers = entity.Identifiers.ToDictionary(i => i.Key, i => i.Value.StartsWith("i-", StringComparison.Ordinal) ? $"{i.Value}-{id}" : Words(entity.Type, i.Value)),
        };
    }

    private string Words(EntityType type, string text)
    {
        if (type == EntityType.Account && text.StartsWith("account:", StringComparison.Ordinal) && !text.EndsWith(":root", StringComparison.Ordinal))
        {
            var at = text.LastIndexOfAny([':', '/']) is var cut && text.IndexOf('@') > 0 ? text.IndexOf(':') : cut;
            return Digits().Replace(text[..(at + 1)], m => Account(m.Value)) + Name(text[(at + 1)..]);
        }

        if (text.StartsWith("accesskey:", StringComparison.Ordinal))
        {
            return "accesskey:" + Word(text, () => $"{text[10..14]}{random.NextInt64(1L << 60):x15}");
        }

        return Digits().Replace(text, m => Account(m.Value)) + (type is EntityType.Host or EntityType.CloudResource && !text.Contains("AWS::::Account", StringComparison.Ordinal) ? $"-{id}" : "");
    }

    private string Name(string name) => Word("name:" + name, () =>
    {
        if (User is { } user)
        {
            User = null;
            return user;
        }

        return name.IndexOf('@') is > 0 and var at ? $"{name[..at]}.{id}{name[at..]}" : $"{name}-{id}";
    });

    private string Account(string account) => Word("cloud:" + account, () => !IsOne && _words.Keys.Any(k => k.StartsWith("cloud:", StringComparison.Ordinal)) ? random.NextInt64(100_000_000_000, 999_999_999_999).ToString(CultureInfo.InvariantCulture) : cloudAccount);

    private string Address(string address) => Word(IsOne ? "ip:" : "ip:" + address, () => Gateway ?? $"{random.Next(11, 99)}.{random.Next(1, 255)}.{random.Next(1, 255)}.{random.Next(1, 255)}");

    private string Word(string key, Func<string> make)
    {
        if (!_words.TryGetValue(key, out var word))
        {
            _words[key] = word = make();
        }

        return word;
    }

    [GeneratedRegex(@"\b\d{12}\b")]
    private static partial Regex Digits();
}
