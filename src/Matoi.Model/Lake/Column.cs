namespace Matoi.Model.Lake;

/// <summary>One column of a log table, named as Microsoft Sentinel names it.</summary>
public sealed record Column(string Name, ColumnType Type)
{
    /// <summary>Reads the declaration <c>Name</c> (a string column) or <c>Name:type</c> with a Kusto type name.</summary>
    /// <exception cref="ArgumentException">The type is not a Kusto scalar type that the lake stores.</exception>
    public static Column Parse(string declaration)
    {
        var colon = declaration.IndexOf(':');
        return colon < 0
            ? new(declaration, ColumnType.String)
            : new(declaration[..colon], ParseType(declaration[(colon + 1)..]));
    }

    private static ColumnType ParseType(string type) => type switch
    {
        "string" or "guid" => ColumnType.String,
        "bool" => ColumnType.Bool,
        "int" => ColumnType.Int,
        "long" => ColumnType.Long,
        "real" => ColumnType.Real,
        "datetime" => ColumnType.DateTime,
        "dynamic" => ColumnType.Dynamic,
        _ => throw new ArgumentException($"unknown column type '{type}' (string, guid, bool, int, long, real, datetime, dynamic)", nameof(type)),
    };
}
