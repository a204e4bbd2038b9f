using System.Globalization;

namespace Matoi.Sigma.Correlating;

/// <summary>
/// Runs correlations over the hits of rules, by the time of the events. Not for several threads at once.
/// <para>
/// Counts (<c>event_count</c>, <c>value_count</c>, <c>temporal</c>, <c>temporal_ordered</c>) and <c>value_sum</c> with <c>gt</c> or <c>gte</c>
/// alone are found by <see cref="Add"/> at the hit that makes them true. The window found starts at its first hit and is as long as the timespan;
/// later hits in it join silently, and so do late ones up to a timespan before it, so one burst gives one find.
/// </para>
/// <para>
/// Conditions with an upper end, <c>eq</c>, <c>neq</c>, <c>value_avg</c> and <c>value_percentile</c> are decided by <see cref="Advance"/> when the
/// window has passed. Such a window starts at the group's first hit that is in no other window; where there is no hit there is no window, so a
/// count of 0 is never found.
/// </para>
/// <para>
/// In order of time, the same hits give the same finds with the same ids in every run. In another order, what <see cref="Advance"/> decides is
/// still the same when it is called with times that all hits have reached; what <see cref="Add"/> finds has the same id when the first event lies
/// in the same stretch (as long as the timespan, counted from the year 1) of the same group. Of values and rules the last hit counts, and only as
/// many hits are kept as the condition needs and half as many more, so what comes late may find less, never what is not there.
/// </para>
/// <para>
/// A hit without a value for a group field does not count: nothing is no entity. Neither does one without a value to count, or without a
/// finite number to calculate with. A sum takes one event once even when several rules hit it. Values are compared exactly, with case.
/// </para>
/// <para>
/// Finds are hits of their correlation, at the time of their last event, with their group's values as fields; correlations that take them get them
/// at once. A temporal one is also told, with the same id, that a window goes on, so that a burst counts up to its last hit.
/// </para>
/// </summary>
public sealed class CorrelationEngine
{
    private readonly IReadOnlyDictionary<string, Taker[]> _takers;
    private readonly GroupKey _key = new();
    private readonly Rising _rising;
    private readonly Closing _closing;
    private readonly List<Group> _due = [];

    /// <exception cref="ArgumentException">Two have one id, they take each other's finds in a circle, or one lacks what its type needs.</exception>
    public CorrelationEngine(IReadOnlyList<SigmaCorrelation> correlations, CorrelationLimits? limits = null)
    {
        Limits = limits ?? new();
        var prepared = new Preparing(correlations);
        (Correlations, _takers) = (prepared.Correlations, prepared.Takers);
        (_rising, _closing) = (new(Limits), new(Limits));
        Groups = new(Limits);
    }

    /// <summary>Groups that are remembered now.</summary>
    public int Keys => Groups.Count;

    /// <summary>Groups that were let go before their time because there were too many.</summary>
    public long Evicted => Groups.Evicted;

    /// <summary>Hits that came when their window had passed, or for which their group had no room; they count nowhere.</summary>
    public long Late { get; internal set; }

    internal CorrelationLimits Limits { get; }

    internal IReadOnlyList<Prepared> Correlations { get; }

    internal Groups Groups { get; set; }

    /// <summary>Makes its keys; saved with them.</summary>
    internal SipHash Hash { get; set; } = SipHash.New();

    /// <summary>Ticks up to which all hits are in.</summary>
    internal long Now { get; set; } = long.MinValue / 2;

    /// <summary>Fields of the events of the rule that its correlations need, aliases resolved; empty for a rule that none takes.</summary>
    public IReadOnlyList<string> FieldsOf(string ruleId) =>
        [.. _takers.GetValueOrDefault(ruleId, []).SelectMany(t => t.Group.Concat(t.Values)).Distinct()];

    /// <summary>Whether a hit of the rule with these values counts in some correlation: it has what the group and the count ask for.</summary>
    public bool Counts(string ruleId, IReadOnlyDictionary<string, string?> values)
        => Array.Exists(_takers.GetValueOrDefault(ruleId, []), t => t.GroupOf(values) is not null && Array.TrueForAll(t.Values, v => values.GetValueOrDefault(v) is not null));

    /// <summary>How many of the newest hits of the rule with one set of values a caller must keep, to go on from them in a new engine without losing a find.</summary>
    public int NeededOf(string ruleId) => _takers.GetValueOrDefault(ruleId, []).Select(t => t.Correlation switch
    {
        { Rises: false } or { Calculates: true } => Limits.PerKey,
        { Distinct: true } => 1,
        var counted => counted.Needed,
    }).DefaultIfEmpty(0).Max();

    /// <summary>Takes a hit, in any order; the same rule and event at the same time counts once.</summary>
    /// <param name="hit">Hits of rules that no correlation takes are ignored.</param>
    /// <param name="found">Gets what it leads to, each find before those it leads to in turn.</param>
    public void Add(BaseHit hit, List<CorrelationHit> found)
    {
        Take(hit.Rule, hit.Time.UtcTicks, hit.Event, hit.Values, found, again: false);
        Groups.Evict();
    }

