using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using SortKey = Matoi.Kql.Relations.SortKey;

namespace Matoi.Kql.Sql;

/// <summary>
/// Writes a relation as SQL of DuckDB: each node is one SELECT over its input. Constants that come from the query are parameters; only numbers and names of our
/// own stand in the text.
/// </summary>
internal sealed partial class DuckDbEmitter
{
    private const int Deepest = 400;
    private const int ManyColumns = 16;
    private const int LongestText = 4 * 1024 * 1024;
    private readonly List<object> _parameters = [];
    private readonly HashSet<(KqlFunction, int)> _functions = [];
    private readonly List<(string Name, string Sql, bool Materialize)> _shared = [];
    private readonly SqlParts _parts = new();
    private readonly Dictionary<SharedRel, string> _sharedNames = [];
    private readonly Dictionary<Column, string> _outer = [];
    private readonly Dictionary<Column, string> _side = [];
    private readonly Needs _needs;
    private readonly bool _exact;
    private bool _mayOverflow;
    private int _aliases;
    private int _depth;

    private DuckDbEmitter(Needs needs, bool exact) => (_needs, _exact) = (needs, exact);

    /// <summary>The statement that gives a relation's visible columns in its order.</summary>
    /// <exception cref="InvalidOperationException">The statement would be too long.</exception>
    public static SqlText Emit(Rel rows, int? limit = null) => Emit(rows, limit, exact: false);

    private static SqlText Emit(Rel rows, int? limit, bool exact)
    {
        var emitter = new DuckDbEmitter(Needs.Of(rows), exact);
        var body = emitter.Query(rows);
        var order = emitter.OrderBy(rows.Order);
        var columns = rows.Columns.IsEmpty ? "1 AS \"~\"" : string.Join(", ", rows.Columns.Select(c => DuckDbTypes.Quote(c.Sql)));
        var text = new StringBuilder();
        for (var i = 0; i < emitter._shared.Count; i++)
        {
            var (name, sql, materialize) = emitter._shared[i];
            text.Append(i == 0 ? "WITH " : ",\n").Append(name).Append(materialize ? " AS MATERIALIZED (" : " AS (");
            emitter._parts.Write(sql, text);
            text.Append(')');
        }

        text.Append(emitter._shared.Count == 0 ? "" : "\n").Append($"SELECT {columns} FROM (");
        emitter._parts.Write(body, text);
        text.Append(')').Append(order.Length == 0 ? "" : " " + order).Append(limit is null ? "" : $" LIMIT {limit}");
        return new(text.ToString(), emitter._parameters, emitter._functions) { Exact = emitter._mayOverflow ? () => Emit(rows, limit, exact: true) : null };
    }

    private string Query(Rel rows)
    {
        // The engine reads no deeper text, and its planner needs the stack as well.
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (++_depth > Deepest)
        {
            throw new StatementRefusedException($"the query becomes more than {Deepest} steps deep; join parts of it into fewer steps, or keep them with materialize()");
        }

        var text = Text(rows);
        _depth--;
        return _parts.Length(text) <= LongestText ? text : throw new StatementRefusedException($"the query becomes more than {LongestText / 1024 / 1024} MB of SQL; keep parts of it with materialize()");
    }

    private string Text(Rel rows)
        => rows switch
        {
            ScanRel scan => Scan(scan),
            ValuesRel values => Values(values),
            RangeRel range => Range(range),
            ProjectRel project => $"SELECT {Items(project)} FROM {From(project.Input)}",
            FilterRel filter => $"SELECT * FROM {From(filter.Input)} WHERE {Predicate(filter.Predicate)}",
            SortRel sort => Query(sort.Input),
            LimitRel limit => Limit(limit),
            SampleRel sample => $"SELECT * FROM {From(sample.Input)} ORDER BY random() LIMIT {Scalar(sample.Count)}",
            WindowRel window => $"SELECT *{string.Concat(window.Items.Where(i => _needs.Has(window, i.Column)).Select(i => $", {Window(i.Value, window.Input.Order)} AS {Name(i.Column)}"))} FROM {From(window.Input)}",
            AggregateRel aggregate => Aggregate(aggregate),
            JoinRel join => Join(join),
            UnionRel union => string.Join(" UNION ALL ", union.Inputs.Select(i => $"(SELECT {OrOne(i.Columns.Select((c, n) => (From: c, To: union.Columns[n])).Where(c => _needs.Has(union, c.To)).Select(c => Named(Raw(c.From), c.To)))} FROM {From(i)})")),
            ExpandRel expand => Expand(expand),
            LateralRel lateral => Lateral(lateral),
            SharedRel shared => $"SELECT * FROM {From(shared)}",
            _ => throw new NotSupportedException($"the relation {rows.GetType().Name} has no SQL"),
        };

