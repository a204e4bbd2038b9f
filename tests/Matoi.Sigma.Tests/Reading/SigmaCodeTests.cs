using System.Reflection;
using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class SigmaCodeTests
{
    [Fact]
    public void Every_code_is_explained_once()
    {
        var codes = typeof(SigmaCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!).ToList();
        var page = File.ReadAllLines(Path.Combine(Corpus.Root(), "docs", "reference", "errors.md"))
            .Where(line => line.StartsWith("| `SIGMA", StringComparison.Ordinal)).Select(line => line.Split('`')[1]).ToList();

        Assert.Equal(codes.Count, codes.Distinct().Count());
        Assert.Equal(codes, page);
    }
}
