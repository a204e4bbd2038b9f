namespace Matoi.Kql.Tests.Operators;

/// <summary>Values of every type at which functions go wrong, as constants hold them.</summary>
internal static class EdgeValues
{
    /// <summary>The values of a type; null among them where the type has it.</summary>
    public static object?[] Of(KqlType type) => type switch
    {
        KqlType.Bool => [null, true, false],
        KqlType.Int => [null, 0, 1, -1, 7, int.MinValue, int.MaxValue],
        KqlType.Long => [null, 0L, 1L, -1L, 2L, 7L, -7L, 64L, 621_355_968_000_000_000L, 1L << 53, long.MinValue, long.MaxValue],
        KqlType.Real => [null, 0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 2.5, -2.5, 7.25, 0.1, 1e-320, 1e15, 1e300, -1e300, 9.3e18, double.PositiveInfinity, double.NegativeInfinity, double.NaN],
        KqlType.Decimal => [null, 0m, 1.50m, -2.75m, 100000000000000000000m],
        KqlType.DateTime =>
        [
            null, new DateTime(0, DateTimeKind.Utc), DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc), DateTime.UnixEpoch, DateTime.UnixEpoch.AddTicks(-1),
            new DateTime(2020, 2, 29, 13, 45, 30, DateTimeKind.Utc).AddTicks(1234567), new DateTime(2021, 1, 3, 0, 0, 0, DateTimeKind.Utc),
        ],
        KqlType.TimeSpan => [null, TimeSpan.Zero, new TimeSpan(1), new TimeSpan(-1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(-1.5), TimeSpan.FromDays(7), TimeSpan.MinValue, TimeSpan.MaxValue],
        KqlType.Guid => [null, Guid.Empty, new Guid("01234567-89ab-cdef-0123-456789abcdef")],
        KqlType.String =>
        [
            "", " ", "a", "A", "ab", "a,b", "ß", "İ", "é", "e\u0301", "日本", "😀", "true", "12", "-7.5", "0x1F", "null", "{\"a\":1}", "[1,2]", "\"q\"", "a\nb", "\u0001\t\u001f", "%_\\'\"",
            "2020-01-01", "http://a.b/c?d=%20e", "1.2.3.4", "QQ==", new string('x', 40),
        ],
        _ =>
        [
            null, "true", "false", "0", "-1", "1.5", "1.0", "1e30", "12345678901234567890", "\"\"", "\"a\"", "\"12\"", "\"true\"", "\"é\\n\\\"\"", "[]", "[1,2,3]", "[null,\"a\",1.5]",
            "{}", "{\"a\":1,\"b\":[2]}", "{\"k\":null}",
        ],
    };
}
