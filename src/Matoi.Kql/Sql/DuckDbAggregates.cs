using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Groups.</summary>
internal sealed partial class DuckDbEmitter
{
    private const string PickedRow = "{row}";

    private string Aggregate(AggregateRel aggregate)
        => Together(aggregate.Keys.Select(k => k.Value).Concat(_needs.Kept(aggregate).SelectMany(a => a.Value.Arguments)), () => Grouped(aggregate));

    private string Grouped(AggregateRel aggregate)
    {
        var order = OrderBy(aggregate.Input.Order);
        var keys = aggregate.Keys.Select(k => $"{Passed(k.Value, k.Column)} AS {Name(k.Column)}").ToList();
        var picked = new PickedRows();
        var inner = new List<string>();
        var outer = new List<string>();
        foreach (var (column, call) in _needs.Kept(aggregate))
        {
            if (call.Template.Contains(PickedRow, StringComparison.Ordinal))
            {
                outer.Add($"{OrNothing(picked.Field(Fill(call.Template, call.Arguments), Scalar(call.Arguments[^1])), call)} AS {Name(column)}");
                continue;
            }

            inner.Add($"{OrNothing(Fill(call.Template.Replace("{order}", order.Length == 0 ? "" : " " + order, StringComparison.Ordinal), call.Arguments), call)} AS {Name(column)}");
            outer.Add(Name(column));
        }

        var items = keys.Concat(inner).Concat(picked.Items).ToList();
        var groups = keys.Count > 0 ? $" GROUP BY {string.Join(", ", Enumerable.Range(1, keys.Count))}" : aggregate.Aggregates.Count == 0 ? " LIMIT 1" : "";
        var text = $"SELECT {(items.Count == 0 ? "1 AS \"~\"" : string.Join(", ", items))} FROM {From(aggregate.Input)}{groups}";
        return picked.IsEmpty ? text : $"SELECT {string.Join(", ", aggregate.Keys.Select(k => Name(k.Column)).Concat(outer))} FROM ({text})";
    }

    private string OrNothing(string sql, AggregateCall call) => call.OverNothing is null ? sql : $"coalesce({sql}, {Scalar(call.OverNothing)})";

    /// <summary>Rows that aggregates pick: one structure for every way of picking, with a field for every value that is taken.</summary>
    private sealed class PickedRows
    {
        private readonly List<(string Sql, List<string> Values)> _rows = [];

        public bool IsEmpty => _rows.Count == 0;

        public IEnumerable<string> Items => _rows.Select((row, r) => $"{row.Sql.Replace(PickedRow, $"{{{string.Join(", ", row.Values.Select((v, f) => $"'f{f}': {v}"))}}}", StringComparison.Ordinal)} AS \"~row{r}\"");

        public string Field(string pick, string value)
        {
            var at = _rows.FindIndex(r => r.Sql == pick);
            if (at < 0)
            {
                at = _rows.Count;
                _rows.Add((pick, []));
            }

            var values = _rows[at].Values;
            if (values.IndexOf(value) is var field && field < 0)
            {
                field = values.Count;
                values.Add(value);
            }

            return $"\"~row{at}\".f{field}";
        }
    }
}
