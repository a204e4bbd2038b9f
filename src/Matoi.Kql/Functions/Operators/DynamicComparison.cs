using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Operators;

/// <summary>Comparisons with dynamic values. A number inside is compared as a number, text as what <c>tolong</c> or <c>toreal</c> makes of it.</summary>
internal static class DynamicComparison
{
    /// <summary>Negative, zero or positive as the first number is less, the same or greater; null when the dynamic value is no number.</summary>
    [KqlFunction("_compare")]
    public static long? Compare(JsonText a, long b) => a.AsWhole is { } whole ? whole.CompareTo(b) : Compare(a, (double)b);

    /// <summary>Negative, zero or positive as the first number is less, the same or greater; null when one is no number.</summary>
    [KqlFunction("_compare")]
    public static long? Compare(JsonText a, double b) => a.AsNumber is { } number && !double.IsNaN(number) && !double.IsNaN(b) ? number.CompareTo(b) : null;

    /// <summary>Numbers by what they are worth, texts by their characters; null for all else.</summary>
    [KqlFunction("_compare")]
    public static long? Compare(JsonText a, JsonText b)
        => a.Content is { } x && b.Content is { } y ? string.CompareOrdinal(x, y)
        : b.AsWhole is { } whole ? Compare(a, whole)
        : b.AsNumber is { } number ? Compare(a, number) : null;

    /// <summary>The same value: numbers by what they are worth, bags without regard to the order of their properties. Of two nulls it is null.</summary>
    [KqlFunction("_equal_dynamic")]
    public static bool? Equal(JsonText? a, JsonText? b)
    {
        if (a is not { } x || b is not { } y)
        {
            return a is null && b is null ? null : false;
        }

        return x.Text == y.Text || (x.Number is not null && y.Number is not null ? Compare(x, y) == 0 : JsonNode.DeepEquals(Json.Read(x.Text), Json.Read(y.Text)));
    }
}
