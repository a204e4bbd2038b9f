using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Model.Lake;

/// <summary>Sets the columns of one row. A column that is never set, or set to null, is null.</summary>
public readonly struct RowWriter(RowBatch batch, int row)
{
    /// <summary>The table of the row.</summary>
    public LogTable Table => batch.Table;

    /// <summary>Record id of the row.</summary>
    public UInt128 Id => batch.Ids[row];

    /// <summary>Sets text.</summary>
    public void Set(int column, ReadOnlySpan<byte> utf8) => batch.SetText(column, row, utf8);

    /// <summary>Sets a number, a boolean (0 or 1), the bits of a real, or microseconds since the epoch.</summary>
    public void Set(int column, long value) => batch.SetCell(column, row, value);

    /// <summary>Sets text by column name.</summary>
    public void Set(string column, string? value)
    {
        if (value is not null)
        {
            SetText(batch.Table[column], value);
        }
    }

    /// <summary>Sets a number by column name.</summary>
    public void Set(string column, long? value)
    {
        if (value is { } number)
        {
            batch.SetCell(batch.Table[column], row, number);
        }
    }

    /// <summary>Sets a real by column name.</summary>
    public void Set(string column, double? value)
    {
        if (value is { } number)
        {
            batch.SetCell(batch.Table[column], row, BitConverter.DoubleToInt64Bits(number));
        }
    }

    /// <summary>Sets a boolean by column name.</summary>
    public void Set(string column, bool? value) => Set(column, value is { } flag ? flag ? 1L : 0L : (long?)null);

    /// <summary>Sets an instant by column name.</summary>
    public void Set(string column, DateTimeOffset? value) => Set(column, value is { } time ? RowBatch.Micros(time) : (long?)null);

    /// <summary>Sets any JSON value by column name, converted to the column's type; a value that does not convert stays null.</summary>
    public void Set(string column, JsonElement value)
    {
        var i = batch.Table[column];
        JsonCell.Set(this, i, batch.Table.Columns[i].Type, value);
    }

    private void SetText(int column, string value)
    {
        var max = Encoding.UTF8.GetMaxByteCount(value.Length);
        var buffer = max <= 512 ? stackalloc byte[512] : new byte[max];
        Set(column, buffer[..Encoding.UTF8.GetBytes(value, buffer)]);
    }
}