    /// <summary>Says that no hit before the time will come, decides what has passed, and forgets it.</summary>
    /// <param name="now">An earlier time than before changes nothing.</param>
    /// <param name="found">Gets what is decided, in the order of the ends of the windows.</param>
    public void Advance(DateTimeOffset now, List<CorrelationHit> found)
    {
        while (Groups.Due(now.UtcTicks, _due) is { } deadline)
        {
            Now = Math.Max(Now, deadline);
            foreach (var group in _due)
            {
                Pass(group, deadline, found);
            }
        }

        Now = Math.Max(Now, now.UtcTicks);
        Groups.Evict();
    }

    /// <summary>Writes all that is remembered, so that an engine that loads it goes on as this one would.</summary>
    public void Save(Stream stream) => Checkpoint.Save(this, stream);

    /// <summary>
    /// Remembers what was saved instead of what it has. Correlations that have changed since start empty, the others go on.
    /// </summary>
    /// <exception cref="InvalidDataException">It is no checkpoint, one of another version, or damaged; the engine is as before.</exception>
    public void Load(Stream stream) => Checkpoint.Load(this, stream);

    /// <summary>When the group's time has passed.</summary>
    internal static long Deadline(Group group)
    {
        var correlation = group.Correlation;
        var hits = group.Hits;
        if (!correlation.Rises)
        {
            return hits[0].Time + correlation.Span + correlation.Delay;
        }

        var last = hits.Length > 0 ? hits[^1].Time : long.MinValue / 2;
        var found = group.Found is { } f ? f[^1] + correlation.Span : long.MinValue / 2;
        return Math.Max(last, found) + correlation.Span + correlation.Delay;
    }

    private void Take(string rule, long time, string @event, IReadOnlyDictionary<string, string?> values, List<CorrelationHit> found, bool again)
    {
        if (!_takers.TryGetValue(rule, out var takers))
        {
            return;
        }

        foreach (var taker in takers)
        {
            if ((again && !taker.Follows) || _key.Of(Hash, taker.Correlation.Salt, taker.Group, values) is not { } key || Value(taker, values) is not { } value)
            {
                continue;
            }

            Accept(taker, key, new(time, value, @event), values, found);
        }
    }

    private long? Value(Taker taker, IReadOnlyDictionary<string, string?> values)
    {
        if (taker.Values.Length == 0)
        {
            return taker.Place;
        }

        if (!taker.Correlation.Calculates)
        {
            return (long?)_key.Of(Hash, 0, taker.Values, values);
        }

        return values.TryGetValue(taker.Values[0], out var text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? BitConverter.DoubleToInt64Bits(number)
            : null;
    }

    private void Accept(Taker taker, UInt128 key, in Kept hit, IReadOnlyDictionary<string, string?> values, List<CorrelationHit> found)
    {
        var (correlation, now) = (taker.Correlation, Now - taker.Correlation.Delay);
        if (hit.Time < now - (correlation.Rises ? correlation.Span : 0) && (correlation.Rises || !Groups.TryGet(key, out _)))
        {
            Late++;
            return;
        }

        if (Groups.TryGet(key, out var group))
        {
            Groups.Touch(group);
        }
        else
        {
            group = new(correlation, key) { Values = correlation.Rises ? null : taker.GroupOf(values) };
            Groups.Add(group);
        }

        var before = group.Count;
        if (correlation.Rises)
        {
            Rise(group, taker, hit, now, values, found);
        }
        else
        {
            Late += _closing.Take(group, hit, now) ? 0 : 1;
        }

        Groups.Hits += group.Gone ? 0 : group.Count - before;
        Groups.Queue(group, Deadline(group));
    }

    private void Rise(Group group, Taker taker, in Kept hit, long now, IReadOnlyDictionary<string, string?> values, List<CorrelationHit> found)
    {
        var correlation = group.Correlation;
        group.Remove(0, group.From(now - correlation.Span));
        if (group.Silencing(hit.Time) is { } first)
        {
            if (hit.Time >= first && correlation.IsFollowed)
            {
                var own = taker.GroupOf(values)!;
                Take(correlation.Rule.Id, hit.Time, _key.Find(correlation, own, first), correlation.Fields(own), found, again: true);
            }
        }
        else if (_rising.Take(group, hit) is { } window)
        {
            group.Silence(window.First);
            Report(group, window, taker.GroupOf(values)!, found);
        }
    }

    private void Report(Group group, in Window window, string?[] values, List<CorrelationHit> found)
    {
        var (correlation, id) = (group.Correlation, _key.Find(group.Correlation, values, window.First));
        found.Add(new(
            correlation.Rule.Id, id, [.. correlation.Rule.GroupBy.Zip(values)], new(window.First, TimeSpan.Zero), new(window.Last, TimeSpan.Zero), window.Number, window.Events));
        if (correlation.Takers.Length > 0)
        {
            Take(correlation.Rule.Id, window.Last, id, correlation.Fields(values), found, again: false);
        }
    }

    /// <summary>Looks at a group whose deadline may have passed.</summary>
    private void Pass(Group group, long deadline, List<CorrelationHit> found)
    {
        if (Deadline(group) > deadline)
        {
            Groups.Queue(group, Deadline(group));
            return;
        }

        if (group.Correlation.Rises)
        {
            Groups.Remove(group);
            return;
        }

        var before = group.Count;
        var window = _closing.Close(group);
        Groups.Hits += group.Count - before;
        if (group.Count == 0)
        {
            Groups.Remove(group);
        }
        else
        {
            Groups.Queue(group, Deadline(group));
        }

        if (window is { } met)
        {
            Report(group, met, group.Values!, found);
        }
    }
}
