using Matoi.Sigma.Correlating;
using Xunit;
using static Matoi.Sigma.Tests.Correlating.Scenario;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>Saving and going on.</summary>
public sealed class CheckpointTests
{
    private static readonly SigmaCorrelation[] _rules =
    [
        .. NaiveTests.Rules,
        Correlation("then", CorrelationType.TemporalOrdered, "events d", 600),
        Correlation("again", CorrelationType.EventCount, "few single", 2000, "User", "", Is(Expressions.Comparison.LessOrEqual, 4)),
    ];

    [Theory]
    [InlineData(1, false, 100_000)]
    [InlineData(2, true, 100_000)]
    [InlineData(3, true, 100_000)]
    [InlineData(4, true, 30)]
    [InlineData(5, false, 12)]
    public void Restarted_engine_finds_what_one_without_a_break_finds(int seed, bool shuffled, int keys)
    {
        var (random, hits) = (new Random(seed), NaiveTests.Hits(new(seed), 2000, 5));
        if (shuffled)
        {
            hits = [.. hits.OrderBy(h => h.Time.UtcTicks + (random.NextInt64(300) * TimeSpan.TicksPerSecond)), .. hits.Take(50)];
        }

        var limits = new CorrelationLimits { Keys = keys };
        var (whole, broken) = (new CorrelationEngine(_rules, limits), new CorrelationEngine(_rules, limits));
        broken.Load(new MemoryStream(Saved(whole)));
        var (expected, found) = (new List<CorrelationHit>(), new List<CorrelationHit>());
        foreach (var hit in hits)
        {
            whole.Add(hit, expected);
            broken.Add(hit, found);
            if (random.Next(8) == 0)
            {
                var now = hit.Time.AddSeconds(-random.Next(400));
                whole.Advance(now, expected);
                broken.Advance(now, found);
            }

            if (random.Next(40) == 0)
            {
                var saved = Saved(broken);
                broken = new(_rules, limits);
                broken.Load(new MemoryStream(saved));
            }
        }

        Assert.Equal(expected.Select(Whole), found.Select(Whole));
        Assert.Equal((whole.Keys, whole.Evicted, whole.Late), (broken.Keys, broken.Evicted, broken.Late));
        Assert.Equal(Saved(whole), Saved(broken));
        Assert.True(found.Count > 50 && (keys < 100) == (whole.Evicted > 0) && found.Any(f => f.Correlation == "then") == keys > 12, $"{found.Count} finds");
    }

    [Fact]
    public void Changed_correlation_starts_empty_and_the_others_go_on()
    {
        var a = Correlation("a", CorrelationType.EventCount, "x", 60, "User", "", AtLeast(2));
        var (b, c) = (a with { Id = "b" }, a with { Id = "c" });
        var (engine, found) = (new CorrelationEngine([a, b, c]), new List<CorrelationHit>());
        engine.Add(Hit("x", 0, "User=u"), found);
        var saved = Saved(engine);

        var changed = new CorrelationEngine([c, b with { Timespan = TimeSpan.FromSeconds(61) }]);
        changed.Load(new MemoryStream(saved));
        Assert.Equal(1, changed.Keys);
        changed.Add(Hit("x", 1, "User=u"), found);

        Assert.Equal(["c u 0-1 2 [2]"], found.Lines());
    }

    [Fact]
    public void Damage_is_told_and_leaves_the_engine_as_it_was()
    {
        var (engine, found) = (new CorrelationEngine(_rules), new List<CorrelationHit>());
        foreach (var hit in NaiveTests.Hits(new(1), 400, 1))
        {
            engine.Add(hit, found);
        }

        var saved = Saved(engine);
        var random = new Random(1);
        for (var i = 0; i < 300; i++)
        {
            var damaged = saved.ToArray();
            damaged[random.Next(damaged.Length)] ^= (byte)(1 << random.Next(8));
            Assert.Throws<InvalidDataException>(() => engine.Load(new MemoryStream(damaged)));
            Assert.Throws<InvalidDataException>(() => engine.Load(new MemoryStream(saved, 0, random.Next(saved.Length))));
        }

        Assert.Throws<InvalidDataException>(() => engine.Load(new MemoryStream()));
        Assert.Equal(saved, Saved(engine));
    }

    [Fact]
    public void Text_that_is_no_valid_unicode_is_kept()
    {
        var rule = Correlation("a", CorrelationType.EventCount, "x", 60, "User", "", Is(Expressions.Comparison.Equal, 1));
        var (engine, found) = (new CorrelationEngine([rule]), new List<CorrelationHit>());
        engine.Add(Named("x", 0, "e\ud83d", "User=u\udc00"), found);
        var restarted = new CorrelationEngine([rule]);
        restarted.Load(new MemoryStream(Saved(engine)));
        restarted.Advance(At(100), found);

        Assert.Equal("u\udc00", found.Single().Group[0].Value);
        Assert.Equal(["e\ud83d"], found.Single().Events);
    }

    private static byte[] Saved(CorrelationEngine engine)
    {
        using var stream = new MemoryStream();
        engine.Save(stream);
        return stream.ToArray();
    }
}
