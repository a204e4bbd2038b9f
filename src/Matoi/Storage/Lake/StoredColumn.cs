using Matoi.Kql;
using Matoi.Model.Lake;

namespace Matoi.Storage.Lake;

/// <summary>A column as the lake stores it.</summary>
/// <param name="Name">Name.</param>
/// <param name="Type">What its values are.</param>
/// <param name="Expression">SQL that reads it; null when the name does.</param>
internal sealed record StoredColumn(string Name, KqlType Type, string? Expression = null)
{
    /// <summary>From the engine's type; text that a log table calls dynamic is JSON.</summary>
    public static StoredColumn Of(string name, string engineType, ColumnType? declared) => engineType switch
    {
        "BOOLEAN" => new(name, KqlType.Bool),
        "INTEGER" => new(name, KqlType.Int),
        "BIGINT" => new(name, KqlType.Long),
        "DOUBLE" => new(name, KqlType.Real),
        "UUID" => new(name, KqlType.Guid, $"CAST({DuckLake.Quote(name)} AS VARCHAR)"),
        _ when engineType.StartsWith("TIMESTAMP", StringComparison.Ordinal) => new(name, KqlType.DateTime),
        _ => new(name, declared == ColumnType.Dynamic ? KqlType.Dynamic : KqlType.String),
    };
}
