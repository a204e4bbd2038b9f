using System.Text;
using Matoi.Detect.Intake;
using Xunit;

namespace Matoi.Tests;

public sealed class ContainerLinesTests
{
    [Theory]
    [InlineData("{\"records\":[\n{\"a\":1},\n{\"a\":2}\n]}\n")]
    [InlineData("{\"Records\": [{\"a\":1},\r\n{\"a\":2}]}")]
    [InlineData("{\"a\":1}\n{\"a\":2}\n")]
    public void A_record_a_line_is_two_records_in_a_container_or_out_of_one(string text)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var slices = new RecordSplitter(input, new IntakeLimits(), () => Stream.Null).Chunks().SelectMany(c => c.Slices).ToList();
        Assert.Equal(2, slices.Count);
        Assert.All(slices, slice => Assert.Null(slice.Problem));
        Assert.All(slices, slice => Assert.Equal("{\"a\":1}".Length, slice.Length));
    }
}
