using System.Text;
using Matoi.Model;

namespace Matoi.Detect.Watchlists;

/// <summary>Reads the CSV of a watchlist (RFC 4180, a header line, UTF-8 with or without byte order mark; comma, semicolon or tab).</summary>
public static class WatchlistCsv
{
    /// <summary>Header and rows; a problem names the line that does not fit.</summary>
    public static (IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, Problem? Problem) Read(string text)
    {
        text = text.TrimStart('\uFEFF');
        var delimiter = Delimiter(text);
        var (records, broken) = Records(text, delimiter);
        if (broken is { } line)
        {
            return ([], [], new("watchlist-quote", $"a quote opened on line {line} is never closed", $"{line}"));
        }

        if (records.Count == 0)
        {
            return ([], [], new("watchlist-empty", "the file is empty; its first line must name the columns", "1"));
        }

        var columns = records[0].Cells.Select(c => c.Trim()).ToList();
        var wrong = columns.FindIndex(c => c.Length == 0) is var unnamed && unnamed >= 0 ? $"column {unnamed + 1} has no name"
            : columns.GroupBy(c => c, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } twice ? $"the column '{twice.Key}' stands twice"
            : columns.Contains("SearchKey", StringComparer.OrdinalIgnoreCase) ? "the name SearchKey is taken by the column that repeats the key" : null;
        if (wrong is not null)
        {
            return ([], [], new("watchlist-header", $"line 1: {wrong}; change the header", "1"));
        }

        return records.Skip(1).FirstOrDefault(r => r.Cells.Count != columns.Count) is { Cells: not null } ragged
            ? ([], [], new("watchlist-fields", $"line {ragged.Line} has {ragged.Cells.Count} fields, the header has {columns.Count}", $"{ragged.Line}"))
            : (columns, [.. records.Skip(1).Select(r => (IReadOnlyList<string>)r.Cells)], null);
    }

    /// <summary>What parts the columns of a header.</summary>
    internal static char Delimiter(string text)
    {
        var header = text.AsSpan(0, text.IndexOf('\n') is var end && end >= 0 ? end : text.Length);
        return header.Contains('\t') ? '\t' : header.Contains(';') && !header.Contains(',') ? ';' : ',';
    }

    /// <summary>The records with the line on which each begins, and the line of a quote that is never closed.</summary>
    internal static (List<(int Line, List<string> Cells)> Records, int? Broken) Records(string text, char delimiter)
    {
        var (records, cells, cell) = (new List<(int, List<string>)>(), new List<string>(), new StringBuilder());
        var (line, start, quoted, opened) = (1, 1, false, 1);
        for (var i = 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted && i < text.Length)
            {
                if (c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                {
                    cell.Append('"');
                    i++;
                }
                else if (c == '"')
                {
                    quoted = false;
                }
                else
                {
                    cell.Append(c);
                }
            }
            else if (c == '"' && cell.Length == 0)
            {
                (quoted, opened) = (true, line);
            }
            else if (c == delimiter)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else if (c == '\n')
            {
                if (quoted)
                {
                    return (records, opened);
                }

                if (cells.Count > 0 || cell.Length > 0)
                {
                    cells.Add(cell.ToString());
                    records.Add((start, cells));
                }

                (cells, start) = ([], line + 1);
                cell.Clear();
            }
            else if (c != '\r')
            {
                cell.Append(c);
            }

            line += c == '\n' ? 1 : 0;
        }

        return (records, null);
    }
}
