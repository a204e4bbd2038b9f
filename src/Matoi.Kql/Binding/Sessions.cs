using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary><c>row_window_session</c>: each row's session depends on where the session before began, so all rows are gone through here in order and joined back by number.</summary>
internal static class Sessions
{
    /// <summary>Marks the value among row functions; its arguments are the time, the longest session, the longest gap, and the condition to start again.</summary>
    public const string Template = "session";

    private const string RowList = "to_json(list({'t': {0}, 'l': {1}, 'g': {2}, 'r': {3}}{order}))::VARCHAR";

    /// <summary>Numbered rows with the session's begin as a hidden column.</summary>
    public static Rel Add(Rel rows, Column column, WindowValue session, Columns columns)
    {
        var kept = new SharedRel(rows, "sessions", materialize: true);
        var list = columns.Hidden("list", KqlType.Dynamic);
        var starts = columns.Hidden("starts", KqlType.Dynamic);
        var (start, index) = (columns.Hidden("start", KqlType.Dynamic), columns.Hidden("index", KqlType.Long));
        var all = new AggregateRel(kept, [], [(list, new AggregateCall(RowList, session.Arguments, KqlType.Dynamic))]);
        var computed = new ProjectRel(all, [(starts, Calls.Make(FunctionTable.Get("_session_starts"), new ColumnValue(list)))]);
        var expanded = new ExpandRel(computed, [start, index], [(start, new ColumnValue(starts))], index, null);
        var number = Calls.Make(FunctionTable.Get("_add", KqlType.Long, KqlType.Long), new ColumnValue(index), Constant.Long(1));
        var joined = new JoinRel(kept, expanded, JoinKind.Inner, [(new ColumnValue(rows.Order[0].Column), number)], [.. rows.AllColumns.Select(c => (c, false, c)), (start, true, start)]);
        var time = Calls.Make(FunctionTable.Get("_ticks_time"), Conversions.Explicit(new ColumnValue(start), KqlType.Long));
        return new ProjectRel(joined, Binder.Same(rows.Columns))
        {
            HiddenItems = [.. Binder.Same(rows.Hidden), (column, time)],
            Hidden = [.. rows.Hidden, column],
            Order = rows.Order,
            Open = rows.Open,
        };
    }

    /// <summary>Ticks at which the session of each row began; null for a row without time.</summary>
    [KqlFunction("_session_starts")]
    public static JsonNode? Starts(JsonNode rows)
    {
        var result = new JsonArray();
        long? start = null;
        long? before = null;
        foreach (var row in rows.AsArray())
        {
            var time = row!["t"]?.GetValue<long>();
            var restart = row["r"]?.GetValue<bool>() ?? false;
            start = time is not { } now ? null
                : start is null || before is null || restart || now >= start + (row["l"]?.GetValue<long>() ?? 0) || now >= before + (row["g"]?.GetValue<long>() ?? 0) ? now
                : start;
            before = time;
            result.Add(start is { } ticks ? JsonValue.Create(ticks) : null);
        }

        return result;
    }
}
