using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Matoi.Model.Lake;

namespace Matoi.Model.Sources;

/// <summary>Converts one JSON value into one cell. Lenient where clouds are: numbers in strings, booleans in strings, JSON in strings.</summary>
internal static class JsonCell
{
    public static void Set(RowWriter row, int column, ColumnType type, JsonElement value)
    {
        switch (type)
        {
            case ColumnType.String:
                SetText(row, column, value);
                break;
            case ColumnType.Dynamic:
                SetDynamic(row, column, value);
                break;
            case ColumnType.Bool when Boolean(value) is { } flag:
                row.Set(column, flag ? 1 : 0);
                break;
            case ColumnType.Int when Integer(value) is { } number && number is >= int.MinValue and <= int.MaxValue:
                row.Set(column, number);
                break;
            case ColumnType.Long when Integer(value) is { } number:
                row.Set(column, number);
                break;
            case ColumnType.Real when Real(value) is { } real:
                row.Set(column, BitConverter.DoubleToInt64Bits(real));
                break;
            case ColumnType.DateTime when EventTimes.Read(value) is { } time:
                row.Set(column, RowBatch.Micros(time));
                break;
        }
    }

    private static void SetText(RowWriter row, int column, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case JsonValueKind.String:
                SetString(row, column, value);
                break;
            default:
                row.Set(column, JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void SetString(RowWriter row, int column, JsonElement value)
    {
        var quoted = JsonMarshal.GetRawUtf8Value(value);
        var inner = quoted[1..^1];
        if (inner.Contains((byte)'\\'))
        {
            row.Set(column, Encoding.UTF8.GetBytes(value.Unescaped()));
        }
        else
        {
            row.Set(column, inner);
        }
    }

    private static void SetDynamic(RowWriter row, int column, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
        {
            return;
        }

        var raw = JsonMarshal.GetRawUtf8Value(value);

        // Log Analytics exports and activity logs carry dynamic columns as JSON inside a string.
        if (value.ValueKind == JsonValueKind.String && raw.Length > 3 && raw[1] is (byte)'{' or (byte)'[')
        {
            var inner = raw[1..^1].Contains((byte)'\\') ? Encoding.UTF8.GetBytes(value.Unescaped()) : raw[1..^1];
            SetCompact(row, column, IsJson(inner) ? inner : raw);
        }
        else
        {
            SetCompact(row, column, raw);
        }
    }

    /// <summary>Stores JSON without the spaces between its parts, which queries would see in its text.</summary>
    private static void SetCompact(RowWriter row, int column, ReadOnlySpan<byte> json)
    {
        if (json.IndexOfAny(" \t\r\n"u8) < 0)
        {
            row.Set(column, json);
            return;
        }

        var compact = ArrayPool<byte>.Shared.Rent(json.Length);
        var (length, quoted) = (0, false);
        for (var i = 0; i < json.Length; i++)
        {
            var c = json[i];
            if (!quoted && (c is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                continue;
            }

            compact[length++] = c;
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (c == '\\' && quoted && i + 1 < json.Length)
            {
                compact[length++] = json[++i];
            }
        }

        row.Set(column, compact.AsSpan(0, length));
        ArrayPool<byte>.Shared.Return(compact);
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = 256 });
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool? Boolean(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String when bool.TryParse(value.GetString(), out var flag) => flag,
        JsonValueKind.Number when value.TryGetInt64(out var number) => number != 0,
        _ => null,
    };

    private static long? Integer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetInt64(out var number) => number,
        JsonValueKind.Number when value.TryGetDouble(out var real) && Math.Abs(real) < 9e18 => (long)real,
        JsonValueKind.String when Utf8Parser.TryParse(JsonMarshal.GetRawUtf8Value(value)[1..^1], out long number, out var used)
            && used == JsonMarshal.GetRawUtf8Value(value).Length - 2 => number,
        _ => null,
    };

    private static double? Real(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number when value.TryGetDouble(out var real) => real,
        JsonValueKind.String when double.TryParse(value.GetString(), out var real) => real,
        _ => null,
    };
}
