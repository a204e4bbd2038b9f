using System.Globalization;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Comparisons of a stored column with a constant in the column's own form, so that the engine can skip what cannot match. For conditions only: null counts as false.</summary>
internal static class StoredComparison
{
    private const long TicksPerMicrosecond = 10;

    /// <summary>SQL of the comparison; null when the call is not one.</summary>
    public static string? Of(Call call, Func<Column, string> raw, Func<Scalar, string> scalar)
        => Sides(call) is not var (function, column, constant) ? null : (column.Form, constant.Value) switch
        {
            (ColumnForm.Timestamp, DateTime time) => Time(function, raw(column), time.Ticks - DuckDbTypes.EpochTicks),
            (ColumnForm.NullableText, string { Length: > 0 }) when function == "_equal" => $"({raw(column)} = {scalar(constant)})",
            (ColumnForm.Canonical, int or long) => $"({raw(column)} {Sign(function)} {scalar(constant)})",
            _ => null,
        };

    /// <summary>SQL of the opposite of an equality; null when the call is none of a stored column.</summary>
    public static string? Different(Call equal, Func<Column, string> raw, Func<Scalar, string> scalar)
        => Sides(equal) is not var (_, column, constant) ? null : (column.Form, constant.Value) switch
        {
            (ColumnForm.Timestamp, DateTime time) => Micros(time.Ticks - DuckDbTypes.EpochTicks) is (var micros, 0) ? $"({raw(column)} IS DISTINCT FROM {Timestamp(micros)})" : "TRUE",
            (ColumnForm.NullableText, string { Length: > 0 }) => $"({raw(column)} IS DISTINCT FROM {scalar(constant)})",
            (ColumnForm.Canonical, int or long) => $"({raw(column)} IS DISTINCT FROM {scalar(constant)})",
            _ => null,
        };

    /// <summary>The column and the value of an equality that can be one of a list; null for other calls.</summary>
    public static (Column Column, Constant Value)? Member(Call call)
        => Sides(call) is ("_equal", { Form: ColumnForm.Canonical } column, { Value: bool or int or long or DateTime or TimeSpan or Guid } value) ? (column, value) : null;

    /// <summary>What is compared, with the column on the left. An int column that counts as long stays an int where the constant is one.</summary>
    private static (string Function, Column Column, Constant Constant)? Sides(Call call)
        => call.Arguments is not [var left, var right] || Flip(call.Function.Name) is not { } flipped ? null
        : right is Constant { Value: not null } constant ? Side(call.Function.Name, left, constant)
        : left is Constant { Value: not null } first ? Side(flipped, right, first)
        : null;

    private static (string Function, Column Column, Constant Constant)? Side(string function, Scalar value, Constant constant) => value switch
    {
        ColumnValue column => (function, column.Column, constant),
        Call { Function.Name: "tolong", Arguments: [ColumnValue { Type: KqlType.Int } column] } when constant.Value is long and >= int.MinValue and <= int.MaxValue and var number
            => (function, column.Column, new Constant(KqlType.Int, (int)number)),
        _ => null,
    };

    /// <summary>Stored times are whole microseconds: a bound between two of them moves to the one that keeps the answer.</summary>
    private static string Time(string function, string column, long ticks)
    {
        var (floor, over) = Micros(ticks);
        return function switch
        {
            "_equal" => over == 0 ? $"({column} = {Timestamp(floor)})" : "FALSE",
            "_greater" => $"({column} > {Timestamp(floor)})",
            "_lessequal" => $"({column} <= {Timestamp(floor)})",
            "_greaterequal" => $"({column} {(over == 0 ? ">=" : ">")} {Timestamp(floor)})",
            _ => $"({column} {(over == 0 ? "<" : "<=")} {Timestamp(floor)})",
        };
    }

    private static (long Floor, long Over) Micros(long ticks)
    {
        var (floor, over) = Math.DivRem(ticks, TicksPerMicrosecond);
        return over < 0 ? (floor - 1, over + TicksPerMicrosecond) : (floor, over);
    }

    private static string Timestamp(long micros) => $"make_timestamp({micros.ToString(CultureInfo.InvariantCulture)})";

    private static string Sign(string function) => function switch
    {
        "_equal" => "=",
        "_less" => "<",
        "_lessequal" => "<=",
        "_greater" => ">",
        _ => ">=",
    };

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
