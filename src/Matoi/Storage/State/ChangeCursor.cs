using System.Globalization;
using Matoi.Model;
using Matoi.Model.Lake;

namespace Matoi.Storage.State;

/// <summary>
/// A place in a list that is read by time of change. Whoever asks again from the cursor of the last answer hears of every change at least once: behind the newest row
/// the cursor stays half a minute back, because a change that is being committed carries an earlier time.
/// </summary>
/// <param name="Time">Rows changed after this time, or at it with a greater id, come next.</param>
/// <param name="Id">Id of the last row that was given.</param>
public readonly record struct ChangeCursor(DateTimeOffset Time, Guid Id)
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    /// <summary>The cursor that a request names: its own, else the time from which on changes are wanted; null when neither is given.</summary>
    public static (ChangeCursor? Cursor, Problem? Problem) Read(string? cursor, DateTimeOffset? since)
    {
        if (string.IsNullOrWhiteSpace(cursor))
        {
            return (since is { } time ? new ChangeCursor(time, Guid.Empty) : null, null);
        }

        return cursor.Split('.') is [var micros, var id] && long.TryParse(micros, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at <= 253_402_300_799_999_999
            && Guid.TryParseExact(id, "N", out var row)
            ? (new ChangeCursor(DateTimeOffset.UnixEpoch.AddTicks(at * 10), row), null)
            : (null, new Problem("cursor-invalid", $"'{(cursor.Length > 60 ? cursor[..60] + "…" : cursor)}' is no cursor; send back the header X-Next-Cursor of the answer before, or updatedSince", "cursor"));
    }

    /// <summary>The cursor to ask from next.</summary>
    /// <param name="last">Change time and id of the last row given; null when there was none.</param>
    /// <param name="more">True when there are more rows now.</param>
    /// <param name="now">Now.</param>
    public ChangeCursor Next((DateTimeOffset Time, Guid Id)? last, bool more, DateTimeOffset now)
    {
        if (last is not { } row)
        {
            return this;
        }

        if (more || row.Time <= now - Settling)
        {
            return new(row.Time, row.Id);
        }

        return Time > now - Settling ? this : new(now - Settling, Guid.Empty);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{RowBatch.Micros(Time)}.{Id:N}";
}
