using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>getschema</c>.</summary>
internal static class GetSchema
{
    /// <summary>A row for every column of the input.</summary>
    public static Rel Bind(Rel input)
    {
        var columns = new Columns();
        var ordinal = columns.Add("ColumnOrdinal", KqlType.Int);
        return new ValuesRel(
            [columns.Add("ColumnName", KqlType.String), ordinal, columns.Add("DataType", KqlType.String), columns.Add("ColumnType", KqlType.String)],
            [.. input.Columns.Select((c, i) => (IReadOnlyList<Scalar>)[Constant.Text(c.Name), new Constant(KqlType.Int, i), Constant.Text(DataType(c.Type)), Constant.Text(Conversions.Name(c.Type))])])
        {
            Order = [new(ordinal, Ascending: true, NullsFirst: true)],
        };
    }

    private static string DataType(KqlType type) => type switch
    {
        KqlType.Bool => "System.SByte",
        KqlType.Int => "System.Int32",
        KqlType.Long => "System.Int64",
        KqlType.Real => "System.Double",
        KqlType.Decimal => "System.Data.SqlTypes.SqlDecimal",
        KqlType.DateTime => "System.DateTime",
        KqlType.TimeSpan => "System.TimeSpan",
        KqlType.Guid => "System.Guid",
        KqlType.String => "System.String",
        _ => "System.Object",
    };
}