    /// <summary>What stands behind FROM for a relation.</summary>
    private string From(Rel rows)
        => Alone(() => rows is not SharedRel shared ? _parts.Mark($"({Query(rows)})") : _outer.Count > 0 && RelationParts.UsesOuter(shared) ? _parts.Mark($"({Query(shared.Inner)})") : Shared(shared));

    private string Shared(SharedRel shared)
    {
        if (!_sharedNames.TryGetValue(shared, out var name))
        {
            var sql = Query(shared.Inner);
            name = DuckDbTypes.Quote($"{shared.Name}~{_sharedNames.Count}");
            _sharedNames[shared] = name;


            // Over constants alone DuckDB 1.5 loses the values of parameters when it puts such a part in place more than once.
            _shared.Add((name, sql, shared.Materialize || !RelationParts.HasTable(shared.Inner)));
        }

        return name;
    }

    /// <summary>A value under a column's name, which need not be said when it has it already.</summary>
    private static string Named(string sql, Column column) => sql == Name(column) ? sql : $"{sql} AS {Name(column)}";

    /// <summary>Items of a SELECT, which must have at least one.</summary>
    private static string OrOne(IEnumerable<string> items) => string.Join(", ", items) is { Length: > 0 } text ? text : "1 AS \"~\"";

    private static string Name(Column column) => DuckDbTypes.Quote(column.Sql);

    private string Alias(string prefix) => $"{prefix}{++_aliases}";

    /// <summary>What a projection selects; where nearly all is passed on as it is, only the rest is named: tables have hundreds of columns.</summary>
    private string Items(ProjectRel project)
    {
        var items = project.Items.Concat(project.HiddenItems).Where(i => _needs.Has(project, i.Column)).ToList();
        if (items.Count < ManyColumns || Written(project.Input) is not { } written)
        {
            return Items(items);
        }

        var passed = items.Where(i => i.Value is ColumnValue { Column: var from } && from.Form == i.Column.Form && from.Sql == i.Column.Sql).ToList();
        var left = passed.Select(i => i.Column.Sql).ToHashSet();
        var dropped = written.Where(c => !left.Contains(c.Sql)).Select(Name).ToList();
        return dropped.Count > left.Count / 2 || left.Count != passed.Count
            ? Items(items)
            : $"*{(dropped.Count == 0 ? "" : $" EXCLUDE ({string.Join(", ", dropped)})")}{(items.Count == passed.Count ? "" : ", " + Items(items.Except(passed).ToList()))}";
    }

    /// <summary>The columns that the text of a relation selects; null where that is not known without writing it.</summary>
    private IEnumerable<Column>? Written(Rel rows) => rows switch
    {
        ScanRel scan => _needs.Among(scan, scan.AllColumns),
        ProjectRel project => project.Items.Concat(project.HiddenItems).Select(i => i.Column).Where(c => _needs.Has(project, c)),
        FilterRel filter => Written(filter.Input),
        SortRel sort => Written(sort.Input),
        _ => null,
    };

    /// <summary>Items of a SELECT; a column that is only passed on keeps its form.</summary>
    private string Items(IReadOnlyList<(Column Column, Scalar Value)> items)
        => Together(items.Select(i => i.Value), () => OrOne(items.Select(i => Named(Passed(i.Value, i.Column), i.Column))));

    private string Passed(Scalar value, Column to) => value is Constant { Value: null } ? $"CAST(NULL AS {StoredType(to)})" : value is ColumnValue { Column: var from } && from.Form == to.Form ? Raw(from) : Scalar(value);

    private string Raw(Column column) => _side.TryGetValue(column, out var alias) ? $"{alias}.{Name(column)}" : Name(column);

    private string Scan(ScanRel scan)
    {
        var items = _needs.Among(scan, scan.AllColumns).Select(c => scan.Absent.Contains(c) || scan.Source is null
            ? $"{(c.Type == KqlType.String ? "''" : $"CAST(NULL AS {StoredType(c)})")} AS {Name(c)}"
            : scan.Expressions.TryGetValue(c, out var expression) ? $"{expression} AS {Name(c)}" : Named(DuckDbTypes.Quote(c.Name), c));
        return $"SELECT {OrOne(items)}{(scan.Source is null ? " WHERE FALSE" : $" FROM {scan.Source}")}";
    }

    private static string StoredType(Column column) => column.Form == ColumnForm.Timestamp ? "TIMESTAMP" : DuckDbTypes.Sql(column.Type);

