using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace Matoi.Sigma.Correlating;

/// <summary>SipHash-2-4 with 128 bits: fast, and nobody without the key can choose texts that share a hash.</summary>
internal readonly record struct SipHash(ulong Key0, ulong Key1)
{
    /// <summary>One with a key of its own.</summary>
    public static SipHash New()
    {
        var key = RandomNumberGenerator.GetBytes(16);
        return new(BinaryPrimitives.ReadUInt64LittleEndian(key), BinaryPrimitives.ReadUInt64LittleEndian(key.AsSpan(8)));
    }

    public UInt128 Of(ReadOnlySpan<byte> bytes)
    {
        var state = new State(Key0 ^ 0x736f6d6570736575, Key1 ^ 0x646f72616e646f6d ^ 0xee, Key0 ^ 0x6c7967656e657261, Key1 ^ 0x7465646279746573);
        var end = (ulong)bytes.Length << 56;
        while (bytes.Length >= sizeof(ulong))
        {
            state.Take(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        for (var i = 0; i < bytes.Length; i++)
        {
            end |= (ulong)bytes[i] << (8 * i);
        }

        state.Take(end);
        var low = state.End(0xee);
        return new(state.End(0, 0xdd), low);
    }

    private struct State(ulong a, ulong b, ulong c, ulong d)
    {
        private ulong _a = a;
        private ulong _b = b;
        private ulong _c = c;
        private ulong _d = d;

        public void Take(ulong word)
        {
            _d ^= word;
            Round();
            Round();
            _a ^= word;
        }

        public ulong End(ulong third, ulong second = 0)
        {
            _c ^= third;
            _b ^= second;
            Round();
            Round();
            Round();
            Round();
            return _a ^ _b ^ _c ^ _d;
        }

        private void Round()
        {
            _a += _b;
            _b = BitOperations.RotateLeft(_b, 13) ^ _a;
            _a = BitOperations.RotateLeft(_a, 32);
            _c += _d;
            _d = BitOperations.RotateLeft(_d, 16) ^ _c;
            _a += _d;
            _d = BitOperations.RotateLeft(_d, 21) ^ _a;
            _c += _b;
            _b = BitOperations.RotateLeft(_b, 17) ^ _c;
            _c = BitOperations.RotateLeft(_c, 32);
        }
    }
}
