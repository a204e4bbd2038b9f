using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using DuckDB.NET.Native;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Types;

namespace Matoi.Kql.DuckDb;

/// <summary>Writes the values of a result vector.</summary>
internal sealed unsafe class VectorWriter(IntPtr vector)
{
    private readonly byte* _data = (byte*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
    private ulong* _valid;

    /// <summary>The method that writes a C# type.</summary>
    public static MethodInfo Method(Type type) => typeof(VectorWriter).GetMethod(nameof(Write), [typeof(int), typeof(JsonNode).IsAssignableFrom(type) ? typeof(JsonNode) : Nullable.GetUnderlyingType(type) is null && type.IsValueType ? typeof(Nullable<>).MakeGenericType(type) : type])
        is { } method ? method : throw new NotSupportedException($"{type} cannot be written");

    /// <summary>NULL.</summary>
    public void Null(int row)
    {
        if (_valid is null)
        {
            NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
            _valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }

        _valid[row >> 6] &= ~(1UL << (row & 63));
    }

    /// <summary>A bool.</summary>
    public void Write(int row, bool? value)
    {
        if (value is { } given)
        {
            _data[row] = given ? (byte)1 : (byte)0;
        }
        else
        {
            Null(row);
        }
    }

    /// <summary>An int.</summary>
    public void Write(int row, int? value)
    {
        if (value is { } given)
        {
            ((int*)_data)[row] = given;
        }
        else
        {
            Null(row);
        }
    }

    /// <summary>A long.</summary>
    public void Write(int row, long? value)
    {
        if (value is { } given)
        {
            ((long*)_data)[row] = given;
        }
        else
        {
            Null(row);
        }
    }

    /// <summary>A real.</summary>
    public void Write(int row, double? value)
    {
        if (value is { } given)
        {
            ((double*)_data)[row] = given;
        }
        else
        {
            Null(row);
        }
    }

    /// <summary>A decimal.</summary>
    public void Write(int row, decimal? value) => Write(row, value is { } given ? DecimalText.Of(given) : null);

    /// <summary>A time.</summary>
    public void Write(int row, DateTime? value) => Write(row, value?.Ticks);

    /// <summary>A length of time.</summary>
    public void Write(int row, TimeSpan? value) => Write(row, value?.Ticks);

    /// <summary>A guid.</summary>
    public void Write(int row, Guid? value) => Write(row, value?.ToString("D"));

    /// <summary>A dynamic value.</summary>
    public void Write(int row, JsonText? value) => Write(row, value?.Text);

    /// <summary>A dynamic value.</summary>
    public void Write(int row, JsonNode? value) => Write(row, Json.Write(value));

    /// <summary>A text.</summary>
    public void Write(int row, string? value)
    {
        if (value is null)
        {
            Null(row);
            return;
        }

        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = size <= 512 ? null : ArrayPool<byte>.Shared.Rent(size);
        var buffer = rented is null ? stackalloc byte[512] : rented;
        var length = Encoding.UTF8.GetBytes(value, buffer);
        fixed (byte* bytes = buffer)
        {
            NativeMethods.Vectors.DuckDBVectorAssignStringElementLength(vector, (ulong)row, bytes, length);
        }

        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
