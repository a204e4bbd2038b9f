using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>Plugins that give rows as they are.</summary>
internal static class Passing
{
    /// <summary>The input.</summary>
    [Plugin("identity")]
    public static Rel Identity(PluginCall call) => call.Input;

    /// <summary>The first rows; Kusto gives their number as a second result, which is left out here.</summary>
    [Plugin("preview")]
    public static Rel Preview(PluginCall call) => call.Count > 0 && call.Binder.BindCount(call.Arguments[0], call.Context.Scope, "the number of rows") is { } count ? new LimitRel(call.Input, count) : call.Input;
}
