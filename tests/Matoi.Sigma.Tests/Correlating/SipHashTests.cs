using System.Buffers.Binary;
using Matoi.Sigma.Correlating;
using Xunit;

namespace Matoi.Sigma.Tests.Correlating;

/// <summary>The published vectors of SipHash-2-4 with 128 bits.</summary>
public sealed class SipHashTests
{
    [Theory]
    [InlineData(0, "a3817f04ba25a8e66df67214c7550293")]
    [InlineData(1, "da87c1d86b99af44347659119b22fc45")]
    public void Hashes_as_published(int length, string expected)
    {
        var bytes = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var hash = new SipHash(BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(8)));
        var result = new byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(result, hash.Of(bytes.AsSpan(0, length)));

        Assert.Equal(expected, Convert.ToHexStringLower(result));
    }

    [Fact]
    public void Every_bit_matters()
    {
        var hash = SipHash.New();
        var seen = new HashSet<UInt128>();
        for (var length = 0; length < 40; length++)
        {
            Assert.True(seen.Add(hash.Of(new byte[length])));
            for (var bit = 0; bit < length * 8; bit++)
            {
                var bytes = new byte[length];
                bytes[bit / 8] = (byte)(1 << (bit % 8));
                Assert.True(seen.Add(hash.Of(bytes)));
            }
        }
    }
}
