using System.Text.RegularExpressions;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Types;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Groups.</summary>
internal sealed partial class DuckDbEmitter
{
    /// <summary>
    /// Up to so many values of a picked row are aggregates of their own: all see the same rows in the same order, so they pick the same one even among equal keys. One
    /// structure for all costs much when rows come by growing key, as each then takes the place of the one before.
    /// </summary>
    private const int MostPicksAlone = 12;

    private string Aggregate(AggregateRel aggregate)
        => Together(aggregate.Keys.Select(k => k.Value).Concat(_needs.Kept(aggregate).SelectMany(a => a.Value.Arguments)), () => Grouped(aggregate));

    private string Grouped(AggregateRel aggregate)
    {
        var order = OrderBy(aggregate.Input.Order);
        var kept = _needs.Kept(aggregate).Select(a => (a.Column, a.Value, Own: Filled(a.Value, order))).ToList();
        var keys = aggregate.Keys.Select(k => $"{Passed(k.Value, k.Column)} AS {Name(k.Column)}").ToList();
        var together = new TogetherAggregates();
        var inner = new List<string>();
        var outer = new List<string>();
        foreach (var (column, call, own) in kept)
        {
            var picks = call.Template.Contains(TogetherAggregates.Row, StringComparison.Ordinal);
            if (picks && kept.Count(a => a.Own == own) <= MostPicksAlone)
            {
                var alone = own.Replace(TogetherAggregates.Row, Unchanged(call.Arguments[^1]), StringComparison.Ordinal);
                inner.Add($"{OrNothing(Restored(alone, call.Arguments[^1]), call)} AS {Name(column)}");
                outer.Add(Name(column));
                continue;
            }

            if (together.Part(own, picks ? Unchanged(call.Arguments[^1]) : "") is { } part)
            {
                outer.Add($"{OrNothing(picks ? Restored(part, call.Arguments[^1]) : part, call)} AS {Name(column)}");
                continue;
            }

            inner.Add($"{OrNothing(KeepsForm(call) && call.Type == KqlType.DateTime ? Restored(own, call.Arguments[0]) : own, call)} AS {Name(column)}");
            outer.Add(Name(column));
        }

        var items = keys.Concat(inner).Concat(together.Items).ToList();
        var groups = keys.Count > 0 ? $" GROUP BY {string.Join(", ", Enumerable.Range(1, keys.Count))}" : aggregate.Aggregates.Count == 0 ? " LIMIT 1" : "";
        var text = $"SELECT {OrOne(items)} FROM {From(aggregate.Input)}{groups}";
        return together.IsEmpty ? text : $"SELECT {string.Join(", ", aggregate.Keys.Select(k => Name(k.Column)).Concat(outer))} FROM ({text})";
    }

    private string OrNothing(string sql, AggregateCall call) => call.OverNothing is null ? sql : $"coalesce({sql}, {Scalar(call.OverNothing)})";

    /// <summary>An aggregate's template with its arguments in place; what stands for several aggregates stays.</summary>
    private string Filled(AggregateCall call, string order)
        => Token().Replace(call.Template.Replace("{order}", order.Length == 0 ? "" : " " + order, StringComparison.Ordinal), token =>
        {
            var argument = call.Arguments[token.Groups["at"].ValueSpan[0] - '0'];
            return token.Groups["how"].Value switch
            {
                "?" => Predicate(argument),
                "<" => NullBehind(argument, low: true),
                ">" => NullBehind(argument, low: false),
                _ => KeepsForm(call) ? Unchanged(argument) : Scalar(argument),
            };
        });

    /// <summary>True for aggregates that only choose or tell apart values: they may work on stored times as they are.</summary>
    private static bool KeepsForm(AggregateCall call)
        => call.Template.StartsWith("min(", StringComparison.Ordinal) || call.Template.StartsWith("max(", StringComparison.Ordinal)
        || call.Template.StartsWith("any_value({0}", StringComparison.Ordinal) || call.Template.StartsWith("count(DISTINCT", StringComparison.Ordinal);

    /// <summary>A value, a stored time as it is stored.</summary>
    private string Unchanged(Scalar value) => value is ColumnValue { Column: { Form: ColumnForm.Timestamp } column } ? Raw(column) : Scalar(value);

    /// <summary>A stored time that an aggregate chose, as expressions have times.</summary>
    private static string Restored(string sql, Scalar from) => from is ColumnValue { Column: { Form: ColumnForm.Timestamp } column } ? Canonical(sql, column) : sql;

    /// <summary>A key for the engine's arg_max (low) or arg_min (high), which do not see rows whose key is null: such a key is behind all others.</summary>
    private string NullBehind(Scalar key, bool low) => key.Type switch
    {
        KqlType.DateTime when key is ColumnValue { Column: { Form: ColumnForm.Timestamp } column } => $"coalesce({Raw(column)}, '{(low ? "-" : "")}infinity'::TIMESTAMP)",
        KqlType.Bool => $"coalesce(CAST({Scalar(key)} AS INTEGER), {(low ? "-1" : "2")})",
        KqlType.Int or KqlType.Long or KqlType.DateTime or KqlType.TimeSpan => $"coalesce(CAST({Scalar(key)} AS BIGINT), {Long(low ? long.MinValue : long.MaxValue)})",
        KqlType.Real => $"coalesce({Scalar(key)}, '{(low ? "-inf" : "nan")}'::DOUBLE)",
        KqlType.Decimal => $"coalesce({Scalar(DecimalOrder.Of(key))}, '{(low ? "" : "~")}')",
        _ => $"coalesce({Scalar(key)}, '')",
    };

    [GeneratedRegex(@"\{(?<at>[0-9])(?<how>[?<>]?)\}")]
    private static partial Regex Token();
}
