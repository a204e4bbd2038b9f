using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Makes the columns of a new relation: unique names as Kusto gives them, and names in SQL that differ without regard to case.</summary>
internal sealed class Columns
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sql = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A new column; a taken name gets the first free number behind it (<c>x1</c>).</summary>
    public Column Add(string name, KqlType type, ColumnForm form = ColumnForm.Canonical) => Add(name, type, form, null);

    /// <summary>A column that carries a value (and its form, when it is only passed on) under a name.</summary>
    public Column Add(string name, Scalar value) => Add(name, value.Type, value is ColumnValue { Column.Form: var form } ? form : ColumnForm.Canonical, ParsedFrom(value));

    private Column Add(string name, KqlType type, ColumnForm form, Column? parsedFrom)
    {
        var unique = name;
        for (var i = 1; !_names.Add(unique); i++)
        {
            unique = $"{name}{i}";
        }

        return new(unique, type, Sql(unique), form) { ParsedFrom = parsedFrom };
    }

    /// <summary>A column that KQL cannot see; it takes no name from the others.</summary>
    public Column Hidden(string name, KqlType type, ColumnForm form = ColumnForm.Canonical) => new(name, type, Sql(name), form);

    /// <summary>Takes the names of columns that stay, so that new ones differ.</summary>
    public Columns Keep(IEnumerable<Column> columns)
    {
        foreach (var column in columns)
        {
            _names.Add(column.Name);
            _sql.Add(column.Sql);
        }

        return this;
    }

    /// <summary>Frees a name that is replaced by a column of the same name; its name in SQL stays taken, as both may stand side by side for a while.</summary>
    public void Free(string name) => _names.Remove(name);

    /// <summary>True when a visible column of the name exists.</summary>
    public bool Has(string name) => _names.Contains(name);

    private static Column? ParsedFrom(Scalar value) => value switch
    {
        ColumnValue column => column.Column.ParsedFrom,
        Call { Function.Name: "parse_json" or "todynamic" or "parsejson", Arguments: [ColumnValue { Type: KqlType.String } text] } => text.Column,
        _ => null,
    };

    private string Sql(string name)
    {
        // The engine has no empty name and none with the character 0.
        var plain = name.Length == 0 ? "~" : name.Replace('\0', '~');
        var sql = plain;
        for (var i = 1; !_sql.Add(sql); i++)
        {
            sql = $"{plain}~{i}";
        }

        return sql;
    }
}
