using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Tests.Investigate;

/// <summary>A timeline that was changed outside the product does not fit its hashes any more.</summary>
public class TimelineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    private static (Incident Incident, List<TimelineEntry> Chain) Five()
    {
        var incident = new Incident { Title = "t" };
        return (incident, [.. Enumerable.Range(1, 5).Select(i => incident.Append(TimelineKind.Comment, "alice", $"entry {i}", Noon.AddMinutes(i)))]);
    }

    [Fact]
    public void Fits_when_nothing_was_changed()
    {
        var (incident, chain) = Five();

        Assert.Null(TimelineEntry.FirstBroken(chain));
        Assert.Null(incident.FirstBroken(chain));
    }

    [Fact]
    public void Fits_when_read_in_another_order() => Assert.Null(TimelineEntry.FirstBroken(Five().Chain.AsEnumerable().Reverse()));

    [Fact]
    public void Breaks_at_the_entry_when_its_text_was_edited()
    {
        var (_, chain) = Five();
        chain[2] = chain[2] with { Text = "nothing happened" };

        Assert.Equal(3, TimelineEntry.FirstBroken(chain)!.Sequence);
    }

    [Fact]
    public void Breaks_behind_the_entry_when_it_was_edited_and_hashed_again()
    {
        var (_, chain) = Five();
        var edited = chain[2] with { Actor = "mallory" };
        chain[2] = edited with { Hash = edited.ComputeHash() };

        Assert.Equal(4, TimelineEntry.FirstBroken(chain)!.Sequence);
    }

    [Fact]
    public void Breaks_when_an_entry_was_deleted()
    {
        var (_, chain) = Five();
        chain.RemoveAt(1);

        Assert.Equal(3, TimelineEntry.FirstBroken(chain)!.Sequence);
    }

    [Fact]
    public void Breaks_when_the_last_entries_were_deleted()
    {
        var (incident, chain) = Five();

        Assert.Equal(4, incident.FirstBroken(chain[..3]));
    }

    [Fact]
    public void Breaks_when_all_entries_were_deleted() => Assert.Equal(1, Five().Incident.FirstBroken([]));

    [Fact]
    public void Breaks_when_two_entries_changed_places()
    {
        var (_, chain) = Five();
        (chain[1], chain[2]) = (chain[1] with { Sequence = 3 }, chain[2] with { Sequence = 2 });

        Assert.Equal(2, TimelineEntry.FirstBroken(chain)!.Sequence);
    }

    [Fact]
    public void Breaks_when_an_entry_was_added_behind_the_last()
    {
        var (incident, chain) = Five();
        var forged = chain[4] with { Sequence = 6, PreviousHash = chain[4].Hash, Text = "forged" };
        chain.Add(forged with { Hash = forged.ComputeHash() });

        Assert.NotNull(incident.FirstBroken(chain));
    }

    [Fact]
    public void Hashes_differently_when_the_same_letters_stand_in_other_fields()
    {
        var (_, chain) = Five();

        Assert.NotEqual((chain[0] with { Actor = "ab", Text = "c" }).ComputeHash(), (chain[0] with { Actor = "a", Text = "bc" }).ComputeHash());
    }
}
