using DuckDB.NET.Data;
using DuckDB.NET.Native;
using Matoi.Model.Lake;
using Matoi.Storage.Lake.Shredding;
using NativeAppender = DuckDB.NET.Native.DuckDBAppender;

namespace Matoi.Storage.Lake;

/// <summary>Copies row batches into the engine's column vectors, one call per value for text and none for the rest.</summary>
internal static unsafe class VectorWriter
{
    /// <summary>Appends the rows that are not to be skipped; returns how many.</summary>
    public static int Append(DuckDBConnection connection, string schema, LogTable table, HotLayout layout, IEnumerable<RowBatch> batches, DateTimeOffset ingestTime)
    {
        if (NativeMethods.Appender.DuckDBAppenderCreate(connection.NativeConnection, schema, table.Name, out var appender) == DuckDBState.Error)
        {
            throw new InvalidOperationException($"the lake does not take rows for {table.Name}: {Error(appender)}");
        }

        using (appender)
        {
            var rows = 0;
            var types = layout.Slots.Select(s => NativeMethods.LogicalType.DuckDBCreateLogicalType(s.Type)).ToArray();
            using var chunk = NativeMethods.DataChunks.DuckDBCreateDataChunk([.. types.Select(t => t.DangerousGetHandle())], (ulong)types.Length);
            foreach (var batch in batches)
            {
                rows += Fill(chunk, layout, batch, ingestTime);

                // Flushed at once: the appender's own buffer would hold a second copy of the whole group.
                if (NativeMethods.Appender.DuckDBAppendDataChunk(appender, chunk) == DuckDBState.Error
                    || NativeMethods.Appender.DuckDBAppenderFlush(appender) == DuckDBState.Error)
                {
                    throw new InvalidOperationException($"the lake does not take rows for {table.Name}: {Error(appender)}");
                }

                NativeMethods.DataChunks.DuckDBDataChunkReset(chunk);
            }

            foreach (var type in types)
            {
                type.Dispose();
            }

            return NativeMethods.Appender.DuckDBAppenderClose(appender) == DuckDBState.Error
                ? throw new InvalidOperationException($"the lake does not take rows for {table.Name}: {Error(appender)}")
                : rows;
        }
    }

    /// <summary>The engine's name of a column type.</summary>
    public static string SqlType(ColumnType type) => type switch
    {
        ColumnType.Bool => "BOOLEAN",
        ColumnType.Int => "INTEGER",
        ColumnType.Long => "BIGINT",
        ColumnType.Real => "DOUBLE",
        ColumnType.DateTime => "TIMESTAMP",
        _ => "VARCHAR",
    };

    internal static DuckDBType EngineType(ColumnType type) => type switch
    {
        ColumnType.Bool => DuckDBType.Boolean,
        ColumnType.Int => DuckDBType.Integer,
        ColumnType.Long => DuckDBType.BigInt,
        ColumnType.Real => DuckDBType.Double,
        ColumnType.DateTime => DuckDBType.Timestamp,
        _ => DuckDBType.Varchar,
    };

    private static string Error(NativeAppender appender)
    {
        using var error = NativeMethods.Appender.DuckDBAppenderErrorData(appender);
        return NativeMethods.ErrorData.DuckDBErrorDataMessage(error);
    }

    private static int Fill(DuckDBDataChunk chunk, HotLayout layout, RowBatch batch, DateTimeOffset ingestTime)
    {
        Span<int> rows = stackalloc int[RowBatch.Capacity];
        var count = 0;
        for (var row = 0; row < batch.Rows; row++)
        {
            if (!batch.Skip[row])
            {
                rows[count++] = row;
            }
        }

        rows = rows[..count];
        for (var slot = 0; slot < layout.Slots.Count; slot++)
        {
            var vector = Vector(chunk, slot);
            switch (layout.Slots[slot].Kind)
            {
                case HotLayout.SlotKind.Id:
                    Ids(vector, batch, rows);
                    break;
                case HotLayout.SlotKind.Source:
                    Repeat(vector, System.Text.Encoding.UTF8.GetBytes(batch.Source), count);
                    break;
                case HotLayout.SlotKind.IngestTime:
                    new Span<long>(NativeMethods.Vectors.DuckDBVectorGetData(vector), count).Fill(RowBatch.Micros(ingestTime));
                    break;
                case HotLayout.SlotKind.Raw:
                    Raw(vector, batch, rows);
                    break;
                case HotLayout.SlotKind.Column:
                    Column(vector, batch, layout.Slots[slot].Column, rows);
                    break;
                case HotLayout.SlotKind.Absent:
                    Absent(vector, count);
                    break;
            }
        }

        foreach (var (column, extractor, slots) in layout.Shredded)
        {
            Shredded(chunk, batch, column, extractor, slots, rows);
        }

        NativeMethods.DataChunks.DuckDBDataChunkSetSize(chunk, (ulong)count);
        return count;
    }

