using System.Numerics;

namespace Matoi.Detect.Correlate;

/// <summary>
/// How often keys occur: the ten-minute slots of the last 30 days in which anything named them. A slot counts once however many alerts fall into it, so a burst
/// weighs little and what goes on all day weighs much. Order of arrival does not matter. Not for several threads at once.
/// </summary>
internal sealed class Occasions
{
    /// <summary>Days that are remembered.</summary>
    public const int Days = 30;

    private const int MinutesPerSlot = 10;
    private const int SlotsPerDay = 24 * 60 / MinutesPerSlot;
    private readonly Dictionary<string, List<Day>> _keys = new(StringComparer.Ordinal);
    private int _first = int.MaxValue;

    /// <summary>Keys that are remembered.</summary>
    public int Count => _keys.Count;

    /// <summary>The bit that stands for an actor; two actors may share one.</summary>
    public static ulong Bit(string actor)
    {
        // The same in every process, unlike string.GetHashCode.
        var hash = 14695981039346656037UL;
        foreach (var c in actor)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return 1UL << (int)((hash ^ (hash >> 32)) % 64);
    }

    /// <summary>Number of the ten-minute slot of a time.</summary>
    public static long Slot(DateTimeOffset time) => time.UtcTicks / (TimeSpan.TicksPerMinute * MinutesPerSlot);

    /// <summary>Notes that something named the key then.</summary>
    /// <param name="key">The key.</param>
    /// <param name="time">When.</param>
    /// <param name="actors">Bits of the actors that were named with it, as <see cref="Bit"/> gives them.</param>
    public void See(string key, DateTimeOffset time, ulong actors = 0)
    {
        var slot = Slot(time);
        var (day, bit) = ((int)(slot / SlotsPerDay), (int)(slot % SlotsPerDay));
        if (!_keys.TryGetValue(key, out var days))
        {
            _keys[key] = days = new(1);
        }

        // Times mostly come in order: the day is the last one.
        var at = days.Count - 1;
        while (at >= 0 && days[at].Number > day)
        {
            at--;
        }

        if (at < 0 || days[at].Number != day)
        {
            days.Insert(++at, new(day));
        }

        days[at] = days[at].With(bit, actors);
        _first = Math.Min(_first, day);
    }

    /// <summary>How often the key occurs around a time.</summary>
    public Rate Of(string key, DateTimeOffset time)
    {
        if (!_keys.TryGetValue(key, out var days))
        {
            return default;
        }

        var today = (int)(Slot(time) / SlotsPerDay);
        var (month, busiest, actors) = (0, 0, 0UL);
        foreach (var day in days)
        {
            if (day.Number > today - Days && day.Number <= today + 1)
            {
                actors |= day.Actors;
                month += day.Count;
                busiest = day.Number >= today - 1 && day.Number <= today ? Math.Max(busiest, day.Count) : busiest;
            }
        }

        return new(busiest, month, Math.Clamp(today - _first + 1, 1, Days), actors);
    }

    /// <summary>Forgets what is further back than 30 days, and what lies in the future.</summary>
    public void Forget(DateTimeOffset now)
    {
        var today = (int)(Slot(now) / SlotsPerDay);
        foreach (var (key, days) in _keys)
        {
            days.RemoveAll(d => d.Number <= today - Days || d.Number > today + 1);
            if (days.Count == 0)
            {
                _keys.Remove(key);
            }
        }

        _first = Math.Max(_first, today - Days);
    }

    /// <summary>How often a key occurs.</summary>
    /// <param name="Busiest">Slots on the busier of that day and the day before.</param>
    /// <param name="Month">Slots of the last 30 days.</param>
    /// <param name="Watched">Days of which anything is known.</param>
    /// <param name="Actors">Bits of the actors that were named with it in the last 30 days.</param>
    public readonly record struct Rate(int Busiest, int Month, int Watched, ulong Actors)
    {
        /// <summary>Slots an hour on the busier day or over all days, whichever is more.</summary>
        /// <param name="own">Slots that are not counted, because they are part of what is being judged.</param>
        public double PerHour(int own) => Watched == 0 ? 0 : Math.Max(0, Math.Max(Busiest - own, (Month - own) / (double)Watched)) / 24;
    }

    /// <summary>About how many actors set these bits (linear counting); counts well up to a hundred.</summary>
    public static double Different(ulong actors) => BitOperations.PopCount(actors) is var set && set < 64 ? -64 * Math.Log(1 - set / 64.0) : 300;

    private readonly record struct Day(int Number, ulong A = 0, ulong B = 0, ulong C = 0, ulong Actors = 0)
    {
        public int Count => BitOperations.PopCount(A) + BitOperations.PopCount(B) + BitOperations.PopCount(C);

        public Day With(int bit, ulong actors) => (bit / 64) switch
        {
            0 => this with { A = A | (1UL << bit), Actors = Actors | actors },
            1 => this with { B = B | (1UL << (bit - 64)), Actors = Actors | actors },
            _ => this with { C = C | (1UL << (bit - 128)), Actors = Actors | actors },
        };
    }
}