    private string Values(ValuesRel values)
    {
        var at = Enumerable.Range(0, values.Columns.Length).Where(i => _needs.Has(values, values.Columns[i])).ToList();
        if (at.Count == 0)
        {
            return $"SELECT 1 AS \"~\" FROM range({values.Rows.Count.ToString(CultureInfo.InvariantCulture)})";
        }

        if (values.Rows.Count == 0)
        {
            return $"SELECT {string.Join(", ", at.Select(i => $"CAST(NULL AS {DuckDbTypes.Sql(values.Columns[i].Type)}) AS {Name(values.Columns[i])}"))} WHERE FALSE";
        }

        var rows = values.Rows.Select(row => $"({string.Join(", ", at.Select(i => Scalar(row[i])))})");
        return $"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS v({string.Join(", ", at.Select(i => Name(values.Columns[i])))})";
    }

    private string Range(RangeRel range)
    {
        var (from, to, step, name) = (Scalar(range.From), Scalar(range.To), Scalar(range.Step), Name(range.Columns[0]));
        if (range.Columns[0].Type == KqlType.Real)
        {
            var steps = $"floor(({to} - {from}) / {step} + 1e-9)";
            var count = $"CASE WHEN {steps} IS NULL THEN NULL WHEN abs({steps}) < 1e15 THEN CAST({steps} AS BIGINT) ELSE error('{Refusal.Sign}range goes over finite numbers') END";
            return $"SELECT f + i * s AS {name} FROM (SELECT {from} AS f, {step} AS s, unnest(generate_series(0, {count})) AS i)";
        }

        // As a table the values come bit by bit; a list of them is made as a whole.
        return range is { From: Constant, To: Constant, Step: Constant }
            ? $"SELECT generate_series AS {name} FROM generate_series({from}, {to}, {step})"
            : $"SELECT unnest(generate_series({from}, {to}, {step})) AS {name}";
    }

    private string Limit(LimitRel limit)
    {
        var order = OrderBy(limit.Order);
        if (limit is { Per.Count: > 0, Count: Constant { Value: 1L } } && order.Length == 0)
        {
            return $"SELECT DISTINCT ON ({string.Join(", ", limit.Per.Select(Raw))}) * FROM {From(limit.Input)}";
        }

        return limit.Per.Count == 0
            ? $"SELECT * FROM {From(limit.Input)}{(order.Length == 0 ? "" : " " + order)} LIMIT {Scalar(limit.Count)}"
            : $"SELECT * FROM {From(limit.Input)} QUALIFY row_number() OVER (PARTITION BY {string.Join(", ", limit.Per.Select(Raw))}{(order.Length == 0 ? "" : " " + order)}) <= {Scalar(limit.Count)}";
    }

    private string OrderBy(IEnumerable<SortKey> keys)
    {
        var items = keys.Select(k => $"{Unchanged(new ColumnValue(k.Column))} {(k.Ascending ? "ASC" : "DESC")} NULLS {(k.NullsFirst ? "FIRST" : "LAST")}").ToList();
        return items.Count == 0 ? "" : $"ORDER BY {string.Join(", ", items)}";
    }

    private string Window(WindowValue window, IEnumerable<SortKey> order)
    {
        var partition = window.Partition.Count == 0 ? "" : $"PARTITION BY {string.Join(", ", window.Partition.Select(Scalar))} ";
        return $"{Fill(window.Template, window.Arguments)} OVER ({partition}{OrderBy(order)} {window.Frame})";
    }

    private string Join(JoinRel join)
    {
        var (left, right) = (Alias("l"), Alias("r"));
        var word = join.Kind switch
        {
            JoinKind.Inner => "JOIN",
            JoinKind.LeftOuter => "LEFT JOIN",
            JoinKind.RightOuter => "RIGHT JOIN",
            JoinKind.FullOuter => "FULL JOIN",
            JoinKind.LeftSemi => "SEMI JOIN",
            _ => "ANTI JOIN",
        };
        var (leftSql, rightSql) = (From(join.Left), From(join.Right));
        var on = join.On.Select(k => $"{Sided(k.Left, join.Left, left)} {(JoinRel.NeverNull(k.Left) ? "=" : "IS NOT DISTINCT FROM")} {Sided(k.Right, join.Right, right)}").ToList();
        var items = join.Outputs.Where(o => _needs.Has(join, o.Column)).Select(o => $"{(o.FromRight ? right : left)}.{Named(Name(o.Source), o.Column)}");
        return $"SELECT {OrOne(items)} FROM {leftSql} AS {left} {word} {rightSql} AS {right} ON {(on.Count == 0 ? "TRUE" : string.Join(" AND ", on))}";
    }

    /// <summary>A value over one side of a join, its columns named with the side.</summary>
    private string Sided(Scalar value, Rel side, string alias)
    {
        foreach (var column in side.AllColumns)
        {
            _side[column] = alias;
        }

        var sql = Scalar(value);
        _side.Clear();
        return sql;
    }
}
