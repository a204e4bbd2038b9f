using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions;

/// <summary>Which C# type a KQL type is in a function's method.</summary>
public static class ClrTypes
{
    /// <summary>The KQL type that a C# type, nullable or not, stands for.</summary>
    public static KqlType KqlTypeOf(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain == typeof(bool) ? KqlType.Bool
            : plain == typeof(int) ? KqlType.Int
            : plain == typeof(long) ? KqlType.Long
            : plain == typeof(double) ? KqlType.Real
            : plain == typeof(decimal) ? KqlType.Decimal
            : plain == typeof(DateTime) ? KqlType.DateTime
            : plain == typeof(TimeSpan) ? KqlType.TimeSpan
            : plain == typeof(Guid) ? KqlType.Guid
            : plain == typeof(string) || plain == typeof(Utf8Text) ? KqlType.String
            : typeof(JsonNode).IsAssignableFrom(plain) || plain == typeof(JsonText) ? KqlType.Dynamic
            : PreparedArguments.KqlTypeOf(plain) is { } prepared ? prepared
            : plain.IsArray ? KqlTypeOf(plain.GetElementType()!)
            : throw new ArgumentException($"{type} stands for no type of KQL", nameof(type));
    }
}
