namespace Matoi.Model.Lake;

/// <summary>
/// Up to <see cref="Capacity"/> rows of one table, by column, text as UTF-8 in one arena: what travels from a source's mapping to the lake
/// without an object per value. Written by one thread; <see cref="Clear"/> makes it ready for use again.
/// </summary>
public sealed class RowBatch
{
    /// <summary>Rows per batch: the vector size of the embedded lake engine.</summary>
    public const int Capacity = 2048;

    private readonly long[][] _cells;
    private readonly ulong[][] _valid;
    private byte[] _arena = new byte[64 * 1024];
    private int _used;

    /// <summary>Creates an empty batch for <paramref name="table"/> filled by <paramref name="source"/>.</summary>
    public RowBatch(LogTable table, string source)
    {
        Table = table;
        Source = source;
        _cells = new long[table.Columns.Length][];
        _valid = new ulong[table.Columns.Length][];
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = new long[Capacity];
            _valid[i] = new ulong[Capacity / 64];
        }
    }

    /// <summary>The table the rows are for.</summary>
    public LogTable Table { get; }

    /// <summary>The id of the source that mapped the rows.</summary>
    public string Source { get; private set; }

    /// <summary>Rows written.</summary>
    public int Rows { get; private set; }

    /// <summary>True when no row fits any more.</summary>
    public bool IsFull => Rows == Capacity;

    /// <summary>Bytes of text held.</summary>
    public int ArenaBytes => _used;

    /// <summary>Record id of each row; equal ids are the same record delivered twice.</summary>
    public UInt128[] Ids { get; } = new UInt128[Capacity];

    /// <summary>Rows that must not be stored: their record was refused after all, or the lake has it.</summary>
    public bool[] Skip { get; } = new bool[Capacity];

    /// <summary>Rows that the lake had already (they are skipped, too).</summary>
    public bool[] Known { get; } = new bool[Capacity];

    /// <summary>Where each row's raw record lies in the arena (see <see cref="Text"/>).</summary>
    public long[] Raw { get; } = new long[Capacity];

    /// <summary>Values of a column: numbers, bits of reals, microseconds since the epoch, or arena positions of text.</summary>
    public ReadOnlySpan<long> Cells(int column) => _cells[column].AsSpan(0, Rows);

    /// <summary>Bit per row, 1 where the column has a value.</summary>
    public ReadOnlySpan<ulong> Valid(int column) => _valid[column];

    /// <summary>True when the cell has a value.</summary>
    public bool Has(int column, int row) => (_valid[column][row >> 6] >> (row & 63) & 1) != 0;

    /// <summary>Text behind an arena position.</summary>
    public ReadOnlySpan<byte> Text(long cell) => _arena.AsSpan((int)(cell >> 32), (int)cell);

    /// <summary>Starts a row and sets its time.</summary>
    public RowWriter Add(UInt128 id, DateTimeOffset eventTime, ReadOnlySpan<byte> raw)
    {
        var row = Rows++;
        Ids[row] = id;
        Raw[row] = Store(raw);
        SetCell(Table.TimeGenerated, row, Micros(eventTime));
        return new(this, row);
    }

    /// <summary>Hands the empty batch to another source of the same table.</summary>
    public RowBatch ReuseFor(string source)
    {
        Source = source;
        return this;
    }

    /// <summary>Forgets all rows; memory is kept.</summary>
    public void Clear()
    {
        Array.Clear(Skip, 0, Rows);
        Array.Clear(Known, 0, Rows);
        Rows = 0;
        _used = 0;
        foreach (var valid in _valid)
        {
            Array.Clear(valid);
        }

        // One batch of very large records must not keep its arena for ever.
        if (_arena.Length > 16 * 1024 * 1024)
        {
            _arena = new byte[64 * 1024];
        }
    }

    /// <summary>Moves the last rows to the end of another batch of the same table.</summary>
    public void MoveTail(int count, RowBatch into)
    {
        for (var row = Rows - count; row < Rows; row++)
        {
            var to = into.Rows++;
            into.Ids[to] = Ids[row];
            into.Skip[to] = Skip[row];
            into.Raw[to] = into.Store(Text(Raw[row]));
            for (var column = 0; column < _cells.Length; column++)
            {
                if (Has(column, row))
                {
                    var cell = _cells[column][row];
                    into.SetCell(column, to, Table.Columns[column].Type is ColumnType.String or ColumnType.Dynamic ? into.Store(Text(cell)) : cell);
                }
            }
        }

        Array.Clear(Skip, Rows - count, count);
        Rows -= count;
    }

    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    public static long Micros(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;

    internal void SetCell(int column, int row, long value)
    {
        _cells[column][row] = value;
        _valid[column][row >> 6] |= 1UL << (row & 63);
    }

    internal void SetText(int column, int row, ReadOnlySpan<byte> utf8) => SetCell(column, row, Store(utf8));

    private long Store(ReadOnlySpan<byte> utf8)
    {
        if (_used + utf8.Length > _arena.Length)
        {
            Array.Resize(ref _arena, Math.Max(_arena.Length + (_arena.Length / 2), _used + utf8.Length));
        }

        utf8.CopyTo(_arena.AsSpan(_used));
        var cell = (long)_used << 32 | (uint)utf8.Length;
        _used += utf8.Length;
        return cell;
    }
}
