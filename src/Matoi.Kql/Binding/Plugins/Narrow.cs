using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>narrow</c>: a wide table as rows of three columns.</summary>
internal static class Narrow
{
    /// <summary>For every row its number from 0, and for every column of it the name and the value as text.</summary>
    [Plugin("narrow")]
    public static Rel Bind(PluginCall call)
    {
        var rows = RowFunctions.Numbered(call.Input);
        var names = new JsonArray([.. call.Input.Columns.Select(c => (JsonNode)c.Name)]);
        var columns = new Columns();
        var (row, values) = (columns.Hidden("number", KqlType.Long), columns.Hidden("values", KqlType.Dynamic));
        var (value, index) = (columns.Hidden("value", KqlType.Dynamic), columns.Hidden("index", KqlType.Long));
        var texts = call.Input.Columns.Select(c => Conversions.Explicit(new ColumnValue(c), KqlType.String)).ToList();
        var packed = new ProjectRel(rows, [(row, new ColumnValue(rows.Order[0].Column)), (values, Calls.Make(FunctionTable.Get("_texts"), texts))]);
        var expanded = new ExpandRel(packed, [row, value, index], [(value, new ColumnValue(values))], index, null);
        var output = new Columns();
        var result = new ProjectRel(expanded,
        [
            (output.Add("Row", KqlType.Long), Calls.Make(FunctionTable.Get("_add", KqlType.Long, KqlType.Long), new ColumnValue(row), Constant.Long(-1))),
            (output.Add("Column", KqlType.String), Calls.Make(FunctionTable.Get("_text_at"), new Constant(KqlType.Dynamic, Json.Write(names)), new ColumnValue(index))),
            (output.Add("Value", KqlType.String), Conversions.Explicit(new ColumnValue(value), KqlType.String)),
        ])
        {
            HiddenItems = [(output.Hidden("index", KqlType.Long), new ColumnValue(index))],
        };
        var order = result.HiddenItems[0].Column;
        return new SortRel(new ProjectRel(expanded, result.Items) { HiddenItems = result.HiddenItems, Hidden = [order] }, [new(result.Columns[0], true, true), new(order, true, true)]);
    }

    /// <summary>Texts as an array.</summary>
    [KqlFunction("_texts")]
    public static JsonNode? Texts(params string[] values) => new JsonArray([.. values.Select(v => (JsonNode)v)]);

    /// <summary>The text at a position of an array.</summary>
    [KqlFunction("_text_at")]
    public static string TextAt(JsonNode? array, long index) => array is JsonArray all && index < all.Count ? all[(int)index]?.ToString() ?? "" : "";
}
