using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Functions.Strings;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Values inside JSON text by a path.</summary>
internal static class JsonPaths
{
    /// <summary><c>extract_json(path, text[, typeof(type)])</c>.</summary>
    [SpecialForm("extract_json")]
    [SpecialForm("extractjson")]
    public static Scalar Extract(FormCall call)
    {
        if (call.Count is not (2 or 3))
        {
            return call.Wrong("a JSON path, a JSON text, and if wanted typeof(type)");
        }

        var found = call.Make("_extract_json", call.Argument(0), call.Argument(1));
        return call.Count == 2 ? found : TypeArguments.Convert(call, found, 2);
    }

    /// <summary>The value as text: a string without quotes, anything else as JSON; empty when there is none or the text is no JSON.</summary>
    [KqlFunction("_extract_json")]
    public static string Value(JsonPath path, [AnyText] string text)
    {
        try
        {
            var node = JsonNode.Parse(text.Length == 0 ? "null" : text, null, new() { MaxDepth = 256 });
            foreach (var step in path.Steps)
            {
                node = step.Name is { } name
                    ? (node as JsonObject)?[name]
                    : node is JsonArray array && (step.Index < 0 ? array.Count + step.Index : step.Index) is var at && at >= 0 && at < array.Count ? array[at] : null;
            }

            return TextList.Text(node);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // The second: a bag that has a property twice.
            return "";
        }
    }
}

/// <summary>A path such as <c>$.a['b'][0]</c>, made once for many rows.</summary>
internal sealed class JsonPath
{
    /// <summary>Reads a path.</summary>
    /// <exception cref="ArgumentRefusedException">It has another form, such as wildcards.</exception>
    public JsonPath(string text)
    {
        var steps = new List<PathStep>();
        for (var at = text.StartsWith('$') ? 1 : 0; at < text.Length;)
        {
            steps.Add(text[at] == '[' ? Bracket(text, ref at) : Name(text, ref at));
        }

        Steps = steps;
    }

    /// <summary>The steps from the root.</summary>
    public IReadOnlyList<PathStep> Steps { get; }

    private static PathStep Name(string text, ref int at)
    {
        var start = text[at] == '.' ? at + 1 : at;
        var end = text.AsSpan(start).IndexOfAny('.', '[');
        at = end < 0 ? text.Length : start + end;
        var name = text[start..at];
        return name.Length > 0 && name != "*" ? new(name, 0) : throw Wrong(text, start);
    }

    private static PathStep Bracket(string text, ref int at)
    {
        var start = at;
        var quote = at + 1 < text.Length && text[at + 1] is '\'' or '"' ? text[at + 1].ToString() : "";
        var close = text.IndexOf(quote + "]", Math.Min(at + 1 + quote.Length, text.Length), StringComparison.Ordinal);
        if (close < 0)
        {
            throw Wrong(text, start);
        }

        var inner = text[(at + 1 + quote.Length)..close];
        at = close + quote.Length + 1;
        return quote.Length > 0 ? new(inner, 0) : int.TryParse(inner, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var index) ? new(null, index) : throw Wrong(text, start);
    }

    private static ArgumentRefusedException Wrong(string text, int at) => new($"the JSON path '{text}' has something at its character {at + 1} that is neither .name, ['name'] nor [number]");
}
