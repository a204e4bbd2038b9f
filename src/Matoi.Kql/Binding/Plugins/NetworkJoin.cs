using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>The join behind <see cref="IpLookup"/>.</summary>
internal sealed class NetworkJoin(PluginCall call, Scalar address, Rel networks, Column network, IReadOnlyList<(Column Left, Column Right)> keys, int bits, string family)
{
    private readonly Columns _hidden = new Columns().Keep(call.Input.AllColumns);

    /// <summary>The input's columns, then the networks' but the keys; rows without a network too when asked for.</summary>
    public Rel Rows(bool unmatched)
    {
        var rows = RowFunctions.Numbered(call.Input);
        rows = unmatched ? new SharedRel(rows, "addresses", materialize: true) : rows;
        var output = new Columns();
        var left = call.Input.Columns.Select(c => (Column: output.Add(c.Name, c.Type, c.Form), Source: c)).ToList();
        var right = networks.Columns.Where(c => keys.All(k => k.Right != c)).Select(c => (Column: output.Add(c.Name, c.Type, c.Form), Source: c)).ToList();
        var number = rows.Order[0].Column;
        var matched = Matched(rows, number, left, right);
        if (!unmatched)
        {
            return new ProjectRel(matched, Binder.Same(matched.Columns.SkipLast(1)));
        }

        var all = new SharedRel(matched, "matched", materialize: true);
        var rest = new JoinRel(rows, all, JoinKind.LeftAnti, [(new ColumnValue(number), new ColumnValue(all.Columns[^1]))], [.. left.Select(l => (l.Source, false, l.Source))]);
        var padded = new ProjectRel(rest, [.. left.Select(l => (l.Column, (Scalar)new ColumnValue(l.Source))), .. right.Select(r => (r.Column, Empty(r.Column)))]);
        return new UnionRel([.. left.Concat(right).Select(c => Canonical(c.Column))], [new ProjectRel(all, [.. all.Columns.SkipLast(1).Select(Plain)]), new ProjectRel(padded, [.. padded.Columns.Select(Plain)])]);
    }

    /// <summary>Pairs, with the row's number behind their columns.</summary>
    private JoinRel Matched(Rel rows, Column number, IReadOnlyList<(Column Column, Column Source)> left, IReadOnlyList<(Column Column, Column Source)> right)
    {
        var (all, key, one) = (_hidden.Hidden("keys", KqlType.Dynamic), _hidden.Hidden("key", KqlType.Dynamic), _hidden.Hidden("number", KqlType.Long));
        var candidates = Calls.Make(FunctionTable.Get($"{family}_keys"), address, new Constant(KqlType.Dynamic, Lengths()));
        var keyed = new ProjectRel(rows, [.. Binder.Same(call.Input.Columns), (one, new ColumnValue(number)), (all, candidates)]);
        var expanded = new ExpandRel(keyed, [.. call.Input.Columns, one, key], [(key, new ColumnValue(all))], null, null);
        var networkKey = new Columns().Keep(networks.AllColumns).Hidden("key", KqlType.String);
        var keyedNetworks = new ProjectRel(networks, [.. Binder.Same(networks.Columns), (networkKey, Network())]);
        var known = new FilterRel(keyedNetworks, Calls.Make(FunctionTable.Get("_is_key"), new ColumnValue(networkKey)));
        var on = new List<(Scalar, Scalar)> { (Conversions.Explicit(new ColumnValue(key), KqlType.String), new ColumnValue(networkKey)) };
        on.AddRange(keys.Select(k => ((Scalar)new ColumnValue(k.Left), (Scalar)new ColumnValue(k.Right))));
        var named = new Columns().Keep(left.Concat(right).Select(c => c.Column)).Hidden("number", KqlType.Long);
        return new(expanded, known, JoinKind.Inner, on, [.. left.Select(l => (l.Column, false, l.Source)), .. right.Select(r => (r.Column, true, r.Source)), (named, false, one)]);
    }

    private Scalar Network() => Calls.Make(FunctionTable.Get($"{family}_network"), Conversions.Explicit(new ColumnValue(network), KqlType.String));

    /// <summary>Lengths of prefix that the networks have; all there are when the data cannot be asked.</summary>
    private string Lengths()
    {
        var lengths = Enumerable.Range(0, bits + 1);
        if (call.Binder.Data is { } data)
        {
            var column = new Columns().Add("length", KqlType.String);
            var read = data.Read(new AggregateRel(networks, [(column, Calls.Make(FunctionTable.Get("_key_length"), Network()))], []));
            lengths = read.Select(r => int.TryParse((string)r[0]!, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : -1).Where(l => l >= 0).Order();
        }

        return Json.Write(new JsonArray([.. lengths.Select(l => (JsonNode)l)]))!;
    }

    private static Constant Empty(Column column) => Constant.Null(column.Type);

    private static Column Canonical(Column column) => new(column.Name, column.Type, column.Sql);

    private static (Column, Scalar) Plain(Column column) => (Canonical(column), new ColumnValue(column));
}
