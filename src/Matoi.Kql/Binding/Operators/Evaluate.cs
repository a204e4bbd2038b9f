using Matoi.Kql.Binding.Plugins;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>evaluate</c>. Hints change nothing.</summary>
internal static class Evaluate
{
    /// <summary>The rows of a plugin.</summary>
    public static Rel Bind(EvaluateOperator op, Rel input, RowContext context)
    {
        var call = new PluginCall(op, input, context);
        if (PluginTable.Find(op.Call.Name) is { } plugin)
        {
            var rows = plugin(call);
            return op.Schema is null || rows is ValuesRel { Columns.IsEmpty: true } ? rows : OutputSchema.Apply(op, rows);
        }

        if (PluginTable.Outside.Contains(op.Call.Name))
        {
            context.Binder.Refuse($"the plugin '{op.Call.Name}', which reaches outside the lake or runs code,", op.Call.NameSpan);
        }
        else if (PluginTable.Unsupported.Contains(op.Call.Name))
        {
            context.Binder.Refuse($"the plugin '{op.Call.Name}'", op.Call.NameSpan);
        }
        else
        {
            context.Binder.Error("KQL208", $"no plugin '{op.Call.Name}'", op.Call.NameSpan, NearestName.Of(op.Call.Name, PluginTable.Names));
        }

        return Binder.Empty();
    }
}
