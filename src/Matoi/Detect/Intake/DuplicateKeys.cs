using System.Text;
using System.Text.Json;
using Matoi.Model.Sources;

namespace Matoi.Detect.Intake;

/// <summary>
/// Finds a property that one object names twice. The parser can check this too, but costs several times a parse; here names are compared only
/// when a small bitmap of their hashes says that they may be the same.
/// </summary>
internal static class DuplicateKeys
{
    private const int Words = 16;

    /// <summary>The first repeated name, or null.</summary>
    public static string? Find(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => FindIn(json),
        JsonValueKind.Array => json.EnumerateArray().Select(Nested).FirstOrDefault(found => found is not null),
        _ => null,
    };

    private static string? Nested(JsonElement value) => value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? Find(value) : null;

    private static string? FindIn(JsonElement json)
    {
        Span<ulong> seen = stackalloc ulong[Words];
        seen.Clear();
        var count = 0;
        foreach (var property in json.EnumerateObject())
        {
            // Unescaped: "\u0061" is the name "a", and a reader that compares bytes would not see that it stands twice.
            var name = property.UnescapedName();
            var hash = Hash(name);
            ref var word = ref seen[hash >> 6];
            if ((word & (1UL << (hash & 63))) != 0 && IsEarlier(json, name, count))
            {
                return Encoding.UTF8.GetString(name);
            }

            word |= 1UL << (hash & 63);
            count++;
            if (property.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array && Find(property.Value) is { } nested)
            {
                return nested;
            }
        }

        return null;
    }

    private static bool IsEarlier(JsonElement json, ReadOnlySpan<byte> name, int before)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (before-- == 0)
            {
                return false;
            }

            if (property.UnescapedName().SequenceEqual(name))
            {
                return true;
            }
        }

        return false;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        var hash = (uint)name.Length;
        foreach (var letter in name)
        {
            hash = (hash * 31) + letter;
        }

        return (int)((hash ^ (hash >> 15)) & ((Words * 64) - 1));
    }
}
