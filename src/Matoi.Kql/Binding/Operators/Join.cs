using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>join</c> of all kinds; hints change nothing.</summary>
internal static class Join
{
    private static readonly string[] Kinds =
        ["innerunique", "inner", "leftouter", "rightouter", "fullouter", "leftsemi", "rightsemi", "leftanti", "leftantisemi", "anti", "rightanti", "rightantisemi"];

    /// <summary>Rows of both sides; an absent side's text is empty, all else null.</summary>
    public static Rel Bind(JoinOperator op, Rel left, RowContext context)
    {
        var kind = op.Parameters.Word("kind")?.ToLowerInvariant() ?? "innerunique";
        if (!Kinds.Contains(kind))
        {
            context.Binder.Error("KQL316", $"no kind of join '{kind}'; there are {string.Join(", ", Kinds)}", op.Parameters.Place("kind", op.Span), NearestName.Of(kind, Kinds));
            return Binder.Empty();
        }

        var right = context.Binder.BindTable(op.Right, context.Scope, null, context.Outer);
        if (JoinKeys.Bind(op.On, left, right, context, "join", op.Span) is not { } keys)
        {
            return Binder.Empty();
        }

        return kind switch
        {
            "innerunique" => Both(Unique(left, keys, out var own), right, JoinKind.Inner, own),
            "inner" => Both(left, right, JoinKind.Inner, keys),
            "leftouter" => Both(left, right, JoinKind.LeftOuter, keys),
            "rightouter" => Both(left, right, JoinKind.RightOuter, keys),
            "fullouter" => Both(left, right, JoinKind.FullOuter, keys),
            "leftsemi" => One(left, right, JoinKind.LeftSemi, [.. keys.Select(k => k.On)]),
            "rightsemi" => One(right, left, JoinKind.LeftSemi, [.. keys.Select(k => (k.On.Right, k.On.Left))]),
            "rightanti" or "rightantisemi" => One(right, left, JoinKind.LeftAnti, [.. keys.Select(k => (k.On.Right, k.On.Left))]),
            _ => One(left, right, JoinKind.LeftAnti, [.. keys.Select(k => k.On)]),
        };
    }

    /// <summary>Pairs of rows with the columns of both sides; <paramref name="without"/> are columns of the right side that are left out.</summary>
    public static JoinRel Both(Rel left, Rel right, JoinKind kind, IReadOnlyList<JoinKey> keys, IReadOnlySet<Column>? without = null)
    {
        var columns = new Columns();
        var (leftMissing, rightMissing) = (kind is JoinKind.RightOuter or JoinKind.FullOuter, kind is JoinKind.LeftOuter or JoinKind.FullOuter);
        var outputs = left.Columns.Select(c => (Column(columns, c, leftMissing), false, c))
            .Concat(right.Columns.Where(c => without?.Contains(c) != true).Select(c => (Column(columns, c, rightMissing), true, c)))
            .ToList();
        return new(left, right, kind, [.. keys.Select(k => k.On)], outputs) { Open = left.Open || right.Open };
    }

    private static JoinRel One(Rel kept, Rel other, JoinKind kind, IReadOnlyList<(Scalar, Scalar)> on)
    {
        var columns = new Columns();
        return new(kept, other, kind, on, [.. kept.Columns.Select(c => (Column(columns, c, missing: false), false, c))]) { Open = kept.Open };
    }

    private static Column Column(Columns columns, Column source, bool missing)
        => columns.Add(source.Name, source.Type, missing && source.Type == KqlType.String ? ColumnForm.NullableText : source.Form);

    /// <summary>The first row of the left side for each combination of keys: which one it is, Kusto leaves open.</summary>
    private static LimitRel Unique(Rel left, List<JoinKey> keys, out List<JoinKey> own)
    {
        var made = new Columns().Keep(left.AllColumns);
        var hidden = new List<(Column Column, Scalar Value)>();
        var per = new List<Column>();
        own = [];
        foreach (var key in keys)
        {
            if (key.Left is ColumnValue plain)
            {
                per.Add(plain.Column);
                own.Add(key);
                continue;
            }

            var column = made.Hidden("key", key.On.Left.Type);
            hidden.Add((column, key.On.Left));
            per.Add(column);
            own.Add(key with { On = (new ColumnValue(column), key.On.Right) });
        }

        var rows = hidden.Count == 0 ? left : new ProjectRel(left, Binder.Same(left.Columns)) { HiddenItems = [.. Binder.Same(left.Hidden), .. hidden], Hidden = [.. left.Hidden, .. hidden.Select(h => h.Column)], Open = left.Open };
        return new(rows, Constant.Long(1)) { Per = per };
    }
}
