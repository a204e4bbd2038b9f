using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace Matoi.Sigma.Correlating;

/// <summary>Reads what <see cref="FrameWriter"/> wrote.</summary>
internal sealed class Frames(Stream stream)
{
    private byte[] _hash = [];

    /// <summary>The next piece; null at the end.</summary>
    /// <exception cref="InvalidDataException">It is not as it was written.</exception>
    public BinaryReader? Next()
    {
        var length = BitConverter.ToInt32(Exactly(sizeof(int)));
        var piece = Exactly(length);
        _hash = Hash(_hash, piece);
        if (!Exactly(SHA256.HashSizeInBytes).AsSpan().SequenceEqual(_hash))
        {
            throw new InvalidDataException("the checkpoint of the correlations is damaged");
        }

        return length == 0 ? null : new(new MemoryStream(piece), Encoding.UTF8);
    }

    /// <summary>Writes a text as it is, also one with half a surrogate pair.</summary>
    public static void Write(BinaryWriter to, string text)
    {
        to.Write7BitEncodedInt(text.Length);
        to.Write(MemoryMarshal.AsBytes(text.AsSpan()));
    }

    public static string Text(BinaryReader from)
    {
        var bytes = from.ReadBytes(from.Read7BitEncodedInt() * 2);
        return new(MemoryMarshal.Cast<byte, char>(bytes));
    }

    public static byte[] Hash(byte[] before, ReadOnlySpan<byte> piece)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(before);
        hash.AppendData(piece);
        return hash.GetHashAndReset();
    }

    /// <summary>So many bytes, read as they come: a damaged length must not take memory for what is not there.</summary>
    private byte[] Exactly(int length)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[Math.Clamp(length, 0, 64 * 1024)];
        while (bytes.Length < length)
        {
            var read = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, length - bytes.Length));
            if (read == 0)
            {
                throw new InvalidDataException("the checkpoint of the correlations ends too early");
            }

            bytes.Write(buffer, 0, read);
        }

        return length >= 0 ? bytes.ToArray() : throw new InvalidDataException("the checkpoint of the correlations is damaged");
    }
}
