using Xunit;

namespace Matoi.Kql.Tests.Types;

/// <summary>The character 0 is a character like others: no text, name or path ends at it.</summary>
public class NulTextTests
{
    [Fact]
    public void Text_goes_on_behind_it()
        => Assert.Equal("a\0b | 3 | false | true", Kql.Table(@"datatable(s:string)['a\u0000b'] | extend n = strlen(s), m = s == 'a', p = s == 'a\u0000b'"));

    [Fact]
    public void Text_may_hold_the_characters_that_could_stand_for_it()
        => Assert.Equal("a\0\uE000\uE001", Kql.Table(@"datatable(s:string)['a\u0000\uE000\uE001']"));

    [Fact]
    public void Path_goes_on_behind_it()
        => Assert.Equal("1 | 2", Kql.Table(@"datatable(d:dynamic)[dynamic({""a"":3, ""a\u0000"":1, """":2})] | project x = d['a\u0000'], y = d['']"));

    [Fact]
    public void Column_may_be_named_by_it_or_by_nothing()
        => Assert.Equal(["", "a\0"], Kql.Run(@"datatable(d:dynamic)[dynamic({""a\u0000"":1, """":2})] | evaluate bag_unpack(d)").Columns.Select(c => c.Name));
}
