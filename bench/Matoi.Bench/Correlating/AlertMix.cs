using Matoi.Detect.Alerts;

namespace Matoi.Bench.Correlating;

/// <summary>Attack traces mixed into everyday alerts, with the truth. The same seed gives the same mix.</summary>
internal static class AlertMix
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What is mixed.</summary>
    /// <param name="Seed">Seed of everything random.</param>
    /// <param name="Attacks">True incidents.</param>
    /// <param name="Everyday">Alerts without an attack.</param>
    /// <param name="Days">Days over which they spread.</param>
    public sealed record Size(int Seed, int Attacks, int Everyday, double Days)
    {
        /// <summary>Share of attacks that come from a gateway of the company, at the same time as another's.</summary>
        public double FromGateway { get; init; }

        /// <summary>Share of attacks that are drawn out over twelve hours.</summary>
        public double Slow { get; init; }

        /// <summary>Share of attacks that begin as a person who has everyday alerts too.</summary>
        public double Insider { get; init; }
    }

    /// <summary>The mix, in the order of time.</summary>
    public static List<Labelled> Make(Size size, List<List<AlertState>> stories, List<List<AlertState>> steps)
    {
        var random = new Random(size.Seed);
        var everyday = new EverydayAlerts(random);
        var mix = new List<Labelled>();
        var begin = Start;
        for (var n = 0; n < size.Attacks; n++)
        {
            var behind = random.NextDouble() < size.FromGateway;

            // Those behind a gateway come in pairs, at the same time.
            begin = behind && n % 2 == 1 ? begin.AddMinutes(7) : Start.AddDays(random.NextDouble() * Math.Max(0.1, size.Days - 0.6));
            var isCampaign = n % 3 == 0 && steps.Count > 0;
            var actor = new Actor(random, $"x{size.Seed}{n}", everyday.Accounts[random.Next(everyday.Accounts.Length)])
            {
                IsOne = isCampaign,
                Gateway = behind ? everyday.Gateways[n / 2 % everyday.Gateways.Length] : null,
                User = random.NextDouble() < size.Insider ? everyday.People[random.Next(everyday.People.Length)] : null,
            };
            var story = isCampaign ? Campaign(random, steps) : stories[random.Next(stories.Count)];
            mix.AddRange(Played(random, actor, story, begin, random.NextDouble() < size.Slow ? TimeSpan.FromHours(12) : null).Select(a => new Labelled(a, n)));
        }

        for (var n = 0; n < size.Everyday; n++)
        {
            // Working hours are busier than nights.
            var hour = random.NextDouble() < 0.75 ? 8 + random.NextDouble() * 10 : random.NextDouble() * 24;
            mix.Add(new(everyday.Next(n, Start.AddDays(size.Days <= 1 ? 0 : random.Next((int)size.Days)).AddHours(hour)), size.Attacks + n));
        }

        return [.. mix.OrderBy(m => m.Alert.FirstSeen).ThenBy(m => m.Alert.SourceRef, StringComparer.Ordinal)];
    }

    // Techniques that one tool was recorded with one by one: an attacker uses several of them.
    private static List<AlertState> Campaign(Random random, List<List<AlertState>> steps)
        => [.. Enumerable.Range(0, random.Next(4, 9)).SelectMany(_ => steps[random.Next(steps.Count)])];

    private static IEnumerable<AlertState> Played(Random random, Actor actor, List<AlertState> story, DateTimeOffset begin, TimeSpan? over)
    {
        var (first, time) = (story[0].FirstSeen, begin);
        for (var n = 0; n < story.Count; n++)
        {
            var alert = story[n];
            var gap = alert.FirstSeen - first;
            time = over is { } span ? begin + span * (n / (double)story.Count) + TimeSpan.FromMinutes(random.NextDouble() * 20)
                : gap < TimeSpan.Zero || gap > TimeSpan.FromHours(6) ? time.AddMinutes(2 + random.NextDouble() * 20) : Max(time, begin + gap);
            yield return actor.Play(alert, time);
        }
    }

    private static DateTimeOffset Max(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;
}
