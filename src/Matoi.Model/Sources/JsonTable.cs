using System.Text;
using System.Text.Json;
using Matoi.Model.Lake;

namespace Matoi.Model.Sources;

/// <summary>
/// A log table together with where each column stands in the JSON record, filled in one walk over the record.
/// A path is dotted (<c>userIdentity.sessionContext.attributes.mfaAuthenticated</c>), <c>name[0]</c> takes an array item, <c>a|b</c> gives alternatives
/// (any that is there), and an empty path leaves the column to code. A column without a path entry of its own is named by the empty path.
/// </summary>
public sealed class JsonTable : LogTable
{
    private readonly Node _root;

    /// <summary>Creates the table; property names match exactly.</summary>
    public JsonTable(string name, params (string Column, string Path)[] columns)
        : this(name, false, columns)
    {
    }

    /// <summary>Creates the table; <paramref name="ignoreCase"/> for logs whose producers do not agree on case (Azure).</summary>
    public JsonTable(string name, bool ignoreCase, params (string Column, string Path)[] columns)
        : base(name, columns.Select(c => Lake.Column.Parse(c.Column)))
    {
        _root = new(ignoreCase);
        foreach (var (column, paths) in columns)
        {
            foreach (var path in paths.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                _root.Add(path.Replace("[", ".[", StringComparison.Ordinal).Split('.'), this[Lake.Column.Parse(column).Name]);
            }
        }
    }

    /// <summary>Sets every column whose path the record has.</summary>
    public void Fill(JsonElement record, RowWriter row) => Walk(_root, record, row);

    private void Walk(Node node, JsonElement value, RowWriter row)
    {
        foreach (var column in node.Columns)
        {
            JsonCell.Set(row, column, Columns[column].Type, value);
        }

        if (value.ValueKind == JsonValueKind.Object && node.HasNames)
        {
            foreach (var property in value.EnumerateObject())
            {
                if (node.Find(property.UnescapedName()) is { } child)
                {
                    Walk(child, property.Value, row);
                }
            }
        }
        else if (value.ValueKind == JsonValueKind.Array && node.Items.Count > 0)
        {
            var length = value.GetArrayLength();
            foreach (var (index, child) in node.Items)
            {
                if (index < length)
                {
                    Walk(child, value[index], row);
                }
            }
        }
    }

    private sealed class Node(bool ignoreCase)
    {
        private readonly Dictionary<string, Node> _names = new(ignoreCase ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);

        public List<int> Columns { get; } = [];

        public List<(int Index, Node Child)> Items { get; } = [];

        public bool HasNames => _names.Count > 0;

        public void Add(ReadOnlySpan<string> path, int column)
        {
            if (path.IsEmpty)
            {
                Columns.Add(column);
                return;
            }

            var step = path[0];
            if (step.StartsWith('['))
            {
                var child = new Node(ignoreCase);
                Items.Add((int.Parse(step.AsSpan(1, step.Length - 2)), child));
                child.Add(path[1..], column);
            }
            else
            {
                if (!_names.TryGetValue(step, out var child))
                {
                    _names[step] = child = new(ignoreCase);
                }

                child.Add(path[1..], column);
            }
        }

        public Node? Find(ReadOnlySpan<byte> name)
        {
            Span<char> chars = stackalloc char[128];
            return name.Length <= chars.Length && Encoding.UTF8.TryGetChars(name, chars, out var length)
                && _names.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(chars[..length], out var child)
                ? child
                : null;
        }
    }
}
