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
    private const int InPlace = 12;
    private readonly byte* _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
    private readonly ulong* _valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
    private (ulong Head, ulong Tail) _last;
    private string? _text;
    private object? _prepared;
    private JsonNode? _json;

    /// <summary>The method that reads a C# type.</summary>
    public static MethodInfo Method(Type type)
    {
        var method = typeof(VectorReader).GetMethod(
            type == typeof(bool) ? nameof(Bool)
            : type == typeof(int) ? nameof(Int)
            : type == typeof(long) ? nameof(Long)
            : type == typeof(double) ? nameof(Real)
            : type == typeof(decimal) ? nameof(Decimal)
            : type == typeof(DateTime) ? nameof(Time)
            : type == typeof(TimeSpan) ? nameof(Span)
            : type == typeof(Guid) ? nameof(Id)
            : type == typeof(string) ? nameof(Text)
            : type == typeof(Utf8Text) ? nameof(Utf8)
            : type == typeof(JsonText) ? nameof(Raw)
            : PreparedArguments.KqlTypeOf(type) is not null ? nameof(Prepared)
            : nameof(Dynamic))!;
        return method.IsGenericMethodDefinition ? method.MakeGenericMethod(type) : method;
    }

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

        if (!Repeats(row) || _text is null)
        {
            _text = Encoding.UTF8.GetString(Bytes(row));
        }

        return _text;
    }

    /// <summary>The bytes of a text, in place; empty for NULL.</summary>
    public Utf8Text Utf8(int row)
    {
        if (IsNull(row))
        {
            return default;
        }

        var at = _data + 16L * row;
        var length = *(int*)at;
        return new(length <= InPlace ? at + 4 : *(byte**)(at + 8), length);
    }

    /// <summary>An argument in its prepared form; the same bytes as in the row before give the same object.</summary>
    public T Prepared<T>(int row)
        where T : class
    {
        if (IsNull(row))
        {
            return (T)PreparedArguments.Make(typeof(T), "");
        }

        if (!Repeats(row) || _prepared is null)
        {
            _prepared = PreparedArguments.Make(typeof(T), Encoding.UTF8.GetString(Bytes(row)));
        }

        return (T)_prepared;
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

    // The engine's text: length, then up to 12 bytes in place, else the first four and a pointer. A constant is the same pointer in all rows.
    private bool Repeats(int row)
    {
        var at = (ulong*)(_data + 16L * row);
        var (head, tail) = _last;
        _last = (at[0], at[1]);
        return at[0] == head && (at[1] == tail || (int)head > InPlace && Bytes(at).SequenceEqual(new((byte*)tail, (int)head)));
    }

    private ReadOnlySpan<byte> Bytes(int row) => Bytes((ulong*)(_data + 16L * row));

    private static ReadOnlySpan<byte> Bytes(ulong* at) => *(int*)at is var length && length <= InPlace ? new((byte*)at + 4, length) : new((byte*)at[1], length);
}
