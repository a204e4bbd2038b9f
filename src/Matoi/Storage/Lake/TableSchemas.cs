using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Matoi.Kql;
using Matoi.Model;
using Matoi.Model.Lake;

namespace Matoi.Storage.Lake;

/// <summary>
/// Columns of tables by their published schema: what a query may name although nothing is stored. Files <c>*.tables</c> have a table a line,
/// <c>Name: column column:type …</c>; a column without a type is a string; lines that start with # are comments. A line is read when its table is first asked for.
/// </summary>
public sealed class TableSchemas
{
    private readonly Dictionary<string, (string Text, int Start, int End)> _lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<(string Name, KqlType Type)>> _read = new(StringComparer.Ordinal);
    private readonly Dictionary<string, LogTable> _filled = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];

    /// <summary>Names of all tables.</summary>
    public IEnumerable<string> Names => _lines.Keys.Concat(_filled.Keys.Where(n => !_lines.ContainsKey(n)));

    /// <summary>Lines that could not be read; they stop no other.</summary>
    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>Adds a file; its tables replace those of the same name.</summary>
    /// <param name="file">Path.</param>
    /// <param name="check">True reads every line at once, so that its problems are known.</param>
    public TableSchemas Add(string file, bool check = false)
    {
        var text = File.ReadAllText(file);
        var number = 0;
        for (var start = 0; start < text.Length;)
        {
            number++;
            var end = text.IndexOf('\n', start) is var newline && newline >= 0 ? newline : text.Length;
            var line = text.AsSpan(start, end - start).TrimEnd('\r');
            var colon = line.IndexOf(':');
            var name = colon > 0 ? line[..colon].Trim().ToString() : "";
            if (!line.IsWhiteSpace() && line[0] != '#')
            {
                if (name.Length == 0 || check && !Columns(text, start + colon + 1, start + line.Length, out _))
                {
                    _problems.Add(new("table-schema", $"{Path.GetFileName(file)}:{number}: write 'Table: column column:type …' with the types {TypeNames}", file));
                }
                else
                {
                    _lines[name] = (text, start + colon + 1, start + line.Length);
                    _read.TryRemove(name, out _);
                }
            }

            start = end + 1;
        }

        return this;
    }

    /// <summary>Adds the tables that sources fill; their columns stand behind those of a file.</summary>
    public TableSchemas Add(IEnumerable<LogTable> tables)
    {
        foreach (var table in tables)
        {
            _filled[table.Name] = table;
        }

        return this;
    }

    /// <summary>Columns of a table in order; null when nobody names it.</summary>
    public IReadOnlyList<(string Name, KqlType Type)>? Find(string name)
    {
        if (_read.TryGetValue(name, out var columns))
        {
            return columns;
        }

        if (_lines.TryGetValue(name, out var line))
        {
            Columns(line.Text, line.Start, line.End, out columns);
        }

        if (_filled.TryGetValue(name, out var table))
        {
            var known = (columns ?? []).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
            columns = [.. columns ?? [], .. table.Columns.Select(c => (c.Name, Type: Type(c.Type))).Append((Name: "Type", Type: KqlType.String)).Where(c => !known.Contains(c.Name))];
        }

        return columns is null ? null : _read.GetOrAdd(name, columns);
    }

    private static string TypeNames => "string, bool, int, long, real, decimal, datetime, timespan, guid and dynamic";

    private static bool Columns(string text, int start, int end, [NotNullWhen(true)] out IReadOnlyList<(string Name, KqlType Type)>? columns)
    {
        var list = new List<(string, KqlType)>();
        columns = null;
        var line = text.AsSpan(start, end - start);
        foreach (var range in line.SplitAny(' ', '\t'))
        {
            var word = line[range];
            if (word.IsEmpty)
            {
                continue;
            }

            var colon = word.LastIndexOf(':');
            if (colon == 0 || Type(colon < 0 ? "string" : word[(colon + 1)..]) is not { } type)
            {
                return false;
            }

            list.Add(((colon < 0 ? word : word[..colon]).ToString(), type));
        }

        columns = list;
        return true;
    }

    private static KqlType Type(ColumnType type) => type switch
    {
        ColumnType.Bool => KqlType.Bool,
        ColumnType.Int => KqlType.Int,
        ColumnType.Long => KqlType.Long,
        ColumnType.Real => KqlType.Real,
        ColumnType.DateTime => KqlType.DateTime,
        ColumnType.Dynamic => KqlType.Dynamic,
        _ => KqlType.String,
    };

    private static KqlType? Type(ReadOnlySpan<char> name) => name switch
    {
        "string" => KqlType.String,
        "bool" => KqlType.Bool,
        "int" => KqlType.Int,
        "long" => KqlType.Long,
        "real" => KqlType.Real,
        "decimal" => KqlType.Decimal,
        "datetime" => KqlType.DateTime,
        "timespan" => KqlType.TimeSpan,
        "guid" => KqlType.Guid,
        "dynamic" => KqlType.Dynamic,
        _ => null,
    };
}
