using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Matoi.Sigma.Correlating;

/// <summary>Makes 128-bit keys of values; each part goes in with its length, so that none runs into the next.</summary>
internal sealed class GroupKey
{
    private byte[] _bytes = new byte[512];
    private int _length;

    /// <summary>Id of the find whose first event is at the time: the same in every process, and for all first events of one stretch as long as the timespan.</summary>
    public string Find(Prepared correlation, string?[] group, long first)
    {
        Start(first / correlation.Span);
        Append(correlation.Rule.Id);
        foreach (var value in group)
        {
            Append(value!);
        }

        return Convert.ToHexStringLower(SHA256.HashData(_bytes.AsSpan(0, _length)).AsSpan(0, 16));
    }

    /// <summary>Key of the hit's values of the fields; null when it lacks one. The salt parts the keys of one correlation from those of the others.</summary>
    public UInt128? Of(SipHash hash, long salt, string[] fields, IReadOnlyDictionary<string, string?> values)
    {
        Start(salt);
        foreach (var field in fields)
        {
            if (!values.TryGetValue(field, out var value) || value is null)
            {
                return null;
            }

            Append(value);
        }

        return hash.Of(_bytes.AsSpan(0, _length));
    }

    private void Start(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_bytes, number);
        _length = sizeof(long);
    }

    private void Append(string value)
    {
        var bytes = MemoryMarshal.AsBytes(value.AsSpan());
        if (_length + sizeof(int) + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, (_length + sizeof(int) + bytes.Length) * 2);
        }

        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_length), bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_length + sizeof(int)));
        _length += sizeof(int) + bytes.Length;
    }
}
