using System.Numerics;

namespace Matoi.Kql.Functions.Mathematics;

/// <summary>Bits of longs.</summary>
internal static class Bits
{
    /// <summary>Bits set in both.</summary>
    [KqlFunction("binary_and", DuckDb = "({0} & {1})")]
    public static long And(long a, long b) => a & b;

    /// <summary>Bits set in one.</summary>
    [KqlFunction("binary_or", DuckDb = "({0} | {1})")]
    public static long Or(long a, long b) => a | b;

    /// <summary>Bits set in just one.</summary>
    [KqlFunction("binary_xor", DuckDb = "xor({0}, {1})")]
    public static long Xor(long a, long b) => a ^ b;

    /// <summary>Bits that are not set.</summary>
    [KqlFunction("binary_not", DuckDb = "(~ {0})")]
    public static long Not(long a) => ~a;

    /// <summary>Bits moved up by the rest of the distance and 64; null for a negative distance.</summary>
    [KqlFunction("binary_shift_left")]
    public static long? ShiftLeft(long a, long distance) => distance < 0 ? null : a << (int)(distance % 64);

    /// <summary>Bits moved down by the rest of the distance and 64, the sign kept; null for a negative distance.</summary>
    [KqlFunction("binary_shift_right")]
    public static long? ShiftRight(long a, long distance) => distance < 0 ? null : a >> (int)(distance % 64);

    /// <summary>How many bits are set.</summary>
    [KqlFunction("bitset_count_ones", DuckDb = "CAST(bit_count({0}) AS BIGINT)")]
    public static long CountOnes(long a) => BitOperations.PopCount((ulong)a);
}
