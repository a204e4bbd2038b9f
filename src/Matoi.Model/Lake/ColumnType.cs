namespace Matoi.Model.Lake;

/// <summary>Kusto scalar types that log tables use; stored as the lake's nearest native type.</summary>
public enum ColumnType
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>true or false.</summary>
    Bool,

    /// <summary>32-bit signed integer.</summary>
    Int,

    /// <summary>64-bit signed integer.</summary>
    Long,

    /// <summary>64-bit floating point.</summary>
    Real,

    /// <summary>UTC instant, microseconds.</summary>
    DateTime,

    /// <summary>JSON text.</summary>
    Dynamic,
}
