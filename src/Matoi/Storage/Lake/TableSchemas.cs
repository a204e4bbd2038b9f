using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Matoi.Kql;
using Matoi.Model;

namespace Matoi.Storage.Lake;

/// <summary>
/// Columns of tables by their published schema: what a query may name although nothing is stored. Files <c>*.tables</c> have a table a line,
/// <c>Name: column column:type …</c>; a column without a type is a string; lines that start with # are comments. A line is read when its table is first asked for.
/// </summary>
public sealed class TableSchemas
{
    private readonly Dictionary<string, (string Text, int Start, int End)> _lines = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, IReadOnlyList<(string Name, KqlType Type)>> _read = new(StringComparer.Ordinal);
    private readonly List<Problem> _problems = [];

    /// <summary>Names of all tables, in the files' order.</summary>
    public IReadOnlyCollection<string> Names => _lines.Keys;

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

    /// <summary>Columns of a table in order; null when no file names it.</summary>
    public IReadOnlyList<(string Name, KqlType Type)>? Find(string name)
    {
        if (_read.TryGetValue(name, out var columns))
        {
            return columns;
        }

        return _lines.TryGetValue(name, out var line) && Columns(line.Text, line.Start, line.End, out columns) ? _read.GetOrAdd(name, columns) : null;
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
