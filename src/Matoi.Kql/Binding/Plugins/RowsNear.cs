using System.Globalization;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>rows_near</c>: rows that stand near one for which a condition holds, in the order of the input.</summary>
internal static class RowsNear
{
    /// <summary>So many rows before and behind, or before and so many others behind.</summary>
    [Plugin("rows_near")]
    public static Rel Bind(PluginCall call)
    {
        if (call.Count is not (2 or 3))
        {
            return call.Fail("rows_near takes a condition, how many rows around it and, if wanted, how many behind it");
        }

        if (!RowFunctions.InOrder(call.Input) && !call.Binder.Options.Lenient)
        {
            call.Binder.Error("KQL319", "rows_near works on rows in order, and these have none: put sort or serialize before", call.Operator.Call.Span);
        }

        var condition = call.Value(0, KqlType.Bool, "the condition");
        if (condition is Faulty || call.Whole(1, "the number of rows", 0) is not (>= 0 and var around) || call.Whole(2, "the number of rows behind", around) is not (>= 0 and var behind))
        {
            return call.Input;
        }

        // A row is near when the condition holds in one of the rows up to "behind" before it, or up to "around" behind it.
        var rows = RowFunctions.Numbered(call.Input);
        var near = new Columns().Keep(rows.AllColumns).Hidden("near", KqlType.Bool);
        var frame = string.Create(CultureInfo.InvariantCulture, $"ROWS BETWEEN {behind} PRECEDING AND {around} FOLLOWING");
        var marked = new WindowRel(rows, [(near, new WindowValue("bool_or({0})", [condition], [], frame, KqlType.Bool))], hide: true);
        return Binder.Project(new FilterRel(marked, new ColumnValue(near)), Binder.Same(call.Input.Columns), call.Input.Open);
    }
}
