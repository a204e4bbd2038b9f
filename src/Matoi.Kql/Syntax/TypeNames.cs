namespace Matoi.Kql.Syntax;

/// <summary>The words for the types.</summary>
internal static class TypeNames
{
    /// <summary>The names a query is told to use.</summary>
    internal static readonly string[] All = ["bool", "int", "long", "real", "decimal", "datetime", "timespan", "guid", "string", "dynamic"];

    /// <summary>The type of that name or of one of its other names; null when there is none.</summary>
    internal static KqlType? Find(string name) => name switch
    {
        "bool" or "boolean" => KqlType.Bool,
        "int" or "int32" => KqlType.Int,
        "long" or "int64" => KqlType.Long,
        "real" or "double" => KqlType.Real,
        "decimal" => KqlType.Decimal,
        "datetime" or "date" => KqlType.DateTime,
        "timespan" or "time" => KqlType.TimeSpan,
        "guid" or "uuid" or "uniqueid" => KqlType.Guid,
        "string" => KqlType.String,
        "dynamic" => KqlType.Dynamic,
        _ => null,
    };

    /// <summary>The usual name.</summary>
    internal static string Of(KqlType type) => All[(int)type];
}
