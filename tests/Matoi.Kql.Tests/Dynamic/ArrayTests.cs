using Xunit;

namespace Matoi.Kql.Tests.Dynamic;

public class ArrayTests
{
    [Theory]
    [InlineData("array_length(dynamic([1,[2],null]))", "3")]
    [InlineData("""array_length(dynamic({"a":1}))""", "null")]
    [InlineData("array_length(dynamic(null))", "null")]
    [InlineData("""array_concat(dynamic({"a":1}), dynamic([1]), dynamic(null), dynamic([2,3]))""", "[1,2,3]")]
    [InlineData("array_concat(dynamic(null))", "null")]
    [InlineData("array_slice(dynamic([1,2,3,4,5]), 1, 3)", "[2,3,4]")]
    [InlineData("array_slice(dynamic([1,2,3,4,5]), -3, -2)", "[3,4]")]
    [InlineData("array_slice(dynamic([1,2,3]), 5, 9)", "[]")]
    [InlineData("array_slice(dynamic([1,2,3]), 1, 0)", "[]")]
    [InlineData("array_split(dynamic([1,2,3,4,5]), 2)", "[[1,2],[3,4,5]]")]
    [InlineData("array_split(dynamic([1,2,3,4,5]), dynamic([1,-2]))", "[[1],[2,3],[4,5]]")]
    [InlineData("array_reverse(dynamic([1,[2,3]]))", "[[2,3],1]")]
    [InlineData("array_rotate_left(dynamic([1,2,3,4,5]), -7)", "[4,5,1,2,3]")]
    [InlineData("array_rotate_right(dynamic([]), 3)", "[]")]
    [InlineData("array_shift_left(dynamic([1,2,3]), 1)", "[2,3,null]")]
    [InlineData("array_shift_right(dynamic([1,2,3]), 1, 'x')", "[\"x\",1,2]")]
    [InlineData("array_shift_left(dynamic([1,2,3]), 9, 0)", "[0,0,0]")]
    [InlineData("zip(dynamic([1,2]), dynamic(['a']), dynamic(null))", "[[1,\"a\",null],[2,null,null]]")]
    [InlineData("array_sum(dynamic([1,null,2.5]))", "3.5")]
    [InlineData("array_sum(dynamic([1,'x']))", "null")]
    [InlineData("array_iff(dynamic([true,0,null,'x',2]), dynamic([1,2,3]), 'no')", "[1,\"no\",null,null,null]")]
    public void Parts(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("'an'", "2")]
    [InlineData("'example', 1, 3", "3")]
    [InlineData("'example', 1, 2", "-1")]
    [InlineData("'example', 2, -1", "3")]
    [InlineData("'an', 1, -1, 2", "4")]
    [InlineData("'an', 1, -1, 3", "-1")]
    [InlineData("'an', -3", "4")]
    [InlineData("'is', -4", "-1")]
    [InlineData("'an', 0, -2", "null")]
    public void Index_of_looks_where_it_is_told(string arguments, string expected)
        => Assert.Equal(expected, Kql.Print($"array_index_of(dynamic(['this','is','an','example','an','example']), {arguments})"));

    [Theory]
    [InlineData("array_sort_asc(dynamic([3,'b',null,1.5,'a',true]))", "[1.5,3,\"a\",\"b\",true,null]")]
    [InlineData("array_sort_desc(dynamic([null,'blue','yellow',null]), false)", "[null,null,\"yellow\",\"blue\"]")]
    [InlineData("array_sort_asc(dynamic([2,1]), dynamic(['b','a']))[1]", "[\"a\",\"b\"]")]
    [InlineData("array_sort_asc(dynamic([2,1]), dynamic(['b']))[1]", "null")]
    [InlineData("array_sort_asc(dynamic([2,1]))[0]", "1")]
    public void Sort_puts_kinds_and_nulls_in_order(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));

    [Theory]
    [InlineData("range(1, 8, 3)", "[1,4,7]")]
    [InlineData("range(5, 1, -2)", "[5,3,1]")]
    [InlineData("range(1, 0)", "[]")]
    [InlineData("range(1, 2, 0)", "null")]
    [InlineData("range(1.0, 2, 0.5)", "[1.0,1.5,2.0]")]
    [InlineData("range(1h, 3h)", "[\"01:00:00\",\"02:00:00\",\"03:00:00\"]")]
    [InlineData("range(datetime(2020-01-01), datetime(2020-01-02), 1d)", "[\"2020-01-01T00:00:00.0000000Z\",\"2020-01-02T00:00:00.0000000Z\"]")]
    [InlineData("array_length(range(1, 1000000000))", "1048576")]
    [InlineData("repeat('a', 2)", "[\"a\",\"a\"]")]
    [InlineData("repeat(1, 0)", "[]")]
    [InlineData("repeat(1, -1)", "null")]
    public void Making(string expression, string expected) => Assert.Equal(expected, Kql.Print(expression));
}
