using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Kql;

namespace Matoi.Server.Portal.Investigate.Hunting;

/// <summary>Writes names and values as KQL reads them.</summary>
internal static partial class KqlText
{
    /// <summary>A column's name, in brackets where it needs them.</summary>
    public static string Name(string name) => Plain().IsMatch(name) ? name : $"['{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}']";

    /// <summary>A literal of a type.</summary>
    public static string Literal(object value, KqlType type) => value switch
    {
        string json when type == KqlType.Dynamic => $"dynamic({json})",
        DateTime t => $"datetime({t.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)})",
        TimeSpan t => $"timespan({t.ToString("c", CultureInfo.InvariantCulture)})",
        Guid g => $"guid({g})",
        bool b => b ? "true" : "false",
        double d => $"real({d.ToString("R", CultureInfo.InvariantCulture)})",
        string text => JsonSerializer.Serialize(text),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    /// <summary>A rule's file in Sentinel's format with a query in it, to be given a name and looked through before it is added.</summary>
    public static string Rule(string query) => $"""
        id: {Guid.CreateVersion7()}
        name: New rule
        description: What it finds, and why it matters.
        severity: Medium
        kind: Scheduled
        queryFrequency: 1h
        queryPeriod: 1h
        triggerOperator: gt
        triggerThreshold: 0
        tactics: []
        relevantTechniques: []
        query: |
        {string.Join('\n', query.ReplaceLineEndings("\n").Split('\n').Select(line => "  " + line))}
        entityMappings: []
        version: 1.0.0

        """;

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
