using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Encodings;

/// <summary>Hashes. <c>hash</c> is XXH64 of a value's bytes; the cryptographic ones are of its text and given in hexadecimal digits.</summary>
internal static class Hashes
{
    /// <summary>Hash of a text.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(Utf8Text value, long? mod = null) => Within(value.Bytes, mod);

    /// <summary>Hash of a number.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(long value, long? mod = null)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Within(bytes, mod);
    }

    /// <summary>Hash of a number.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(int value, long? mod = null)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return Within(bytes, mod);
    }

    /// <summary>Hash of a number.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(double value, long? mod = null) => Hash(BitConverter.DoubleToInt64Bits(value), mod);

    /// <summary>Hash of a truth value.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(bool value, long? mod = null) => Within([value ? (byte)1 : (byte)0], mod);

    /// <summary>Hash of a time.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(DateTime value, long? mod = null) => Hash(value.Ticks, mod);

    /// <summary>Hash of a length of time.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(TimeSpan value, long? mod = null) => Hash(value.Ticks, mod);

    /// <summary>Hash of an identifier.</summary>
    [KqlFunction("hash")]
    [KqlFunction("hash_xxhash64")]
    public static long? Hash(Guid value, long? mod = null) => Within(value.ToByteArray(), mod);

    /// <summary>How Kusto combines hashes is not published, and another number would be wrong.</summary>
    [SpecialForm("hash_many")]
    [SpecialForm("hash_combine")]
    public static Scalar Combined(FormCall call)
    {
        call.Context.Binder.Refuse($"'{call.Syntax.Name}', whose way to combine hashes is not published (hash_sha256(strcat(…)) does the same work),", call.Syntax.NameSpan);
        return new Faulty();
    }

    /// <summary>SHA-256.</summary>
    [KqlFunction("hash_sha256")]
    public static string Sha256([AnyText] string value) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value)));

#pragma warning disable RS0030, CA5350, CA5351 // Rules compare with indicators that are given as MD5 and SHA-1.
    /// <summary>SHA-1.</summary>
    [KqlFunction("hash_sha1")]
    public static string Sha1([AnyText] string value) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(value)));

    /// <summary>MD5.</summary>
    [KqlFunction("hash_md5")]
    public static string Md5([AnyText] string value) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(value)));
#pragma warning restore RS0030, CA5350, CA5351

    private static long? Within(ReadOnlySpan<byte> bytes, long? mod)
        => XxHash64.Of(bytes) is var hash && mod is not { } m ? (long)hash : m > 0 ? (long)(hash % (ulong)m) : null;
}
