using System.Text;
using Matoi.Kql;

namespace Matoi.Investigate.Hunting;

/// <summary>Writes a result as CSV (RFC 4180) with a header line, UTF-8. Cells that a spreadsheet would take for a formula get an apostrophe in front.</summary>
internal static class ResultCsv
{
    private const int FlushAt = 64 * 1024;

    /// <summary>Writes the result.</summary>
    public static async Task WriteAsync(KqlResult result, Stream stream)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false), FlushAt, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(',', result.Columns.Select(c => Cell(c.Name))));
        var line = new StringBuilder();
        foreach (var row in result.Rows)
        {
            line.Clear();
            for (var i = 0; i < row.Length; i++)
            {
                line.Append(i == 0 ? "" : ",").Append(Cell(ResultFormats.Text(row[i]), row[i] is string));
            }

            await writer.WriteLineAsync(line);
        }
    }

    private static string Cell(string text, bool guard = true)
    {
        var safe = guard && text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + text : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
