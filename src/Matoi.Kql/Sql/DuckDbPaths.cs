using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>
/// Steps into dynamic values. Several paths into one value inside one SELECT are asked for in one call, a list in and a list out, which is the same text everywhere:
/// the engine evaluates it once, so that the JSON is parsed once per row. Where the engine may leave an expression unevaluated (CASE, AND) it does not look for
/// equal ones, and each path is asked for alone.
/// </summary>
internal sealed partial class DuckDbEmitter
{
    private Dictionary<(string Target, bool Text), List<string>> _together = [];

    /// <summary>What is at the end of a path: as text (a string without its quotes), or as JSON.</summary>
    private string Extract(DynamicPath path, bool text)
    {
        var target = Json(path.Target);
        var segments = JsonPathText.Of(path.Steps);
        if (segments is [var only] && _together.TryGetValue((target, text), out var paths) && paths.IndexOf(only) is var at and >= 0)
        {
            return $"{Safe(path, $"{Function(text)}({target}, [{string.Join(", ", paths.Select(Parameter))}])")}[{at + 1}]";
        }

        var sql = target;
        for (var i = 0; i < segments.Count; i++)
        {
            sql = $"{Function(text && i == segments.Count - 1)}({sql}, {Parameter(segments[i])})";
        }

        return Safe(path, sql);
    }

    private static string Function(bool text) => text ? "json_extract_string" : "json_extract";

    /// <summary>JSON text of a target: text that is not JSON is null here, as what <c>parse_json</c> makes of it has no parts.</summary>
    private string Json(Scalar target)
        => target is Call { Function.Name: "parse_json" or "todynamic" or "parsejson", Arguments: [{ Type: KqlType.String } text] } ? $"TRY_CAST({Scalar(text)} AS JSON)" : Scalar(target);

    /// <summary>Nothing but intake promises that what is stored is JSON: what is not becomes null.</summary>
    private static string Safe(DynamicPath path, string sql) => path.Target is ColumnValue ? $"TRY({sql})" : sql;

    /// <summary>Writes the values of one SELECT with their paths together.</summary>
    private string Together(IEnumerable<Scalar> values, Func<string> write)
    {
        var before = _together;
        _together = [];
        var found = new Dictionary<(string Target, bool Text), List<string>>();
        foreach (var (path, text) in values.SelectMany(v => Paths(v, text: false)))
        {
            if (JsonPathText.Of(path.Steps) is [var only])
            {
                var key = (Json(path.Target), text);
                if (!found.TryGetValue(key, out var paths))
                {
                    found[key] = paths = [];
                }

                if (!paths.Contains(only))
                {
                    paths.Add(only);
                }
            }
        }

        _together = found.Where(f => f.Value.Count > 1).ToDictionary();
        var sql = write();
        _together = before;
        return sql;
    }

    /// <summary>Writes something that the engine may leave unevaluated.</summary>
    private string Alone(Func<string> write)
    {
        var before = _together;
        _together = [];
        var sql = write();
        _together = before;
        return sql;
    }

    /// <summary>True for a call whose arguments the engine does not always evaluate.</summary>
    private static bool IsLazy(Call call) => call.Function.Name is "_and" or "_or" || call.Function.DuckDb?.Contains("CASE ", StringComparison.Ordinal) == true;

    private static bool IsTextOfDynamic(Call call) => call.Function is { Name: "tostring", Parameters: [{ Type: KqlType.Dynamic }] };

    private static IEnumerable<(DynamicPath Path, bool Text)> Paths(Scalar value, bool text) => value switch
    {
        DynamicPath path => Paths(path.Target, text: false).Prepend((path, text)),
        Conditional => [],
        Call call when IsLazy(call) => [],
        Call call => call.Arguments.SelectMany(a => Paths(a, IsTextOfDynamic(call))),
        _ => [],
    };
}
