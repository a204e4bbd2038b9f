using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Correlating;

/// <summary>A correlation made ready to run.</summary>
internal sealed class Prepared
{
    public Prepared(SigmaCorrelation rule, int order, long delay)
    {
        Rule = rule;
        Order = order;
        Delay = delay;
        Span = Math.Min(rule.Timespan.Ticks, long.MaxValue / 16);
        Conditions = rule.Conditions.Count > 0 || !IsTemporal ? rule.Conditions : [new(Comparison.GreaterOrEqual, rule.Rules.Count)];
        Rises = Conditions.All(c => c.Comparison is Comparison.Greater or Comparison.GreaterOrEqual)
            && rule.Type is not (CorrelationType.ValueAverage or CorrelationType.ValuePercentile);
        Needed = Rises && !Calculates ? Conditions.Max(Least) : 1;
        var id = SHA256.HashData(MemoryMarshal.AsBytes(rule.Id.AsSpan()));
        Salt = BinaryPrimitives.ReadInt64LittleEndian(id);
    }

    public SigmaCorrelation Rule { get; }

    /// <summary>Its place in an order in which each correlation stands after those it takes.</summary>
    public int Order { get; }

    /// <summary>How long after an event its hits may come in, because what it takes is decided late; ticks.</summary>
    public long Delay { get; }

    /// <summary>Its timespan in ticks.</summary>
    public long Span { get; }

    public IReadOnlyList<CorrelationCondition> Conditions { get; }

    /// <summary>Whether it is decided as soon as a hit makes its condition true; otherwise when its window has passed.</summary>
    public bool Rises { get; }

    /// <summary>How many hits, values or rules the condition of a rising count needs, 1 at least.</summary>
    public int Needed { get; }

    /// <summary>Parts its keys from those of the others.</summary>
    public long Salt { get; }

    /// <summary>Who takes its finds.</summary>
    public Taker[] Takers { get; set; } = [];

    /// <summary>Whether one of them wants to know that a find still goes on.</summary>
    public bool IsFollowed => Array.Exists(Takers, t => t.Follows);

    public bool IsTemporal => Rule.Type is CorrelationType.Temporal or CorrelationType.TemporalOrdered;

    public bool Calculates => Rule.Type is CorrelationType.ValueSum or CorrelationType.ValueAverage or CorrelationType.ValuePercentile;

    /// <summary>Whether only different values matter, not how often they come.</summary>
    public bool Distinct => Rule.Type is CorrelationType.ValueCount or CorrelationType.Temporal;

    public bool Holds(double number)
    {
        foreach (var condition in Conditions)
        {
            if (!condition.Comparison.Holds(number, condition.Number))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>How many hits a window that is decided at its end may keep so that its number still compares rightly.</summary>
    public int Most(CorrelationLimits limits) => Calculates ? limits.PerKey : Math.Max(limits.PerKey, Conditions.Max(c => (int)Math.Clamp(c.Number, 0, int.MaxValue / 4)) + 2);

    /// <summary>The fields of a find.</summary>
    public IReadOnlyDictionary<string, string?> Fields(string?[] group)
    {
        var fields = new Dictionary<string, string?>();
        for (var i = 0; i < group.Length; i++)
        {
            fields[Rule.GroupBy[i]] = group[i];
        }

        return fields;
    }

    private static int Least(CorrelationCondition condition)
    {
        var least = condition.Comparison == Comparison.Greater ? Math.Floor(condition.Number) + 1 : Math.Ceiling(condition.Number);
        return least <= int.MaxValue / 4 ? Math.Max(1, (int)least) : throw new ArgumentException($"a correlation cannot count up to {condition.Number}");
    }
}
