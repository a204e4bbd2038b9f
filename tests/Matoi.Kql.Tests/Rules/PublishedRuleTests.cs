using Matoi.Kql.Tests.Syntax;
using Xunit;

namespace Matoi.Kql.Tests.Rules;

/// <summary>Rules that others have published, over tables without rows and with a few. Columns that their tables' schemas do not have are taken as null, files as empty.</summary>
public sealed class PublishedRuleTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Bind_and_run_over_tables_with_rows_or_without(bool rows)
    {
        Corpus.Require();
        var (catalog, options) = (new PublishedSchemas(rows), new KqlOptions(Kql.Now) { Lenient = true, EmptyExternals = true });
        var (total, bound, failed) = (0, 0, new List<string>());
        foreach (var (id, query) in Corpus.Rules())
        {
            total++;
            try
            {
                KqlCompiler.Compile(query, catalog, options);
                bound++;
                Assert.NotNull(Kql.Run(query, catalog, options));
            }
            catch (KqlException e)
            {
                failed.Add($"{id}: {string.Join("; ", e.Errors.Select(x => x.Describe(query).Split('\n')[0]))}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join("\n", failed.Append($"{bound} of {total} bound, {total - failed.Count} ran")));
        Assert.True(bound >= 0.99 * total && total - failed.Count >= 0.97 * total, string.Join("\n", failed));
    }
}
