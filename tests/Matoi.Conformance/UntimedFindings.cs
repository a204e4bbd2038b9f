using System.Text;
using Xunit;

namespace Matoi.Conformance;

/// <summary>A finding that carries neither id nor time is one alert, however often it comes.</summary>
public class UntimedFindings
{
    private const string Finding = """
        {"logName":"projects/example-platform/logs/threatdetection.googleapis.com%2Fdetection","jsonPayload":{"detectionCategory":{"ruleName":"bad_ip"},"properties":{"network":{"project":"example-platform"}}}}
        """;

    [Fact]
    public async Task Reads_as_the_same_alert_when_it_comes_again_later()
    {
        var first = SourceRef();
        await Task.Delay(5, TestContext.Current.CancellationToken);
        Assert.Equal(first, SourceRef());
    }

    private static string SourceRef()
        => Assert.Single(MappedText.Map(new MemoryStream(Encoding.UTF8.GetBytes(Finding))).SelectMany(c => c.Alerts)).Alert.SourceRef;
}
