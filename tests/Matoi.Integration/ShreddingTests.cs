using Matoi.Storage.Lake.Shredding;
using Xunit;

namespace Matoi.Integration;

/// <summary>Texts of JSON paths in columns of their own: the same as out of the JSON, for rows before and after, hot and sealed.</summary>
public class ShreddingTests
{
    private static readonly ShreddedPath Bucket = new("AWSCloudTrail", "RequestParameters", "$.\"bucketName\"");
    private static readonly ShreddedPath Nested = new("AWSCloudTrail", "RequestParameters", "$.\"list\"[1].\"a b\"");

    private static async Task IngestAsync(TempNode node, string name, int from, int days)
        => await node.IngestTextAsync(name, $"[{string.Join(',', Enumerable.Range(from, 60).Select(i => Sample.Line(i, Sample.Start.AddDays(i % days)).Replace("\"eventName\"", $"\"requestParameters\":{Parameters(i)},\"eventName\"", StringComparison.Ordinal)))}]");

    private static string Parameters(int i) => (i % 6) switch
    {
        0 => "null",
        1 => $$$"""{"bucketName":"b{{{i}}}\né","list":[1,{"a b":{"x":[1, 2.50]}}]}""",
        2 => """{"bucketName":7.50,"list":[1]}""",
        3 => """{"bucketName":null,"list":[0,{"a b":true}]}""",
        4 => """{"bucketName":{"deep":1e5},"bucketName2":1}""",
        _ => $$$"""{"list":{},"bucketName":"b{{{i}}}"}""",
    };

    private static List<string> Rows(TempNode node, string expression, string view)
        => node.Lake.Query($"SELECT _Id::VARCHAR || ' ' || {expression} FROM \"{view}\" ORDER BY 1", r => r.GetString(0));

    private static void AssertSame(TempNode node)
    {
        var view = Sidecar.View("AWSCloudTrail");
        foreach (var path in new[] { Bucket, Nested })
        {
            Assert.Equal(Rows(node, $"coalesce(json_extract_string(\"RequestParameters\", '{path.Path}'), '')", "AWSCloudTrail"), Rows(node, $"\"{path.Name}\"", view));
        }
    }

    [Fact]
    public async Task Gives_the_texts_of_the_json_for_rows_before_and_after_and_sealed_ones()
    {
        await using var node = await TempNode.StartAsync();
        await IngestAsync(node, "a.json", 1, 3);
        node.Lake.Segments.Seal(DateOnly.FromDateTime(Sample.Start.UtcDateTime), Sample.Start.AddDays(5));
        Assert.Equal([Bucket], node.Lake.Shredded.Add([Bucket, Bucket, new("AWSCloudTrail", "Nothing", "$.\"a\""), new("AWSCloudTrail", "RequestParameters", "$[#-1]")]));
        await IngestAsync(node, "b.json", 1001, 2);
        Assert.False(node.Lake.Shredded.All.Single().Complete);

        Assert.Equal(1, node.Lake.Shredded.Backfill(TestContext.Current.CancellationToken));
        node.Lake.Shredded.Add([Nested]);
        Assert.Equal(1, node.Lake.Shredded.Backfill(TestContext.Current.CancellationToken));
        await IngestAsync(node, "c.json", 2001, 3);
        AssertSame(node);

        node.Lake.Segments.Seal(DateOnly.FromDateTime(Sample.Start.UtcDateTime).AddDays(1), Sample.Start.AddDays(6));
        AssertSame(node);
        Assert.Equal(180, Rows(node, "''", Sidecar.View("AWSCloudTrail")).Count);
        Assert.Empty(node.Lake.Segments.Verify());
    }

    [Fact]
    public async Task Knows_its_paths_again_when_the_program_starts_again()
    {
        var folder = TempNode.NewFolder();
        try
        {
            await using (var node = await TempNode.StartAsync(folder))
            {
                await IngestAsync(node, "a.json", 1, 1);
                node.Lake.Segments.Seal(DateOnly.FromDateTime(Sample.Start.UtcDateTime), Sample.Start.AddDays(5));
                node.Lake.Shredded.Add([Bucket, Nested]);
                node.Lake.Shredded.Backfill(TestContext.Current.CancellationToken);
            }

            await using var again = await TempNode.StartAsync(folder);
            Assert.All(again.Lake.Shredded.All, p => Assert.True(p.Complete));
            await IngestAsync(again, "b.json", 1001, 1);
            AssertSame(again);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
