using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Strings;

/// <summary>Functions that put texts together.</summary>
internal static class Joining
{
    private const int MostRepeats = 1024;

    /// <summary>Texts of any values one behind the other: a chain of the engine's own operator, as it is in most rules.</summary>
    [SpecialForm("strcat")]
    public static Scalar Concatenate(FormCall call)
    {
        var values = call.Arguments();
        if (values.Count is 0 or > 64)
        {
            return call.Wrong("1 to 64 values");
        }

        return values.Any(v => v is Faulty) ? new Faulty() : Chain(call, [.. values.Select(v => Conversions.Explicit(v, KqlType.String))]);
    }

    /// <summary>The same with a delimiter between.</summary>
    [SpecialForm("strcat_delim")]
    public static Scalar ConcatenateDelimited(FormCall call)
    {
        var values = call.Arguments();
        if (values.Count is < 2 or > 65)
        {
            return call.Wrong("a delimiter and 1 to 64 values");
        }

        if (values.Any(v => v is Faulty))
        {
            return new Faulty();
        }

        var texts = values.Select(v => Conversions.Explicit(v, KqlType.String)).ToList();
        return Chain(call, [texts[1], .. texts.Skip(2).SelectMany(t => new[] { texts[0], t })]);
    }

    /// <summary>Two texts one behind the other.</summary>
    [KqlFunction("_strcat", DuckDb = "({0} || {1})")]
    public static string Two(string a, string b) => a + b;

    /// <summary>The elements of an array as text with a delimiter between; empty for what is no array.</summary>
    [KqlFunction("strcat_array")]
    [KqlFunction("array_strcat", Deprecated = true)]
    public static string Array(JsonNode? array, [AnyText] string delimiter) => array is JsonArray items ? string.Join(delimiter, items.Select(TextList.Text)) : "";

    /// <summary>A text repeated, at most 1,024 times.</summary>
    [KqlFunction("strrep")]
    public static string Repeat([AnyText] string value, long multiplier, [AnyText] string delimiter = "")
        => string.Join(delimiter, Enumerable.Repeat(value, (int)Math.Clamp(multiplier, 0, MostRepeats)));

    private static Scalar Chain(FormCall call, List<Scalar> texts) => texts.Aggregate((a, b) => call.Make("_strcat", a, b));
}
