using Xunit;

namespace Matoi.Kql.Tests.Tables;

/// <summary><c>externaldata</c>.</summary>
public sealed class ExternalTests
{
    private static readonly StoredTables Files = new()
    {
        Files =
        {
            ["https://x.org/a.csv"] = "\uFEFFname,n\r\n\"a, \"\"b\"\"\",1\r\n\r\nc,two\r\n",
            ["https://x.org/a.tsv"] = "a\t1\nb\t2",
            ["https://x.org/list.txt"] = "one\ntwo, three\n",
            ["https://x.org/a.json"] = "{\"name\":\"a\",\"n\":1,\"d\":{\"x\":[1]}}\n{\"name\":null,\"n\":\"2\"}\n",
            ["https://x.org/m.json"] = "[{\"name\":\"a\",\"n\":1},{\"name\":\"b\"}]",
        },
    };

    [Theory]
    [InlineData("externaldata(name:string, n:long)[@'https://x.org/a.csv'] with (ignoreFirstRecord=true)", "a, \"b\" 1, c null")]
    [InlineData("externaldata(name:string, n:long)['https://x.org/a.tsv']", "a 1, b 2")]
    [InlineData("externaldata(name:string, n:long)['https://x.org/a.tsv', 'https://x.org/a.tsv'] | count", "4")]
    [InlineData("externaldata(line:string)['https://x.org/list.txt'] with (format='txt')", "one, two, three")]
    [InlineData("externaldata(all:string)['https://x.org/list.txt'] with (format=raw) | project strlen(all)", "15")]
    [InlineData("externaldata(name:string, n:long, d:dynamic)['https://x.org/a.json?x=1;secret']", null)]
    [InlineData("externaldata(name:string, n:long, d:dynamic)['https://x.org/a.json;secret']", " 2 null, a 1 {\"x\":[1]}")]
    [InlineData("externaldata(name:string, n:long)[h@'https://x.org/m.json'] with (format='multijson')", "a 1, b null")]
    public void Reads_the_files_of_the_catalog(string query, string? expected)
    {
        if (expected is null)
        {
            Assert.Contains("KQL405", Assert.Single(Kql.Errors(query, Files)));
        }
        else
        {
            Assert.Equal(expected, string.Join(", ", Files.Rows(query)));
        }
    }

    [Fact]
    public void Names_the_host_of_a_file_that_is_not_there()
        => Assert.Equal(
            ["1:24: KQL405 externaldata: there is no copy of the file of y.org, and nothing is fetched; put it under external/y.org/b.csv in the data folder"],
            Kql.Errors("externaldata(a:string)['https://y.org/b.csv']", Files));

    [Fact]
    public void Refuses_formats_it_cannot_read()
        => Assert.Contains("KQL316", Assert.Single(Kql.Errors("externaldata(a:string)['https://x.org/a.csv'] with (format='parquet')", Files)));
}
