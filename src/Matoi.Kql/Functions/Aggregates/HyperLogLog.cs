using System.Numerics;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Aggregates;

/// <summary>
/// A sketch of a set: its hashes as long as they are few (then counts are exact), else the registers of HyperLogLog (Flajolet and others, 2007).
/// Written as <c>[[bits],[hashes],"registers"]</c>.
/// </summary>
internal sealed class HyperLogLog
{
    private const int Few = 4096;
    private const int HashBits = 63;
    private static readonly int[] BitsOfAccuracy = [12, 14, 16, 17, 18];

    private readonly int _bits;
    private readonly SortedSet<long>? _hashes;
    private readonly byte[]? _registers;

    private HyperLogLog(int bits, SortedSet<long>? hashes, byte[]? registers) => (_bits, _hashes, _registers) = (bits, hashes, registers);

    /// <summary>A sketch of hashes; the accuracy is from 0 to 4.</summary>
    public static HyperLogLog Of(IEnumerable<long> hashes, long accuracy) => Of(BitsOfAccuracy[accuracy], [.. hashes]);

    /// <summary>Reads what <see cref="Write"/> gave; null for anything else.</summary>
    public static HyperLogLog? Read(JsonNode? node)
    {
        if (node is not (JsonArray and [JsonArray and [JsonValue bits], JsonArray hashes, JsonValue registers]) || !bits.TryGetValue<int>(out var size) || size is < 4 or > 18 || !registers.TryGetValue<string>(out var text))
        {
            return null;
        }

        if (text.Length == 0)
        {
            return new(size, [.. hashes.Select(h => h!.GetValue<long>())], null);
        }

        var bytes = new byte[1 << size];
        return Convert.TryFromBase64String(text, bytes, out var length) && length == bytes.Length ? new(size, null, bytes) : null;
    }

    /// <summary>One sketch of several; null when there is none.</summary>
    public static HyperLogLog? Merge(IEnumerable<JsonNode?> sketches)
    {
        var all = sketches.Select(Read).OfType<HyperLogLog>().ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var bits = all.Min(s => s._bits);
        if (all.All(s => s._hashes is not null))
        {
            return Of(bits, [.. all.SelectMany(s => s._hashes!)]);
        }

        var registers = new byte[1 << bits];
        foreach (var sketch in all)
        {
            sketch.Pour(registers, bits);
        }

        return new(bits, null, registers);
    }

    /// <summary>As dynamic.</summary>
    public JsonArray Write() => new(new JsonArray(_bits), new JsonArray([.. (_hashes ?? []).Select(h => (JsonNode)h)]), _registers is null ? "" : Convert.ToBase64String(_registers));

    /// <summary>How many distinct values there were.</summary>
    public long Count()
    {
        if (_hashes is not null)
        {
            return _hashes.Count;
        }

        var size = (double)_registers!.Length;
        var estimate = 0.7213 / (1 + 1.079 / size) * size * size / _registers.Sum(r => Math.Pow(2, -r));
        var empty = _registers.Count(r => r == 0);
        return (long)Math.Round(estimate <= 2.5 * size && empty > 0 ? size * Math.Log(size / empty) : estimate);
    }

    private static HyperLogLog Of(int bits, SortedSet<long> hashes)
    {
        if (hashes.Count <= Few)
        {
            return new(bits, hashes, null);
        }

        var registers = new byte[1 << bits];
        new HyperLogLog(bits, hashes, null).Pour(registers, bits);
        return new(bits, null, registers);
    }

    /// <summary>Adds what this sketch has seen to registers of the same or of a smaller number.</summary>
    private void Pour(byte[] registers, int bits)
    {
        foreach (var hash in _hashes ?? [])
        {
            // The first bits choose the register, the rest gives the rank.
            var rest = (ulong)hash << (64 - HashBits + bits);
            Raise(registers, (int)(hash >> (HashBits - bits)), BitOperations.LeadingZeroCount(rest | 1UL << (64 - HashBits + bits - 1)) + 1);
        }

        for (var i = 0; i < (_registers?.Length ?? 0); i++)
        {
            // Registers of a finer sketch: the bits that no longer choose belong to the rank.
            var dropped = i & ((1 << (_bits - bits)) - 1);
            var rank = _registers![i] == 0 ? 0 : dropped == 0 ? _registers[i] + _bits - bits : _bits - bits - BitOperations.Log2((uint)dropped);
            Raise(registers, i >> (_bits - bits), rank);
        }
    }

    private static void Raise(byte[] registers, int at, int rank) => registers[at] = Math.Max(registers[at], (byte)rank);
}
