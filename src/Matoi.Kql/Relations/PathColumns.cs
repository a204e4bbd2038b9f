using System.Collections.Immutable;

namespace Matoi.Kql.Relations;

/// <summary>A JSON path that a query reads as text out of a stored column.</summary>
/// <param name="Table">Table.</param>
/// <param name="Column">The column that holds JSON.</param>
/// <param name="Path">Path as the engine writes it: <c>$."a"[0]</c>.</param>
public sealed record PathUse(string Table, string Column, string Path);

/// <summary>
/// Puts columns that keep the text of a JSON path in place of reading the JSON, where the table has them. A path is followed through the operators between it and the
/// table: <c>extend p = parse_json(X) | where tostring(p.a) == "b"</c> reads the column of <c>X</c>'s <c>a</c>.
/// </summary>
internal sealed class PathColumns : RelRewriter
{
    private readonly Dictionary<(ScanRel Scan, string Name), Column> _columns = [];
    private readonly Dictionary<Rel, HashSet<Column>> _carried = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(Scalar Value, Rel Rows), Column> _replaced = [];

    private PathColumns()
    {
    }

    /// <summary>The relation with path columns where there are any, and every path that is read as text.</summary>
    public static (Rel Rows, IReadOnlyList<PathUse> Uses) Apply(Rel rows)
    {
        var pass = new PathColumns();
        var uses = new HashSet<PathUse>();
        foreach (var node in Nodes(rows))
        {
            // Over two inputs a column alone does not say which way to go.
            if (RelationParts.Inputs(node).Take(2).ToList() is not [var input])
            {
                continue;
            }

            foreach (var value in RelationParts.Values(node).SelectMany(RelationParts.All))
            {
                if (Text(value) is { } path && pass.Find(path, input, [], []) is { } found)
                {
                    uses.Add(found.Use);
                    if (found.Column is not null)
                    {
                        pass._replaced[(value, node)] = found.Column;
                    }
                }
            }
        }

        return (pass._replaced.Count == 0 ? rows : pass.Rewrite(rows), [.. uses]);
    }

    /// <inheritdoc/>
    protected override IEnumerable<(Column Column, Scalar Value)> Extra(Rel rows) => _carried.GetValueOrDefault(rows)?.Select(c => (c, (Scalar)new ColumnValue(c))) ?? [];

    /// <inheritdoc/>
    protected override Scalar? Replacement(Scalar value, Rel rows) => Text(value) is not null && _replaced.TryGetValue((value, rows), out var column) ? new ColumnValue(column) : null;

    /// <inheritdoc/>
    protected override ScanRel Scan(ScanRel scan)
        => _carried.TryGetValue(scan, out var added)
            ? new ScanRel(scan.PathsSource, scan.Columns, scan.Absent) { Expressions = scan.Expressions, Hidden = [.. scan.Hidden, .. added], Order = scan.Order, Table = scan.Table, Paths = scan.Paths, PathsSource = scan.PathsSource }
            : scan;

    /// <summary>The path of a value that is the text at a path; null for other values.</summary>
    private static DynamicPath? Text(Scalar value)
        => value is Call { Function: { Name: "tostring", Parameters: [{ Type: KqlType.Dynamic }] }, Arguments: [DynamicPath path] } && path.Steps.All(s => s.Name is not null || s.Index >= 0) ? path : null;

    /// <summary>Follows a path down to the table its JSON is stored in; on the way back every relation in between is told to carry the column.</summary>
    private (PathUse Use, Column? Column)? Find(DynamicPath path, Rel rows, ImmutableArray<Rel> way, ImmutableArray<PathStep> steps)
    {
        var all = path.Steps.ToImmutableArray().AddRange(steps);
        return path.Target switch
        {
            ColumnValue column => Follow(column.Column, rows, way, all),
            Call { Function.Name: "parse_json" or "todynamic", Arguments: [{ Type: KqlType.String } inner] } => Parsed(inner, rows, way, all),
            _ => null,
        };
    }

    private (PathUse Use, Column? Column)? Parsed(Scalar text, Rel rows, ImmutableArray<Rel> way, ImmutableArray<PathStep> steps) => text switch
    {
        ColumnValue column => Follow(column.Column, rows, way, steps, parsed: true),
        Call { Function: { Name: "tostring", Parameters: [{ Type: KqlType.Dynamic }] }, Arguments: [ColumnValue column] } => Follow(column.Column, rows, way, steps),
        Call { Function: { Name: "tostring", Parameters: [{ Type: KqlType.Dynamic }] }, Arguments: [Call { Function.Name: "parse_json" or "todynamic", Arguments: [{ Type: KqlType.String } inner] }] } => Parsed(inner, rows, way, steps),
        _ => null,
    };

    private (PathUse Use, Column? Column)? Follow(Column column, Rel rows, ImmutableArray<Rel> way, ImmutableArray<PathStep> steps, bool parsed = false)
    {
        switch (rows)
        {
            case ScanRel { Table: { } table } scan when !scan.Absent.Contains(column) && scan.Columns.Contains(column) && (column.Type == KqlType.Dynamic || parsed && column.Type == KqlType.String):
                var use = new PathUse(table, column.Name, Sql.JsonPath.Of(steps));
                return (use, scan.Paths.TryGetValue((use.Column, use.Path), out var name) ? Carry(scan, name, way) : null);
            case ProjectRel project:
                var (_, value) = project.Items.Concat(project.HiddenItems).FirstOrDefault(i => i.Column == column);
                return value switch
                {
                    ColumnValue passed => Follow(passed.Column, project.Input, way.Add(rows), steps, parsed),
                    DynamicPath path when !parsed => Find(path, project.Input, way.Add(rows), steps),
                    Call { Function.Name: "parse_json" or "todynamic", Arguments: [{ Type: KqlType.String } inner] } when !parsed => Parsed(inner, project.Input, way.Add(rows), steps),
                    _ => null,
                };
            case FilterRel or SortRel or LimitRel or SampleRel or SharedRel or WindowRel:
                var input = RelationParts.Inputs(rows).First();
                return input.AllColumns.Contains(column) ? Follow(column, input, way, steps, parsed) : null;
            default:
                return null;
        }
    }

    private Column Carry(ScanRel scan, string name, ImmutableArray<Rel> way)
    {
        if (!_columns.TryGetValue((scan, name), out var column))
        {
            column = _columns[(scan, name)] = new(name, KqlType.String, $"{name}~{_columns.Count}", ColumnForm.NullableText);
        }

        foreach (var rows in way.Add(scan))
        {
            (_carried.TryGetValue(rows, out var carried) ? carried : _carried[rows] = []).Add(column);
        }

        return column;
    }

    private static List<Rel> Nodes(Rel rows)
    {
        var seen = new HashSet<Rel>(ReferenceEqualityComparer.Instance);
        var open = new Stack<Rel>([rows]);
        while (open.TryPop(out var next))
        {
            if (seen.Add(next))
            {
                foreach (var inner in RelationParts.Inputs(next).Concat(RelationParts.Values(next).SelectMany(RelationParts.All).Select(RelationParts.Rows).OfType<Rel>()))
                {
                    open.Push(inner);
                }
            }
        }

        return [.. seen];
    }
}
