using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Native;
using Matoi.Kql.Functions;

namespace Matoi.Kql.DuckDb;

/// <summary>Reads values of one column vector.</summary>
internal sealed unsafe class VectorReader(IntPtr vector)
{
    private readonly byte* _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
    private readonly ulong* _valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    private string? _text;
    private JsonNode? _json;

    /// <summary>The method that reads a C# type.</summary>
    public static MethodInfo Method(Type type) => typeof(VectorReader).GetMethod(
        type == typeof(bool) ? nameof(Bool)
        : type == typeof(int) ? nameof(Int)
        : type == typeof(long) ? nameof(Long)
        : type == typeof(double) ? nameof(Real)
        : type == typeof(decimal) ? nameof(Decimal)
        : type == typeof(DateTime) ? nameof(Time)
        : type == typeof(TimeSpan) ? nameof(Span)
        : type == typeof(Guid) ? nameof(Id)
        : type == typeof(string) ? nameof(Text)
        : type == typeof(JsonText) ? nameof(Raw)
        : nameof(Dynamic))!;

    /// <summary>True for NULL.</summary>
    public bool IsNull(int row) => _valid is not null && (_valid[row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>A bool.</summary>
    public bool Bool(int row) => _data[row] != 0;

    /// <summary>An int.</summary>
    public int Int(int row) => ((int*)_data)[row];

    /// <summary>A long.</summary>
    public long Long(int row) => ((long*)_data)[row];

    /// <summary>A real.</summary>
    public double Real(int row) => ((double*)_data)[row];

    /// <summary>A decimal.</summary>
    public decimal Decimal(int row) => decimal.TryParse(Text(row), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0;

    /// <summary>A time; one outside the calendar is moved to its end.</summary>
    public DateTime Time(int row) => new(Math.Clamp(Long(row), 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);

    /// <summary>A length of time.</summary>
    public TimeSpan Span(int row) => new(Long(row));

    /// <summary>A guid.</summary>
    public Guid Id(int row) => Guid.TryParse(Text(row), out var value) ? value : Guid.Empty;

    /// <summary>A text; empty for NULL. The same bytes as in the row before give the same object.</summary>
    public string Text(int row)
    {
        if (IsNull(row))
        {
            return "";
        }

        var bytes = Bytes(row);
        return _text is { } last && bytes.Length == last.Length && Encoding.UTF8.GetByteCount(last) == bytes.Length && Same(last, bytes) ? last : _text = Encoding.UTF8.GetString(bytes);
    }

    /// <summary>A dynamic value as its JSON; not for NULL.</summary>
    public JsonText Raw(int row) => new(Text(row));

    /// <summary>A dynamic value; null for NULL. Methods must not change it, as a row with the same text gets the same node.</summary>
    public JsonNode? Dynamic(int row)
    {
        var last = _text;
        var text = Text(row);
        return text.Length == 0 ? null : ReferenceEquals(text, last) && _json is not null ? _json : _json = Json.Read(text);
    }

    private ReadOnlySpan<byte> Bytes(int row)
    {
        // The engine's text: length, then up to 12 bytes in place, else a prefix and a pointer.
        var at = _data + 16L * row;
        var length = *(int*)at;
        return length <= 12 ? new(at + 4, length) : new(*(byte**)(at + 8), length);
    }

    private static bool Same(string text, ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (text[i] != bytes[i] || bytes[i] >= 0x80)
            {
                return false;
            }
        }

        return true;
    }
}
