using System.Collections.Frozen;

namespace Matoi.Model.Lake;

/// <summary>
/// A table of the lake with the name and columns that Microsoft Sentinel gives this log, so that public KQL runs on it.
/// The lake adds <c>_Id</c>, <c>_Source</c>, <c>_IngestTime</c> and <c>_Raw</c> (the record as it came) to every table.
/// </summary>
public class LogTable
{
    private readonly FrozenDictionary<string, int> _index;

    /// <summary>Creates a table; <c>TimeGenerated:datetime</c> is added in front when <paramref name="columns"/> lacks it.</summary>
    public LogTable(string name, params string[] columns)
        : this(name, columns.Select(Column.Parse))
    {
    }

    /// <summary>Creates a table from typed columns.</summary>
    protected LogTable(string name, IEnumerable<Column> columns)
    {
        Name = name;
        var all = columns.ToList();
        if (all.All(column => column.Name != "TimeGenerated"))
        {
            all.Insert(0, new("TimeGenerated", ColumnType.DateTime));
        }

        Columns = [.. all];
        _index = Columns.Select((column, i) => (column.Name, i)).ToFrozenDictionary(c => c.Name, c => c.i);
        TimeGenerated = _index["TimeGenerated"];
    }

    /// <summary>The Sentinel table name.</summary>
    public string Name { get; }

    /// <summary>The columns in storage order.</summary>
    public Column[] Columns { get; }

    /// <summary>Position of <c>TimeGenerated</c>, which every table has.</summary>
    public int TimeGenerated { get; }

    /// <summary>Position of a column.</summary>
    /// <exception cref="KeyNotFoundException">The table has no such column.</exception>
    public int this[string column] => _index.TryGetValue(column, out var i)
        ? i
        : throw new KeyNotFoundException($"table {Name} has no column {column}");
}
