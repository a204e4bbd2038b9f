namespace Matoi.Kql;

/// <summary>The scalar types of KQL.</summary>
public enum KqlType
{
    /// <summary>true, false or null.</summary>
    Bool,

    /// <summary>32-bit signed integer.</summary>
    Int,

    /// <summary>64-bit signed integer.</summary>
    Long,

    /// <summary>64-bit floating point.</summary>
    Real,

    /// <summary>Decimal number.</summary>
    Decimal,

    /// <summary>UTC instant in ticks of 100 ns since 0001-01-01.</summary>
    DateTime,

    /// <summary>Length of time in ticks of 100 ns.</summary>
    TimeSpan,

    /// <summary>128-bit identifier.</summary>
    Guid,

    /// <summary>Text; never null.</summary>
    String,

    /// <summary>Any JSON value.</summary>
    Dynamic,
}
