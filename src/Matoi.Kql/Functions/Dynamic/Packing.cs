using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>The parts of which <see cref="Binding.PackForms"/> puts arrays and bags together as text, so that the engine need not parse what it has just written.</summary>
internal static class Packing
{
    /// <summary>A value as it stands inside JSON.</summary>
    [KqlFunction("_json_part", DuckDb = "coalesce({0}, 'null')")]
    public static string Part(JsonNode? value) => JsonWriter.Of(value);

    /// <summary>A text as it stands inside JSON.</summary>
    [KqlFunction("_json_quoted", DuckDb = "CAST(to_json({0}) AS VARCHAR)")]
    public static string Quoted(string text) => JsonWriter.Quoted(text);

    /// <summary>Two texts, one behind the other.</summary>
    [KqlFunction("_join_text", DuckDb = "({0} || {1})")]
    public static string Join(string a, string b) => a + b;

    /// <summary>An array of parts, each with a comma before it.</summary>
    [KqlFunction("_json_array", DuckDb = "('[' || substr({0}, 2) || ']')")]
    public static JsonText? Array(string parts) => new($"[{Rest(parts)}]");

    /// <summary>A bag of <c>"name":value</c> parts, each with a comma before it.</summary>
    [KqlFunction("_json_bag", DuckDb = "('{' || substr({0}, 2) || '}')")]
    public static JsonText? Bag(string parts) => new($"{{{Rest(parts)}}}");

    /// <summary>True for what <c>pack_all(true)</c> leaves out: null and the empty string.</summary>
    [KqlFunction("_is_blank", DuckDb = "coalesce({0} = '\"\"', TRUE)")]
    public static bool IsBlank(JsonNode? value) => value is null || Values.Text(value) is "";

    /// <summary>A bag of names and values in turn, when names are known only with the row: the first value of a name counts.</summary>
    [KqlFunction("_pack")]
    public static JsonNode? Pack(params JsonNode?[] namesAndValues)
    {
        var bag = new JsonObject();
        for (var i = 0; i + 1 < namesAndValues.Length; i += 2)
        {
            bag.TryAdd(Values.Text(namesAndValues[i]) ?? Json.Write(namesAndValues[i]) ?? "", namesAndValues[i + 1]?.DeepClone());
        }

        return bag;
    }

    private static string Rest(string parts) => parts.Length == 0 ? "" : parts[(char.IsHighSurrogate(parts[0]) ? 2 : 1)..];
}
