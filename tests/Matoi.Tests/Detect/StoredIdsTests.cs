using CsCheck;
using Matoi.Storage.Lake;
using Xunit;

namespace Matoi.Tests.Detect;

/// <summary>Which records the lake has is known whatever has been forgotten meanwhile.</summary>
public class StoredIdsTests
{
    [Fact]
    public void IdSet_answers_as_a_set_does_when_ids_are_any()
        => Gen.ULong[1, 300].List[0, 1000].Sample(numbers =>
        {
            var (set, oracle) = (new IdSet(), new HashSet<UInt128>());
            return numbers.TrueForAll(n => set.Add(n << 3) == oracle.Add(n << 3)) && set.Count == oracle.Count;
        });

    [Fact]
    public void Add_answers_as_the_lake_does_when_days_are_forgotten_and_read_again()
        => Gen.Select(Gen.Int[0, 5], Gen.ULong[1, 20]).List[0, 300].Sample(adds =>
        {
            var lake = new HashSet<(string, long, UInt128)>();
            var stored = new StoredIds((table, day) => lake.Where(x => x.Item1 == table && x.Item2 == day).Select(x => x.Item3), budget: 8);
            return adds.TrueForAll(a => stored.Add("T", a.Item1, a.Item2) == lake.Add(("T", a.Item1, a.Item2)));
        });

    [Fact]
    public void Add_reads_the_lake_once_when_the_day_is_still_held()
    {
        var reads = 0;
        var stored = new StoredIds((_, _) => { reads++; return [7]; });

        Assert.Equal([false, true, false], [stored.Add("T", 1, 7), stored.Add("T", 1, 8), stored.Add("T", 1, 8)]);
        Assert.Equal(1, reads);
    }

    [Fact]
    public void Add_reads_the_lake_again_when_a_commit_failed()
    {
        var stored = new StoredIds((_, _) => []);
        stored.Add("T", 1, 7);

        stored.Forget();

        Assert.True(stored.Add("T", 1, 7));
    }

    [Fact]
    public void Add_keeps_tables_apart_when_days_and_ids_are_equal()
    {
        var stored = new StoredIds((_, _) => []);

        Assert.True(stored.Add("T", 1, 7) && stored.Add("U", 1, 7) && stored.Add("T", 2, 7));
    }
}
