using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class CorpusTests
{
    [Theory]
    [InlineData("sigma")]
    [InlineData("suzaku-rules")]
    public void Every_published_rule_is_read(string collection)
    {
        var files = Corpus.Files(collection);
        var set = SigmaReader.ReadFiles(files);

        Assert.Equal("", string.Join("\n", set.Errors));
        Assert.Equal(set.Total, set.Rules.Count + set.Correlations.Count);
        Assert.True(set.Rules.Count >= files.Count, $"{set.Rules.Count} rules of {files.Count} files");
    }

    [Theory]
    [InlineData("sigma")]
    [InlineData("suzaku-rules")]
    public void Published_rules_have_nothing_odd_but_placeholders(string collection)
    {
        var odd = SigmaReader.ReadFiles(Corpus.Files(collection)).Warnings.Where(w => w.Code != SigmaCode.UnknownPlaceholder).ToList();

        Assert.Equal("", string.Join("\n", odd));
    }
}
