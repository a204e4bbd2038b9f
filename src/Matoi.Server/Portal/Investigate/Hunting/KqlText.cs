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

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$")]
    private static partial Regex Plain();
}