    private static IntPtr Vector(DuckDBDataChunk chunk, int column) => NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);

    private static void Ids(IntPtr vector, RowBatch batch, ReadOnlySpan<int> rows)
    {
        // The engine keeps a UUID as a signed 128-bit number with its top bit turned over, low half first.
        var data = (ulong*)NativeMethods.Vectors.DuckDBVectorGetData(vector);
        for (var i = 0; i < rows.Length; i++)
        {
            var id = batch.Ids[rows[i]];
            data[2 * i] = (ulong)id;
            data[2 * i + 1] = (ulong)(id >> 64) ^ (1UL << 63);
        }
    }

    private static void Raw(IntPtr vector, RowBatch batch, ReadOnlySpan<int> rows)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            Text(vector, i, batch.Text(batch.Raw[rows[i]]));
        }
    }

    private static void Absent(IntPtr vector, int count)
    {
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        var valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        new Span<ulong>(valid, (count + 63) / 64).Clear();
    }

    /// <summary>The texts at a JSON column's paths: never NULL, so that NULL marks a row older than its path.</summary>
    private static void Shredded(DuckDBDataChunk chunk, RowBatch batch, int column, PathExtractor extractor, IReadOnlyList<int> slots, ReadOnlySpan<int> rows)
    {
        var cells = batch.Cells(column);
        var vectors = slots.Select(s => Vector(chunk, s)).ToArray();
        for (var i = 0; i < rows.Length; i++)
        {
            extractor.Read(batch.Has(column, rows[i]) ? batch.Text(cells[rows[i]]) : []);
            for (var path = 0; path < vectors.Length; path++)
            {
                Text(vectors[path], i, extractor[path]);
            }
        }
    }

    private static void Repeat(IntPtr vector, ReadOnlySpan<byte> text, int count)
    {
        for (var i = 0; i < count; i++)
        {
            Text(vector, i, text);
        }
    }

    private static void Column(IntPtr vector, RowBatch batch, int column, ReadOnlySpan<int> rows)
    {
        var type = batch.Table.Columns[column].Type;
        var cells = batch.Cells(column);
        NativeMethods.Vectors.DuckDBVectorEnsureValidityWritable(vector);
        var valid = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        var data = NativeMethods.Vectors.DuckDBVectorGetData(vector);
        for (var i = 0; i < rows.Length; i++)
        {
            if (!batch.Has(column, rows[i]))
            {
                valid[i >> 6] &= ~(1UL << (i & 63));
                continue;
            }

            var cell = cells[rows[i]];
            switch (type)
            {
                case ColumnType.String or ColumnType.Dynamic:
                    Text(vector, i, batch.Text(cell));
                    break;
                case ColumnType.Bool:
                    ((byte*)data)[i] = (byte)cell;
                    break;
                case ColumnType.Int:
                    ((int*)data)[i] = (int)cell;
                    break;
                default:
                    ((long*)data)[i] = cell;
                    break;
            }
        }
    }

    private static void Text(IntPtr vector, int row, ReadOnlySpan<byte> utf8)
    {
        // The parser has checked that the input is UTF-8, so the engine need not check again.
        fixed (byte* bytes = utf8)
        {
            byte empty;
            NativeMethods.Vectors.DuckDBUnsafeVectorAssignStringElementLength(vector, (ulong)row, bytes == null ? &empty : bytes, utf8.Length);
        }
    }
}
