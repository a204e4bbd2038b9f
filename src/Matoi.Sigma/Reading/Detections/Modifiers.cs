using System.Collections.Frozen;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>What a modifier is for.</summary>
internal enum ModifierGroup
{
    /// <summary>Joins values: <c>all</c>, <c>neq</c>.</summary>
    Joining,

    /// <summary>Where in the text the value stands.</summary>
    Position,

    /// <summary>Changes the value.</summary>
    Change,

    /// <summary>Says what kind of test it is.</summary>
    Kind,

    /// <summary>Flag of a regular expression.</summary>
    RegexFlag,

    /// <summary>Case counts.</summary>
    Case,
}

/// <summary>The modifiers of Sigma 2.1.</summary>
internal static class Modifiers
{
    public static readonly FrozenDictionary<string, ModifierGroup> Groups = new (ModifierGroup Group, string Names)[]
    {
        (ModifierGroup.Joining, "all neq"),
        (ModifierGroup.Position, "contains startswith endswith"),
        (ModifierGroup.Change, "expand windash wide utf16le utf16be utf16 base64 base64offset"),
        (ModifierGroup.Kind, "re cidr exists fieldref lt lte gt gte minute hour day week month year"),
        (ModifierGroup.RegexFlag, "i m s"),
        (ModifierGroup.Case, "cased"),
    }.SelectMany(g => g.Names.Split(' ').Select(name => KeyValuePair.Create(name, g.Group))).ToFrozenDictionary();

    public static Comparison? Comparison(string name) => name switch
    {
        "lt" => Expressions.Comparison.Less,
        "lte" => Expressions.Comparison.LessOrEqual,
        "gt" => Expressions.Comparison.Greater,
        "gte" => Expressions.Comparison.GreaterOrEqual,
        _ => null,
    };

    public static TimePart? TimePart(string name) => name switch
    {
        "minute" => Expressions.TimePart.Minute,
        "hour" => Expressions.TimePart.Hour,
        "day" => Expressions.TimePart.Day,
        "week" => Expressions.TimePart.Week,
        "month" => Expressions.TimePart.Month,
        "year" => Expressions.TimePart.Year,
        _ => null,
    };

    public static bool IsUtf16(string name) => name is "wide" or "utf16le" or "utf16be" or "utf16";

    public static bool IsBase64(string name) => name is "base64" or "base64offset";
}
