namespace Matoi.Kql.Functions.Types;

/// <summary><c>toguid</c>: 32 hexadecimal digits, wherever dashes stand between them.</summary>
internal static class ToGuid
{
    /// <summary>The same.</summary>
    [KqlFunction("toguid", DuckDb = "{0}")]
    public static Guid Of(Guid value) => value;

    /// <summary>From text; null for other text.</summary>
    [KqlFunction("toguid")]
    public static Guid? Of(string value)
    {
        var text = value.Trim();
        text = text is ['{', .., '}'] ? text[1..^1] : text;
        return Guid.TryParseExact(text.Replace("-", "", StringComparison.Ordinal), "N", out var guid) ? guid : null;
    }

    /// <summary>The text inside.</summary>
    [KqlFunction("toguid")]
    public static Guid? Of(JsonText value) => value.Content is { } text ? Of(text) : null;
}
