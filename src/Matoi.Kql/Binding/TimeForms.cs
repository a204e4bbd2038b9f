using Matoi.Kql.Functions.Time;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Forms around time whose answer depends on the query's own time, or whose words are checked when the query is bound.</summary>
internal static class TimeForms
{
    /// <summary><c>now()</c>, <c>now(offset)</c>: the time of the query, the same everywhere in it.</summary>
    [SpecialForm("now")]
    public static Scalar Now(FormCall call) => call.Count > 1 ? call.Wrong("at most a length of time") : call.Count == 0 ? Time(call) : Moved(call, "+");

    /// <summary><c>ago(length)</c>.</summary>
    [SpecialForm("ago")]
    public static Scalar Ago(FormCall call) => call.Count == 1 ? Moved(call, "-") : call.Wrong("a length of time");

    /// <summary><c>ingestion_time()</c>: when the row came in where the table tells, else the row's own time; null for rows that come from no table.</summary>
    [SpecialForm("ingestion_time")]
    public static Scalar IngestionTime(FormCall call)
        => call.Count > 0 ? call.Wrong("no argument")
        : (call.Context.Input?.AllColumns.FirstOrDefault(c => c.Name == "_IngestTime") ?? call.Context.Input?.Find("TimeGenerated")) is { Type: KqlType.DateTime } column
            ? new ColumnValue(column) : Constant.Null(KqlType.DateTime);

    /// <summary><c>datetime_add(unit, count, time)</c>.</summary>
    [SpecialForm("datetime_add")]
    public static Scalar Add(FormCall call) => call.Count == 3 ? Named(call, "_datetime_add", DateArithmetic.Units) : call.Wrong("a unit, a number and a time");

    /// <summary><c>datetime_diff(unit, a, b)</c>.</summary>
    [SpecialForm("datetime_diff")]
    public static Scalar Difference(FormCall call) => call.Count == 3 ? Named(call, "_datetime_diff", DateArithmetic.Units) : call.Wrong("a unit and two times");

    /// <summary><c>datetime_part(part, time)</c>.</summary>
    [SpecialForm("datetime_part")]
    [SpecialForm("datepart")]
    public static Scalar Part(FormCall call) => call.Count == 2 ? Named(call, "_datetime_part", DateParts.Names) : call.Wrong("a part and a time");

    /// <summary><c>format_datetime(time, format)</c>.</summary>
    [SpecialForm("format_datetime")]
    public static Scalar FormatTime(FormCall call) => call.Count == 2 ? Formatted(call, "_format_datetime", ofTimeSpan: false) : call.Wrong("a time and a format");

    /// <summary><c>format_timespan(length, format)</c>.</summary>
    [SpecialForm("format_timespan")]
    public static Scalar FormatSpan(FormCall call) => call.Count == 2 ? Formatted(call, "_format_timespan", ofTimeSpan: true) : call.Wrong("a length of time and a format");

    /// <summary><c>datetime_utc_to_local(time, zone)</c>.</summary>
    [SpecialForm("datetime_utc_to_local")]
    public static Scalar ToLocal(FormCall call) => InZone(call, "_datetime_utc_to_local");

    /// <summary><c>datetime_local_to_utc(time, zone)</c>.</summary>
    [SpecialForm("datetime_local_to_utc")]
    public static Scalar ToUtc(FormCall call) => InZone(call, "_datetime_local_to_utc");

    private static Scalar InZone(FormCall call, string function)
    {
        if (call.Count != 2)
        {
            return call.Wrong("a time and the name of a zone");
        }

        var arguments = call.Arguments();
        return arguments[1] is Constant { Type: KqlType.String, Value: string zone } && !TimeZones.Exists(zone)
            ? call.Fault("KQL406", $"no time zone '{zone}' is known here; zones have IANA names such as Europe/Vienna, and datetime_list_timezones() lists them", 1)
            : call.Make(function, arguments);
    }

    private static Constant Time(FormCall call) => new(KqlType.DateTime, DateTime.SpecifyKind(call.Context.Binder.Options.Now, DateTimeKind.Utc));

    private static Scalar Moved(FormCall call, string op)
    {
        var distance = call.Argument(0);
        return Conversions.Implicit(distance, KqlType.TimeSpan) is { } span
            ? OperatorBinder.Apply(op, Time(call), span, call.Context, call.Syntax.Span)
            : call.Fault("KQL303", $"{call.Syntax.Name} needs a length of time, such as 1h, not {Conversions.Name(distance.Type)}", 0);
    }

    private static Scalar Named(FormCall call, string function, string[] known)
    {
        var arguments = call.Arguments();
        if (arguments[0] is Constant { Value: string word } && !known.Contains(word.ToLowerInvariant()))
        {
            return ScalarBinder.Fault(call.Context, "KQL316", $"{call.Syntax.Name} knows no '{word}'; it knows {string.Join(", ", known)}", call.Syntax.Arguments[0].Span, NearestName.Of(word, known));
        }

        return call.Make(function, arguments);
    }

    private static Scalar Formatted(FormCall call, string function, bool ofTimeSpan)
    {
        var arguments = call.Arguments();
        if (arguments[1] is Faulty || arguments[1] is not Constant { Value: string format })
        {
            return arguments[1] is Faulty ? arguments[1] : call.Fault("KQL304", $"the format of {call.Syntax.Name} must be a constant text", 1);
        }

        return TimeFormat.Unknown(format, ofTimeSpan) is { } unknown
            ? call.Fault("KQL406", $"'{unknown}' stands for nothing in a format; there are {(ofTimeSpan ? "d H h m s f F" : "d M y H h m s f F tt")} and the signs space / - : , . _ [ ]", 1)
            : call.Make(function, arguments);
    }
}
