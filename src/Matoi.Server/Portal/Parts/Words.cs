using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.Extensions.Localization;

namespace Matoi.Server.Portal.Parts;

/// <summary>The vocabulary in the reader's language.</summary>
internal static class Words
{
    public static string Of(this IStringLocalizer<Strings> words, Severity severity) => words[$"severity.{severity}"];

    public static string Of(this IStringLocalizer<Strings> words, IncidentStatus status) => words[$"status.{status}"];

    public static string Of(this IStringLocalizer<Strings> words, AlertStatus status) => words[$"alertstatus.{status}"];

    public static string Of(this IStringLocalizer<Strings> words, IncidentPhase phase) => words[$"phase.{phase}"];

    public static string Of(this IStringLocalizer<Strings> words, EntityType type) => words[$"entity.{type}"];

    public static string Of(this IStringLocalizer<Strings> words, TimelineKind kind) => words[$"kind.{kind}"];

    public static string Of(this IStringLocalizer<Strings> words, Classification classification) => words[$"classification.{classification}"];

    public static string Of(this IStringLocalizer<Strings> words, ClassificationReason reason) => words[$"reason.{reason}"];

    public static string Of(this IStringLocalizer<Strings> words, Cloud cloud) => cloud switch
    {
        Cloud.Aws => "AWS",
        Cloud.Azure => "Azure",
        Cloud.Google => "Google Cloud",
        _ => words["cloud.Unknown"],
    };

    /// <summary>A tactic's name; the id itself when it is none that is known.</summary>
    public static string Tactic(this IStringLocalizer<Strings> words, string id)
        => words[$"tactic.{id}"] is { ResourceNotFound: false } name ? name : Tactics.Name(id);

    /// <summary>A problem in the reader's language, or as it was written when there is no translation.</summary>
    public static string Of(this IStringLocalizer<Strings> words, Problem problem)
        => words[$"problem.{problem.Code}"] is { ResourceNotFound: false } text ? text : problem.Message;

    /// <summary>What a part of a priority stands for.</summary>
    public static string Of(this IStringLocalizer<Strings> words, PriorityReason reason)
    {
        var name = words[$"priority.{reason.Code}"] is { ResourceNotFound: false } known ? known.Value : reason.Code;
        var detail = reason.Code switch
        {
            "severity" when Enum.TryParse<Severity>(reason.Detail, out var severity) => words.Of(severity),
            "criticality" or "sensitivity" => Classified(words, reason),
            "exposure" or "privilege" or "threat-intelligence" => reason.Detail,
            "over-upstream" => "",
            _ => TranslateTactics(words, reason.Detail),
        };
        return detail.Length == 0 ? name : $"{name}: {detail}";
    }

    // "Critical: shop-db": the word is ours, the names are not.
    private static string Classified(IStringLocalizer<Strings> words, PriorityReason reason)
        => reason.Detail.Split(": ", 2) is [var word, var names] && words[$"{reason.Code}.{word}"] is { ResourceNotFound: false } known ? $"{known.Value} ({names})" : reason.Detail;

    private static string TranslateTactics(IStringLocalizer<Strings> words, string detail)
        => Tactics.All.Aggregate(detail, (text, tactic) => text.Replace(Tactics.Name(tactic.Id), words.Tactic(tactic.Id), StringComparison.Ordinal));
}
