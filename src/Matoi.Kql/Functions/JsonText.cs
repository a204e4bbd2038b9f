using System.Globalization;
using System.Text.Json;
using Matoi.Kql.Functions.Types;

namespace Matoi.Kql.Functions;

/// <summary>
/// A dynamic value as its JSON text, for functions that need no tree of it. As a parameter it stands for dynamic.
/// </summary>
/// <param name="Text">JSON, compact; never empty.</param>
public readonly record struct JsonText(string Text)
{
    /// <summary>The text of a string; null for other values.</summary>
    public string? Content => Text[0] == '"' ? Text.Contains('\\') ? JsonSerializer.Deserialize<string>(Text) : Text[1..^1] : null;

    /// <summary>The value of a whole number that fits; null for other values.</summary>
    public long? Whole => long.TryParse(Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The value of a number; null for other values.</summary>
    public double? Number => IsNumber && double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The value of true or false; null for other values.</summary>
    public bool? Truth => Text == "true" ? true : Text == "false" ? false : null;

    /// <summary>True for a number.</summary>
    public bool IsNumber => Text[0] is '-' or >= '0' and <= '9';

    /// <summary>A whole number, or what is read as one: true and false, text. Null for numbers with a fraction and all else.</summary>
    internal long? AsWhole => Whole ?? (Truth is { } truth ? truth ? 1 : 0 : Content is { } content ? NumberReading.Whole(content) : null);

    /// <summary>A number, or what is read as one: true and false, text.</summary>
    internal double? AsNumber => Number ?? (Truth is { } truth ? truth ? 1 : 0 : Content is { } content ? NumberReading.Real(content) : null);
}
