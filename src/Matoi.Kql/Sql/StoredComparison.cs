using System.Globalization;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Comparisons of a stored column with a constant in the column's own form, so that the engine can skip what cannot match. For conditions only: null counts as false.</summary>
internal static class StoredComparison
{
    private const long TicksPerMicrosecond = 10;

    /// <summary>SQL of the comparison; null when the call is not one.</summary>
    public static string? Of(Call call, Func<Column, string> raw, Func<Scalar, string> scalar)
    {
        if (call.Arguments is not [var left, var right])
        {
            return null;
        }

        if (left is Constant && right is ColumnValue)
        {
            (left, right) = (right, left);
            call = call with { Arguments = [left, right] };
            return Flip(call.Function.Name) is { } flipped && left is ColumnValue c && right is Constant k ? Compare(flipped, c.Column, k, raw, scalar) : null;
        }

        return left is ColumnValue column && right is Constant constant && Flip(call.Function.Name) is not null ? Compare(call.Function.Name, column.Column, constant, raw, scalar) : null;
    }

    private static string? Compare(string function, Column column, Constant constant, Func<Column, string> raw, Func<Scalar, string> scalar) => (column.Form, constant.Value) switch
    {
        (ColumnForm.Timestamp, DateTime time) => Time(function, raw(column), time.Ticks - DuckDbTypes.EpochTicks),
        (ColumnForm.NullableText, string { Length: > 0 }) when function == "_equal" => $"({raw(column)} = {scalar(constant)})",
        (ColumnForm.Canonical, not null) when function == "_equal" => $"({raw(column)} = {scalar(constant)})",
        _ => null,
    };

    /// <summary>Stored times are whole microseconds: a bound between two of them moves to the one that keeps the answer.</summary>
    private static string? Time(string function, string column, long ticks)
    {
        var floor = Math.DivRem(ticks, TicksPerMicrosecond, out var rest);
        if (rest < 0)
        {
            (floor, rest) = (floor - 1, rest + TicksPerMicrosecond);
        }

        var (op, micros) = function switch
        {
            "_greater" => (">", floor),
            "_lessequal" => ("<=", floor),
            "_greaterequal" => rest == 0 ? (">=", floor) : (">", floor),
            "_less" => rest == 0 ? ("<", floor) : ("<=", floor),
            _ => rest == 0 ? ("=", floor) : ("", 0),
        };
        return op.Length == 0 ? null : $"({column} {op} make_timestamp({micros.ToString(CultureInfo.InvariantCulture)}))";
    }

    private static string? Flip(string function) => function switch
    {
        "_equal" => "_equal",
        "_less" => "_greater",
        "_lessequal" => "_greaterequal",
        "_greater" => "_less",
        "_greaterequal" => "_lessequal",
        _ => null,
    };
}
