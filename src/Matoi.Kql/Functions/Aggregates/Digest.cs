using System.Globalization;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>
/// Numbers by size with their weights, for percentiles. Written as <c>[[7],[values],[weights]]</c>; the ticks of times and of lengths of time have the type's name
/// behind the 7. It is exact up to 2,048 different numbers; of more, neighbours are
/// put together, the fewer the nearer to both ends.
/// </summary>
internal sealed class Digest
{
    private const int Version = 7;
    private const int Most = 2048;

    private Digest(List<(double Value, long Weight)> centroids, string? type) => (Centroids, Type) = (centroids, type);

    /// <summary>Numbers with weights, sorted by number.</summary>
    public IReadOnlyList<(double Value, long Weight)> Centroids { get; }

    /// <summary><c>datetime</c> or <c>timespan</c> when the numbers are ticks.</summary>
    public string? Type { get; }

    /// <summary>A digest of weighted numbers.</summary>
    public static Digest Of(IEnumerable<(double Value, long Weight)> values, string? type = null)
    {
        var list = values.GroupBy(v => v.Value).Select(g => (Value: g.Key, Weight: Total(g))).OrderBy(v => v.Value).ToList();
        return new(list.Count <= Most ? list : Compress(list), type);
    }

    /// <summary>One digest of several; what is none is left out.</summary>
    public static Digest Merge(IEnumerable<JsonNode?> digests)
    {
        var read = digests.Select(Read).OfType<Digest>().ToList();
        return Of(read.SelectMany(d => d.Centroids), read.FirstOrDefault()?.Type);
    }

    /// <summary>Reads what <see cref="Write"/> gave; null for anything else.</summary>
    public static Digest? Read(JsonNode? node)
    {
        return node is JsonArray and [JsonArray head, JsonArray values, JsonArray weights] && values.Count == weights.Count && values.Concat(weights).All(Number)
            ? new([.. values.Zip(weights, (v, w) => (v!.GetValue<double>(), w!.GetValue<long>()))], head.Count > 1 ? head[1]!.GetValue<string>() : null)
            : null;

        static bool Number(JsonNode? n) => n?.GetValueKind() == System.Text.Json.JsonValueKind.Number;
    }

    /// <summary>As dynamic.</summary>
    public JsonArray Write() => new(Type is null ? new JsonArray(Version) : new JsonArray(Version, Type), new JsonArray([.. Centroids.Select(c => (JsonNode)c.Value)]), new JsonArray([.. Centroids.Select(c => (JsonNode)c.Weight)]));

    /// <summary>The number at a percentage by nearest rank; null when there is none.</summary>
    public double? Percentile(double percentage)
    {
        var rest = Centroids.Sum(c => (decimal)c.Weight) * (decimal)Math.Clamp(percentage, 0, 100) / 100;
        foreach (var (value, weight) in Centroids)
        {
            rest -= weight;
            if (rest <= 0)
            {
                return value;
            }
        }

        return Centroids is [.., var last] ? last.Value : null;
    }

    /// <summary>The value at a percentage as dynamic.</summary>
    public JsonNode? Element(double percentage) => Percentile(percentage) is not { } number ? null : Type switch
    {
        "datetime" => JsonValue.Create(new DateTime((long)number, DateTimeKind.Utc).ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture)),
        "timespan" => JsonValue.Create(new TimeSpan((long)number).ToString("c", CultureInfo.InvariantCulture)),
        _ => JsonValue.Create(number),
    };

    /// <summary>How much weight is at or below a number.</summary>
    public long Rank(double number) => Total(Centroids.TakeWhile(c => c.Value <= number));

    /// <summary>The weight of all together; what is more than a long holds is cut.</summary>
    public static long Total(IEnumerable<(double Value, long Weight)> weighted) => (long)Math.Min(weighted.Sum(w => (decimal)w.Weight), long.MaxValue);

    private static List<(double Value, long Weight)> Compress(List<(double Value, long Weight)> sorted)
    {
        var total = (double)Total(sorted);
        var result = new List<(double, long)>();
        var (sum, weight, before) = (0.0, 0L, 0.0);
        foreach (var (value, w) in sorted)
        {
            // A centroid may hold 4·q·(1 − q) of its even share, as in a t-digest.
            var q = (before + weight / 2.0) / total;
            if (weight > 0 && weight + w > Math.Max(1, 4 * total * q * (1 - q) / Most * 2))
            {
                result.Add((sum / weight, weight));
                (before, sum, weight) = (before + weight, 0, 0);
            }

            (sum, weight) = (sum + value * w, weight + w);
        }

        result.Add((sum / weight, weight));
        return result;
    }
}
