using Matoi.Investigate.Incidents.Notes;
using Matoi.Investigate.Incidents.Similar;
using Matoi.Storage.State;
using Xunit;

namespace Matoi.Tests.Investigate.CaseWork;

/// <summary>Likeness, mentions and cursors, with no store.</summary>
public class SimilarTests
{
    private static ScoreSimilar.Traits Traits(string entities, string rules = "", string techniques = "") => new(Set(entities), Set(rules), Set(techniques));

    [Fact]
    public void Score_is_one_when_everything_is_shared_and_nothing_when_nothing_is()
    {
        Assert.Equal(1, ScoreSimilar.Decide(Traits("a b", "r", "t"), Traits("a b", "r", "t"), _ => 1).Score);
        Assert.Equal(0, ScoreSimilar.Decide(Traits("a", "r"), Traits("b", "q"), _ => 1).Score);
        Assert.Equal(0, ScoreSimilar.Decide(Traits(""), Traits(""), _ => 1).Score);
    }

    [Fact]
    public void Score_is_lower_when_what_is_shared_is_common()
    {
        var (rare, _) = ScoreSimilar.Decide(Traits("a b"), Traits("a"), trait => trait == "a" ? 1 : 100);
        var (common, shared) = ScoreSimilar.Decide(Traits("a b"), Traits("a"), trait => trait == "a" ? 100 : 1);

        Assert.True(rare > common);
        Assert.Equal("a", Assert.Single(shared.Entities));
    }

    [Fact]
    public void Score_counts_entities_more_than_rules_and_rules_more_than_techniques()
    {
        var mine = Traits("a", "r", "t");
        double Of(string e, string r, string t) => ScoreSimilar.Decide(mine, Traits(e, r, t), _ => 1).Score;

        Assert.True(Of("a", "", "") > Of("", "r", "") && Of("", "r", "") > Of("", "", "t"));
    }

    [Theory]
    [InlineData("Ask @bob, @carol-ann and @Bob.", "bob carol-ann")]
    [InlineData("mail bob@example.com", "")]
    [InlineData("`@code` and ```\n@block\n``` but @real", "real")]
    [InlineData("@山田 さん", "山田")]
    [InlineData("@alice@example.com", "alice@example.com")]
    [InlineData("", "")]
    public void Mentions_are_found_where_a_person_means_them(string text, string names) => Assert.Equal(names, string.Join(' ', Mentions.In(text)));

    [Fact]
    public void Cursor_reads_what_it_wrote_and_stays_back_behind_the_newest_row()
    {
        var now = new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);
        var start = new ChangeCursor(now.AddHours(-1), Guid.Empty);
        var row = (now.AddSeconds(-1), Guid.CreateVersion7());

        Assert.Equal(start, ChangeCursor.Read(start.ToString(), null).Cursor);
        Assert.Equal(new(row.Item1, row.Item2), start.Next(row, more: true, now));
        Assert.Equal(now.AddSeconds(-30), start.Next(row, more: false, now).Time);
        Assert.Equal(start, start.Next(null, more: false, now));
        Assert.Equal((null, "cursor-invalid"), (ChangeCursor.Read("1.x", null).Cursor, ChangeCursor.Read("1.x", null).Problem!.Code));
    }

    private static HashSet<string> Set(string words) => [.. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
}
