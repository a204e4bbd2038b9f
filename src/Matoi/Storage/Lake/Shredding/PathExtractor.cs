using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Matoi.Storage.Lake.Shredding;

/// <summary>
/// Reads the texts at several paths of one JSON text in one pass, the same as the engine's json_extract_string gives: strings without quotes, other values as compact
/// JSON, nothing for null, a missing path, or text that is not JSON. One thread at a time.
/// </summary>
internal sealed class PathExtractor
{
    private readonly Node _root = new();
    private readonly (int Start, int Length)[] _found;
    private readonly ArrayBufferWriter<byte> _text = new(1024);
    private int _left;

    /// <summary>For paths as <see cref="ShreddedPath.Steps"/> gives them.</summary>
    public PathExtractor(IReadOnlyList<IReadOnlyList<object>> paths)
    {
        _found = new (int, int)[paths.Count];
        for (var i = 0; i < paths.Count; i++)
        {
            var node = _root;
            foreach (var step in paths[i])
            {
                node = step is string name ? node.Child(Encoding.UTF8.GetBytes(name)) : node.Child((int)step);
            }

            node.Slots.Add(i);
        }
    }

    /// <summary>The text at a path in the JSON that was read last; empty when there is none.</summary>
    public ReadOnlySpan<byte> this[int path] => _text.WrittenSpan.Slice(_found[path].Start, _found[path].Length);

    /// <summary>Reads a JSON text.</summary>
    public void Read(ReadOnlySpan<byte> json)
    {
        Array.Clear(_found);
        _text.ResetWrittenCount();
        _left = _found.Length;
        if (json.IsEmpty)
        {
            return;
        }

        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
            if (reader.Read())
            {
                Visit(ref reader, _root, json);
            }

            while (reader.Read())
            {
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The engine gives nothing for any path of a text that is not JSON to its end.
            Array.Clear(_found);
        }
    }

    /// <summary>Stands on the first token of a value and leaves on its last.</summary>
    private void Visit(ref Utf8JsonReader reader, Node node, ReadOnlySpan<byte> json)
    {
        // Of a property that comes twice the first counts, as in the engine.
        if (node.Slots.Count > 0 && _found[node.Slots[0]].Length == 0)
        {
            Take(ref reader, node, json);
        }

        if (_left == 0 || !node.HasChildren)
        {
            reader.Skip();
            return;
        }

        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var child = node.Find(ref reader);
                reader.Read();
                Descend(ref reader, child, json);
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
            {
                Descend(ref reader, node.Find(i), json);
            }
        }
    }

    private void Descend(ref Utf8JsonReader reader, Node? child, ReadOnlySpan<byte> json)
    {
        if (child is not null)
        {
            Visit(ref reader, child, json);
        }
        else
        {
            reader.Skip();
        }
    }

    private void Take(ref Utf8JsonReader reader, Node node, ReadOnlySpan<byte> json)
    {
        var start = _text.WrittenCount;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return;
            case JsonTokenType.String:
                var target = _text.GetSpan(reader.ValueSpan.Length);
                _text.Advance(reader.CopyString(target));
                break;
            case JsonTokenType.Number when IsReal(reader.ValueSpan):
                _text.Write(Encoding.UTF8.GetBytes(Real(reader.GetDouble())));
                break;
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                var ahead = reader;
                var from = (int)reader.TokenStartIndex;
                ahead.Skip();
                Compact(json[from..(int)ahead.BytesConsumed]);
                break;
            default:
                _text.Write(reader.ValueSpan);
                break;
        }

        foreach (var slot in node.Slots)
        {
            _found[slot] = (start, _text.WrittenCount - start);
            _left--;
        }
    }

    private void Compact(ReadOnlySpan<byte> json)
    {
        using var writer = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 256 });
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    writer.WriteStartObject();
                    break;
                case JsonTokenType.EndObject:
                    writer.WriteEndObject();
                    break;
                case JsonTokenType.StartArray:
                    writer.WriteStartArray();
                    break;
                case JsonTokenType.EndArray:
                    writer.WriteEndArray();
                    break;
                case JsonTokenType.PropertyName:
                    writer.WritePropertyName(reader.GetString()!);
                    break;
                case JsonTokenType.String:
                    writer.WriteStringValue(reader.GetString());
                    break;
                case JsonTokenType.Number when IsReal(reader.ValueSpan):
                    writer.WriteRawValue(Real(reader.GetDouble()), skipInputValidation: true);
                    break;
                default:
                    writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                    break;
            }
        }
    }

    private static bool IsReal(ReadOnlySpan<byte> number) => number.IndexOfAny((byte)'.', (byte)'e', (byte)'E') >= 0;

    private static string Real(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture).Replace("E+", "e", StringComparison.Ordinal).Replace("E-", "e-", StringComparison.Ordinal);
        return text.AsSpan().IndexOfAny('.', 'e') < 0 ? text + ".0" : text;
    }

    /// <summary>A step of one or more paths.</summary>
    private sealed class Node
    {
        private readonly List<(byte[] Name, Node Child)> _names = [];
        private readonly Dictionary<int, Node> _positions = [];

        public List<int> Slots { get; } = [];

        public bool HasChildren => _names.Count > 0 || _positions.Count > 0;

        public Node Child(byte[] name)
        {
            var at = _names.FindIndex(n => n.Name.AsSpan().SequenceEqual(name));
            if (at < 0)
            {
                at = _names.Count;
                _names.Add((name, new()));
            }

            return _names[at].Child;
        }

        public Node Child(int position) => _positions.TryGetValue(position, out var child) ? child : _positions[position] = new();

        public Node? Find(int position) => _positions.GetValueOrDefault(position);

        public Node? Find(ref Utf8JsonReader reader)
        {
            foreach (var (name, child) in _names)
            {
                if (reader.ValueTextEquals(name))
                {
                    return child;
                }
            }

            return null;
        }
    }
}
