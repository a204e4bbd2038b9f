using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Steps into dynamic values.</summary>
internal sealed partial class DuckDbEmitter
{
    /// <summary>What is at the end of a path: as text (a string without its quotes), or as JSON.</summary>
    private string Extract(DynamicPath path, bool text)
    {
        var sql = Json(path.Target);
        var segments = JsonPathText.Of(path.Steps);
        for (var i = 0; i < segments.Count; i++)
        {
            sql = $"{(text && i == segments.Count - 1 ? "json_extract_string" : "json_extract")}({sql}, {Parameter(segments[i])})";
        }

        return IsSafe(path.Target) ? sql : $"TRY({sql})";
    }

    /// <summary>JSON text of a target: text that is not JSON is null here, as what <c>parse_json</c> makes of it has no parts.</summary>
    private string Json(Scalar target)
        => target is Call { Function.Name: "parse_json" or "todynamic" or "parsejson", Arguments: [{ Type: KqlType.String } text] } ? $"TRY_CAST({Scalar(text)} AS JSON)" : Scalar(target);

    /// <summary>False for what is stored: nothing but intake promises that it is JSON.</summary>
    private static bool IsSafe(Scalar target) => target is not ColumnValue;
}
