using DuckDB.NET.Native;
using Matoi.Model.Lake;

namespace Matoi.Storage.Lake.Shredding;

/// <summary>
/// Which value goes to which column of a table's hot part: the engine takes values by position, and columns that were added later (by a newer version, by a shredded
/// path) stand behind those that the log declares.
/// </summary>
internal sealed class HotLayout
{
    private HotLayout(IReadOnlyList<Slot> slots, IReadOnlyList<(int Column, PathExtractor Extractor, IReadOnlyList<int> Slots)> shredded) => (Slots, Shredded) = (slots, shredded);

    /// <summary>The hot table's columns in their order.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    /// <summary>JSON columns with paths: the column of the batch, the reader, and the slot of each of its paths.</summary>
    public IReadOnlyList<(int Column, PathExtractor Extractor, IReadOnlyList<int> Slots)> Shredded { get; }

    /// <summary>Finds the places of a log's columns and paths among the hot table's.</summary>
    public static HotLayout Of(LogTable table, IReadOnlyList<string> columns, IReadOnlyList<ShreddedPath> paths)
    {
        var byName = table.Columns.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i, StringComparer.OrdinalIgnoreCase);
        var slots = columns.Select(name => name switch
        {
            "_Id" => new Slot(SlotKind.Id, -1, DuckDBType.Uuid),
            "_Source" => new(SlotKind.Source, -1, DuckDBType.Varchar),
            "_IngestTime" => new(SlotKind.IngestTime, -1, DuckDBType.Timestamp),
            "_Raw" => new(SlotKind.Raw, -1, DuckDBType.Varchar),
            _ => byName.TryGetValue(name, out var i) ? new(SlotKind.Column, i, VectorWriter.EngineType(table.Columns[i].Type)) : new(SlotKind.Absent, -1, DuckDBType.Varchar),
        }).ToList();
        var shredded = paths.Where(p => byName.ContainsKey(p.Column)).GroupBy(p => byName[p.Column])
            .Select(g => (g.Key, new PathExtractor([.. g.Select(p => p.Steps)]), (IReadOnlyList<int>)[.. g.Select(p => IndexOf(columns, p.Name))])).ToList();
        foreach (var slot in shredded.SelectMany(s => s.Item3))
        {
            slots[slot] = new(SlotKind.Shredded, -1, DuckDBType.Varchar);
        }

        return new(slots, shredded);
    }

    private static int IndexOf(IReadOnlyList<string> columns, string name)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (string.Equals(columns[i], name, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        throw new InvalidOperationException($"the hot table has no column {name}");
    }

    /// <summary>What a column of the hot table takes.</summary>
    internal readonly record struct Slot(SlotKind Kind, int Column, DuckDBType Type);

    /// <summary>Where a column's values come from.</summary>
    internal enum SlotKind
    {
        Id,
        Source,
        IngestTime,
        Raw,
        Column,
        Shredded,
        Absent,
    }
}
