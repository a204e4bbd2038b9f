using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Incidents;

namespace Matoi.Investigate.Incidents;

/// <summary>
/// What a queue shows, as the text that people type and URLs carry: <c>sev:&gt;=high owner:none tactic:TA0006 cloud:aws label:vip status:new level:P1 sla:breached is:closed 203.0.113.9</c>.
/// Without <c>is:</c> or <c>status:</c> only open incidents match.
/// </summary>
public sealed record IncidentFilter
{
    /// <summary>Only this severity or, with <see cref="AndAbove"/>, this one and worse.</summary>
    public Severity? Severity { get; init; }

    /// <summary>True for <c>sev:&gt;=</c>.</summary>
    public bool AndAbove { get; init; }

    /// <summary>Owner's user name; empty for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>ATT&amp;CK tactic id.</summary>
    public string? Tactic { get; init; }

    /// <summary>Cloud touched.</summary>
    public Cloud? Cloud { get; init; }

    /// <summary>Priority level.</summary>
    public PriorityLevel? Level { get; init; }

    /// <summary>True for those with a service-level clock that has run out.</summary>
    public bool Breached { get; init; }

    /// <summary>Status.</summary>
    public IncidentStatus? Status { get; init; }

    /// <summary>Label.</summary>
    public string? Label { get; init; }

    /// <summary>True open, false closed, null both.</summary>
    public bool? Open { get; init; } = true;

    /// <summary>Words that the title, an entity or the number must hold.</summary>
    public string Text { get; init; } = "";

    /// <summary>Reads the text; words that are no known <c>name:value</c> are searched for.</summary>
    public static IncidentFilter Parse(string? text)
    {
        var filter = new IncidentFilter();
        var words = new List<string>();
        foreach (var word in (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = word.IndexOf(':');
            var (name, value) = colon > 0 ? (word[..colon].ToLowerInvariant(), word[(colon + 1)..]) : ("", word);
            filter = With(filter, name, value) ?? Keep(filter, words, word);
        }

        return filter with { Text = string.Join(' ', words) };
    }

    private static IncidentFilter Keep(IncidentFilter filter, List<string> words, string word)
    {
        words.Add(word);
        return filter;
    }

    private static IncidentFilter? With(IncidentFilter filter, string name, string value) => name switch
    {
        "sev" or "severity" when Named<Severity>(value.TrimStart('>', '=')) is { } severity
            => filter with { Severity = severity, AndAbove = value.StartsWith('>') },
        "owner" => filter with { Owner = value is "none" ? "" : value },
        "tactic" when Tactics.Id(value) is { } tactic => filter with { Tactic = tactic },
        "cloud" when Named<Cloud>(value) is { } cloud => filter with { Cloud = cloud },
        "status" when Named<IncidentStatus>(value) is { } status => filter with { Status = status, Open = null },
        "label" when value.Length > 0 => filter with { Label = value },
        "level" when value is ['P' or 'p', >= '1' and <= '5'] => filter with { Level = (PriorityLevel)(value[1] - '0') },
        "sla" when value is "breached" => filter with { Breached = true },
        "is" when value is "open" or "closed" or "any" => filter with { Open = value == "any" ? null : value == "open" },
        _ => null,
    };

    // The library also takes numbers and lists, which no person means here.
    private static T? Named<T>(string value)
        where T : struct, Enum
        => value.All(char.IsAsciiLetter) && Enum.TryParse<T>(value, true, out var known) ? known : null;
}
