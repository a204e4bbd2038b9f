using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary><c>bin_auto(value)</c>: <c>bin_at</c> with the size and the point that <c>set query_bin_auto_size</c> and <c>set query_bin_auto_at</c> name.</summary>
internal static class BinAutoForm
{
    /// <summary>The name in the scope under which a <c>set</c> statement keeps its value; no name of a query can be the same.</summary>
    public static string Setting(string name) => $"set {name}";

    /// <summary>The multiple.</summary>
    [SpecialForm("bin_auto")]
    public static Scalar BinAuto(FormCall call)
    {
        if (call.Count != 1)
        {
            return call.Wrong("one value");
        }

        var value = call.Argument(0);
        return value is Faulty ? value
            : call.Context.Scope.Find(Setting("query_bin_auto_size")) is not ScalarMeaning { Value: var size } ? call.Fault("KQL322", "bin_auto needs a size before the query: set query_bin_auto_size = 1h;", 0)
            : call.Context.Scope.Find(Setting("query_bin_auto_at")) is ScalarMeaning { Value: var point } ? call.Make("bin_at", value, size, point)
            : call.Make("bin", value, size);
    }
}
