using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Rows out of arrays, and queries per row.</summary>
internal sealed partial class DuckDbEmitter
{
    /// <summary>The engine puts several lists side by side itself; a null array counts as one null element, so that its row stays.</summary>
    private string Expand(ExpandRel expand)
    {
        var cut = expand.RowLimit is null ? "" : $"[1:{Scalar(expand.RowLimit)}]";
        var lists = expand.Items.Select((item, i) => $"coalesce({Elements(item.Array)}, [NULL]){cut} AS {List(i)}");
        var own = expand.Items.Select(i => i.Column).Append(expand.Index).ToHashSet();
        var kept = _needs.Among(expand, expand.AllColumns.Where(c => !own.Contains(c))).Select(Raw).ToList();
        var items = kept.Concat(expand.Items.Select((item, i) => $"CAST(unnest({List(i)}) AS VARCHAR) AS {Name(item.Column)}"));
        var outputs = kept.Concat(expand.Items.Select(item => $"nullif({Name(item.Column)}, 'null') AS {Name(item.Column)}"));
        if (expand.Index is not null && _needs.Has(expand, expand.Index))
        {
            items = items.Append($"unnest(range(greatest({string.Join(", ", expand.Items.Select((_, i) => $"len({List(i)})"))}))) AS {Name(expand.Index)}");
            outputs = outputs.Append(Name(expand.Index));
        }

        // What is unnested stands alone in its SELECT: inside another function the engine unnests once for each time that the function reads it.
        return $"SELECT {string.Join(", ", outputs)} FROM (SELECT {string.Join(", ", items)} FROM (SELECT *, {string.Join(", ", lists)} FROM {From(expand.Input)}))";

        static string List(int item) => $"\"~a{item}\"";
    }

    /// <summary>
    /// The elements as a list. What is stored and begins like an array may still be none: it counts as null. The engine does not try what holds a query. Text that
    /// is an array, the usual case, is parsed once; the engine evaluates the other branch of a CASE only where rows need it.
    /// </summary>
    private string Elements(Scalar array)
    {
        var sql = $"CAST(json_extract({Scalar(array)}, '$[*]') AS VARCHAR[])";
        if (RelationParts.All(array).Any(v => RelationParts.Rows(v) is not null))
        {
            return sql;
        }

        if (array is Conditional { Branches: [(_, Call { Function.Name: "parse_json" or "todynamic", Arguments: [ColumnValue { Type: KqlType.String } text] })] })
        {
            var raw = Raw(text.Column);
            return $"CASE WHEN starts_with({raw}, '[') AND json_valid({raw}) THEN CAST(from_json({raw}, '[\"JSON\"]') AS VARCHAR[]) ELSE {sql} END";
        }

        return $"TRY({sql})";
    }

    private string Lateral(LateralRel lateral)
    {
        var (left, right) = (Alias("o"), Alias("i"));
        var leftSql = From(lateral.Left);
        foreach (var column in lateral.Left.AllColumns)
        {
            _outer[column] = left;
        }

        var rightSql = From(lateral.Right);
        foreach (var column in lateral.Left.AllColumns)
        {
            _outer.Remove(column);
        }

        var items = lateral.Outputs.Where(o => _needs.Has(lateral, o.Column)).Select(o => $"{(o.FromRight ? right : left)}.{Name(o.Source)} AS {Name(o.Column)}");
        return $"SELECT {OrOne(items)} FROM {leftSql} AS {left}, LATERAL {rightSql} AS {right}";
    }
}
