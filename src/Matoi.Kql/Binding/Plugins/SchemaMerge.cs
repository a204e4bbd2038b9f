using System.Globalization;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary><c>schema_merge</c>: one schema of several that <c>getschema</c> has written.</summary>
internal static class SchemaMerge
{
    /// <summary>A row per column; one whose place or type differs between the schemas has an error for a type.</summary>
    [Plugin("schema_merge")]
    public static Rel Bind(PluginCall call)
    {
        string[] names = ["ColumnName", "ColumnOrdinal", "DataType", "ColumnType"];
        var columns = names.Select(call.Input.Find).ToList();
        if (columns.Any(c => c is null))
        {
            return call.Fail("schema_merge takes what getschema gives: ColumnName, ColumnOrdinal, DataType, ColumnType");
        }

        var preserve = call.Find(0, "PreserveOrder") is not { } given || call.Fixed(given, KqlType.Bool, "PreserveOrder") is { Value: true };
        var needed = new ProjectRel(call.Input, Binder.Same(columns!)) { Order = [] };
        return call.Compute([.. columns.Select(c => (c!.Name, c.Type))], needed, rows => Merge(rows, preserve));
    }

    private static IEnumerable<object?[]> Merge(IReadOnlyList<object?[]> rows, bool preserve)
    {
        var merged = new List<(string Name, long Ordinal, string Data, string Type)>();
        foreach (var row in rows)
        {
            var one = (Name: (string)row[0]!, Ordinal: Convert.ToInt64(row[1], CultureInfo.InvariantCulture), Data: (string)row[2]!, Type: (string)row[3]!);
            var at = merged.FindIndex(m => m.Name == one.Name);
            if (at < 0)
            {
                merged.Add(one);
            }
            else if (merged[at].Type != one.Type)
            {
                merged[at] = Wrong(one.Name, "column types are different");
            }
            else if (preserve && merged[at].Ordinal != one.Ordinal)
            {
                merged[at] = Wrong(one.Name, "columns are out of order");
            }
        }

        var ordered = merged.Where(m => m.Ordinal >= 0).OrderBy(m => m.Ordinal).Select((m, i) => m with { Ordinal = i }).Concat(merged.Where(m => m.Ordinal < 0));
        return ordered.Select(m => new object?[] { m.Name, (int)m.Ordinal, m.Data, m.Type });
    }

    private static (string Name, long Ordinal, string Data, string Type) Wrong(string name, string why) => (name, -1, $"ERROR(unknown CSL type:ERROR({why}))", $"ERROR({why})");
}
