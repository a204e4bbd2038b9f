using Xunit;

namespace Matoi.Kql.Tests.Operators;

public class OutputNameTests
{
    private const string T = "datatable(i: int, l: long, r: real, s: string, t: datetime, d: dynamic, b: bool)[]";

    [Theory]
    [InlineData("project i, i + 1, l + 1", "i, Column1, Column2")]
    [InlineData("project tostring(i), i", "i, i1")]
    [InlineData("project d.a.b, d['a'], d[0], d.a[0].b, d[-1], d[s].y", "d_a_b, d_a, d_0, d_a_0_b, d_, d__y")]
    [InlineData("project tostring(d.a), tolong(tostring(s)), bin(t, 1h), startofday(t), startofweek(t)", "d_a, s, t, t1, Column1")]
    [InlineData("project bin(t + 1h, 1h), round(r, 1), abs(i), pow(r, 2), binary_and(i, l)", "Column1, r, i, r1, i1")]
    [InlineData("project gettype(d.a), gettype(i + 1), strlen(s), tostring(strlen(s))", "type_d_a, type_, strlen_s, strlen_s1")]
    [InlineData("project split(s, ',')[0], parse_json(s).a, tostring(parse_json(tostring(d.a))[0].x)", "s_0, s_a, d_a_0_x")]
    [InlineData("project toupper(s), -i, not(b), now(), iff(b, i, l)", "Column1, Column2, Column3, Column4, Column5")]
    [InlineData("project column_ifexists('s', ''), column_ifexists('zz', '')", "s, Column1")]
    [InlineData("project ingestion_time(), make_datetime(s), make_datetime(2020, 1, 1)", "$IngestionTime, s, Column1")]
    [InlineData("extend tostring(s), d.a, i + 1", "i, l, r, s, t, d, b, d_a, Column1")]
    [InlineData("extend x = i + 1 | extend d.a | extend d_a", "i, l, r, s, t, d, b, x, d_a")]
    public void Columns_have_Kustos_names_when_none_is_written(string op, string names)
        => Assert.Equal(names, string.Join(", ", Kql.Run($"{T} | {op}").Columns.Select(c => c.Name)));

    [Theory]
    [InlineData("print 1, x = 2, 3", "print_0, x, print_2")]
    [InlineData("print tostring(1), strlen('a')", "print_0, print_1")]
    public void Printed_values_have_the_number_of_their_place_when_no_name_is_written(string query, string names)
        => Assert.Equal(names, string.Join(", ", Kql.Run(query).Columns.Select(c => c.Name)));
}
