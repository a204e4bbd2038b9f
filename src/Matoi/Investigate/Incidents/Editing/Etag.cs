using Matoi.Model;
using Microsoft.AspNetCore.Http;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>An incident's version as HTTP carries it: <c>ETag: "17"</c> out, <c>If-Match: "17"</c> in.</summary>
internal static class Etag
{
    /// <summary>The header of a version.</summary>
    public static string Of(int version) => $"\"{version}\"";

    /// <summary>What the request was made on; without <c>If-Match</c>, or with <c>*</c>, the present state.</summary>
    public static (IncidentChanges.Seen Seen, Problem? Problem) Read(HttpRequest request, bool dryRun = false)
    {
        var text = request.Headers.IfMatch.ToString().Trim();
        if (text.Length == 0 || text == "*")
        {
            return (new(null, dryRun), null);
        }

        var inner = text.StartsWith("W/", StringComparison.Ordinal) ? text[2..] : text;
        return inner.Length > 2 && inner[0] == '"' && inner[^1] == '"' && int.TryParse(inner[1..^1], out var version) && version >= 0
            ? (new(version, dryRun), null)
            : (default, new Problem("etag-invalid", $"If-Match is {text}; send back the ETag that the incident was read with", "If-Match"));
    }

    /// <summary>Runs a change on what the request saw: 204, or the problem.</summary>
    public static async Task<IResult> ChangeAsync(HttpContext http, Func<IncidentChanges.Seen, Task<Problem?>> change)
    {
        var (seen, problem) = Read(http.Request);
        return (problem ?? await change(seen)).ToResult();
    }
}
