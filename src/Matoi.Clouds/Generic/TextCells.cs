using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Matoi.Model.Lake;

namespace Matoi.Clouds.Generic;

/// <summary>Sets cells from text, and reads the times that lines of text begin with.</summary>
internal static class TextCells
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] YearlessTimes = ["MMM d HH:mm:ss", "MMM d HH:mm:ss.fff", "MMM d HH:mm:ss.ffffff"];

    /// <summary>Sets a column from text, converted to the column's type; text that does not convert leaves it null.</summary>
    public static void SetText(this RowWriter row, string column, string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return;
        }

        if (row.Table.Columns[row.Table[column]].Type == ColumnType.String)
        {
            row.Set(column, value);
        }
        else
        {
            row.Set(column, JsonSerializer.SerializeToElement(value, Plain));
        }
    }

    /// <summary>A time without a year (<c>Mar  2 01:12:45</c>, taken as UTC): the latest such time that is not more than a day after <paramref name="now"/>.</summary>
    public static DateTimeOffset? Yearless(string text, DateTimeOffset now)
        => DateTimeOffset.TryParseExact($"{now.Year} {text.Trim()}", YearlessTimes.Select(format => "yyyy " + format).ToArray(), CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowInnerWhite, out var time)
            ? time > now.AddDays(1) ? time.AddYears(-1) : time
            : null;
}
