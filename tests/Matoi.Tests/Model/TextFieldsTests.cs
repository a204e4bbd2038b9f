using Matoi.Model.Sources;
using Xunit;

namespace Matoi.Tests.Model;

/// <summary>A line is cut into its fields.</summary>
public class TextFieldsTests
{
    [Theory]
    [InlineData("a b  c\td", new[] { "a", "b", "c", "d" })]
    [InlineData("a,b,c", new[] { "a", "b", "c" })]
    [InlineData("a,,c,", new[] { "a", "", "c", "" })]
    [InlineData("\"a,b\",c", new[] { "a,b", "c" })]
    [InlineData("\"say \"\"hi\"\"\",c", new[] { "say \"hi\"", "c" })]
    [InlineData("a b,c d", new[] { "a b", "c d" })]
    [InlineData("\"never closed,c", new[] { "never closed,c" })]
    [InlineData("", new string[0])]
    public void Split_gives_the_fields_when_a_line_has_them(string line, string[] fields) => Assert.Equal(fields, TextFields.Split(line));

    [Fact]
    public void Split_keeps_commas_when_the_delimiter_is_another() => Assert.Equal(["a,b", "c"], TextFields.Split("a,b;c", ';'));
}
