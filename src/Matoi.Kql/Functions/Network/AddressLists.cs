using System.Text.Json.Nodes;
using Matoi.Kql.Binding;
using Matoi.Kql.Functions.Strings;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Network;

/// <summary>Functions that take addresses or networks one by one or as a dynamic array: they are brought to the array.</summary>
internal static class AddressLists
{
    /// <summary>Searches an address in a text.</summary>
    [SpecialForm("has_ipv4")]
    [SpecialForm("has_any_ipv4")]
    public static Scalar Has(FormCall call) => Make(call, "_has_any_ipv4", "a text and IPv4 addresses");

    /// <summary>Searches an address with a prefix in a text.</summary>
    [SpecialForm("has_ipv4_prefix")]
    [SpecialForm("has_any_ipv4_prefix")]
    public static Scalar HasPrefix(FormCall call) => Make(call, "_has_any_ipv4_prefix", "a text and IPv4 addresses or prefixes");

    /// <summary>Looks an address up in networks.</summary>
    [SpecialForm("ipv4_is_in_any_range")]
    public static Scalar InRanges(FormCall call) => Make(call, "_ipv4_in_any_range", "an IPv4 address and networks");

    /// <summary>Looks an address up in networks.</summary>
    [SpecialForm("ipv6_is_in_any_range")]
    public static Scalar InRanges6(FormCall call) => Make(call, "_ipv6_in_any_range", "an IP address and networks");

    /// <summary>Texts as an array.</summary>
    [KqlFunction("_text_array")]
    public static JsonNode? Array(params string[] texts) => new JsonArray([.. texts.Select(t => (JsonNode?)JsonValue.Create(t))]);

    private static Scalar Make(FormCall call, string function, string expected)
    {
        if (call.Count < 2)
        {
            return call.Wrong(expected);
        }

        var arguments = call.Arguments();
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        var wrong = arguments.FindIndex(1, a => a.Type is not (KqlType.String or KqlType.Dynamic));
        if (wrong > 0)
        {
            return call.Fault("KQL303", $"{call.Syntax.Name} takes {expected}, not {Conversions.Name(arguments[wrong].Type)}", wrong);
        }

        var list = arguments[1..];
        return list is [{ Type: KqlType.Dynamic } only] ? call.Make(function, arguments[0], only)
            : list.All(a => a is Constant) ? call.Make(function, arguments[0], new Constant(KqlType.Dynamic, Json.Write(Array([.. list.SelectMany(Texts)]))))
            : call.Make(function, arguments[0], call.Make("_text_array", list));
    }

    private static IEnumerable<string> Texts(Scalar constant)
        => constant is Constant { Type: KqlType.Dynamic, Value: var json } ? TextList.Read(json as string ?? "") : [((Constant)constant).Value as string ?? ""];
}
