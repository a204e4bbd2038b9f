using Matoi.Detect.Alerts;
using Matoi.Server.Portal.Parts;
using Microsoft.Extensions.Localization;

namespace Matoi.Server.Portal.Investigate;

/// <summary>Says in a sentence why an alert is in its incident.</summary>
internal static class WhySentence
{
    private const int MostNamed = 3;

    /// <summary>The sentence; <paramref name="reason"/> is null for the alert that opened the incident.</summary>
    public static string Of(IStringLocalizer<Strings> words, JoinReason? reason)
    {
        if (reason is null)
        {
            return words["why.opened"];
        }

        var shared = reason.Shared.Take(MostNamed).Select(s => words["why.entity", Inside(words.Of(s.Type)), s.Known is null ? s.Name : words["why.known", s.Name, s.Known].Value].Value).ToList();
        var named = string.Join(words["list.separator"], shared) + (reason.Shared.Count > MostNamed ? words["why.more", reason.Shared.Count - MostNamed] : "");
        var apart = reason.MinutesApart switch
        {
            0 => words["why.same"].Value,
            < 120 => words["why.minutes", reason.MinutesApart].Value,
            _ => words["why.hours", reason.MinutesApart / 60].Value,
        };
        var sentence = words["why.shares", named, apart, $"{reason.Score:P0}".Replace(" ", "", StringComparison.Ordinal)].Value;
        return reason.Step is { } step ? sentence + words["why.step", words.Tactic(step.From), words.Tactic(step.To)] : sentence;
    }

    // "Account" within a sentence is "account"; "IP address" stays.
    private static string Inside(string name) => name.Length > 1 && char.IsLower(name[1]) ? char.ToLowerInvariant(name[0]) + name[1..] : name;
}
