using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Matoi.Sigma.Correlating;

/// <summary>Makes 128-bit keys of texts, the same in every process; SHA-256, so that nobody can choose values that share a key.</summary>
internal sealed class GroupKey
{
    private byte[] _bytes = new byte[512];
    private int _length;

    public static UInt128 Of(string text) => Hash(MemoryMarshal.AsBytes(text.AsSpan()));

    /// <summary>Id of the find whose first event is at the time: the same for all first events of one stretch as long as the timespan.</summary>
    public static string Find(Group group, long first)
    {
        Span<byte> bytes = stackalloc byte[24];
        BinaryPrimitives.WriteUInt128LittleEndian(bytes, group.Key);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], first / group.Correlation.Span);
        return Hash(bytes).ToString("x32");
    }

    /// <summary>Key of the hit's values of the fields; null when it lacks one.</summary>
    public UInt128? Of(UInt128 salt, string[] fields, IReadOnlyDictionary<string, string?> values)
    {
        BinaryPrimitives.WriteUInt128LittleEndian(_bytes, salt);
        _length = 16;
        foreach (var field in fields)
        {
            if (!values.TryGetValue(field, out var value) || value is null)
            {
                return null;
            }

            Append(value);
        }

        return fields.Length == 0 ? salt : Hash(_bytes.AsSpan(0, _length));
    }

    private static UInt128 Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private void Append(string value)
    {
        var bytes = MemoryMarshal.AsBytes(value.AsSpan());
        if (_length + 4 + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (_length + 4 + bytes.Length) * 2);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length + 4));
        _length += 4 + bytes.Length;
    }
}
