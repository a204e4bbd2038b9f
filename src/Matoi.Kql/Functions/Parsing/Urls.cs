using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Takes URLs apart. Nothing is decoded: <c>url_decode</c> does that.</summary>
internal static partial class Urls
{
    /// <summary>Scheme, host, port, path, user, password, query parameters and fragment of an absolute URL; empty texts for what is not there.</summary>
    [KqlFunction("parse_url")]
    [KqlFunction("parseurl", Deprecated = true)]
    public static JsonNode? Url(string url)
    {
        var parts = Form().Match(url).Groups;
        var (user, host) = Split(parts["authority"].Value, '@', last: true, alone: "host");
        var (name, password) = Split(user, ':', last: false, alone: "user");
        var bracket = host.LastIndexOf(']');
        var colon = host.IndexOf(':', Math.Max(bracket, 0));
        return new JsonObject
        {
            ["Scheme"] = parts["scheme"].Value,
            ["Host"] = colon < 0 ? host : host[..colon],
            ["Port"] = colon < 0 ? "" : host[(colon + 1)..],
            ["Path"] = parts["path"].Value,
            ["Username"] = name,
            ["Password"] = password,
            ["Query Parameters"] = Parameters(parts["query"].Value),
            ["Fragment"] = parts["fragment"].Value,
        };
    }

    /// <summary>The parameters of the query part of a URL.</summary>
    [KqlFunction("parse_urlquery")]
    [KqlFunction("parseurlquery", Deprecated = true)]
    public static JsonNode? Query(string query) => new JsonObject { ["Query Parameters"] = Parameters(query) };

    private static JsonObject Parameters(string query)
    {
        var parameters = new JsonObject();
        foreach (var pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            parameters[at < 0 ? pair : pair[..at]] = at < 0 ? "" : pair[(at + 1)..];
        }

        return parameters;
    }

    /// <summary>Both sides of a mark; without it all is the host, or all the user.</summary>
    private static (string Before, string After) Split(string text, char mark, bool last, string alone)
        => (last ? text.LastIndexOf(mark) : text.IndexOf(mark, StringComparison.Ordinal)) is var at && at >= 0 ? (text[..at], text[(at + 1)..]) : alone == "host" ? ("", text) : (text, "");

    [GeneratedRegex(@"\A(?:(?<scheme>[^:/?#]+):(?=//))?(?://(?<authority>[^/?#]*))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
