using System.Text.Json.Nodes;
using Matoi.Kql.Functions.Strings;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>
/// Takes user agents apart. Kusto uses the public uap-core collection of about a thousand expressions; here are rules of our own for the browsers, systems, devices
/// and tools that logs of clouds hold, with the same names for families. What no rule knows is <c>Other</c>.
/// </summary>
internal static class UserAgents
{
    /// <summary>A bag with <c>Browser</c>, <c>OperatingSystem</c> and <c>Device</c> as asked for by "browser", "os", "device", or an array of these.</summary>
    [KqlFunction("parse_user_agent")]
    public static JsonNode? Parse(string userAgent, JsonNode? lookFor = null)
    {
        var result = new JsonObject();
        foreach (var part in lookFor is null ? ["browser", "os", "device"] : TextList.Of(lookFor))
        {
            switch (part.ToLowerInvariant())
            {
                case "browser":
                    result["Browser"] = Bag(UserAgentRules.Browser(userAgent), "Family", "MajorVersion", "MinorVersion", "Patch");
                    break;
                case "os":
                    result["OperatingSystem"] = Bag(UserAgentRules.System(userAgent), "Family", "MajorVersion", "MinorVersion", "Patch", "PatchMinor");
                    break;
                case "device":
                    result["Device"] = Bag(UserAgentRules.Device(userAgent), "Family", "Brand", "Model");
                    break;
                default:
                    throw new ArgumentRefusedException($"'{part}' is none of browser, os, device");
            }
        }

        return result;
    }

    private static JsonObject Bag(string[] values, params string[] names)
    {
        var bag = new JsonObject();
        for (var i = 0; i < names.Length; i++)
        {
            bag[names[i]] = i < values.Length ? values[i] : "";
        }

        return bag;
    }
}
