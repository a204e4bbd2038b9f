using Microsoft.AspNetCore.Http;

namespace Matoi.Storage.State;

/// <summary>Rows in order of change.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Next">From where to ask next.</param>
/// <param name="More">True when there are more now.</param>
public sealed record ChangePage<T>(IReadOnlyList<T> Rows, ChangeCursor Next, bool More)
{
    /// <summary>A page of rows of which one more than wanted was read.</summary>
    internal static ChangePage<T> Of(List<T> rows, int take, ChangeCursor from, Func<T, (DateTimeOffset, Guid)> place, DateTimeOffset now)
    {
        var more = rows.Count > take;
        var page = more ? rows[..take] : rows;
        return new(page, from.Next(page.Count == 0 ? null : place(page[^1]), more, now), more);
    }

    /// <summary>Says in the headers where to go on: <c>X-Next-Cursor</c>, <c>X-More</c>.</summary>
    internal void Announce(HttpResponse response)
    {
        response.Headers["X-Next-Cursor"] = Next.ToString();
        response.Headers["X-More"] = More ? "true" : "false";
    }
}
