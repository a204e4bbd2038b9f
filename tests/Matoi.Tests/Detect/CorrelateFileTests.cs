using Matoi.Detect.Correlate.Files;
using Matoi.Detect.Correlate.Identity;
using Xunit;

namespace Matoi.Tests.Detect;

/// <summary>Alerts of a file are read whatever usual names their fields have, and what is none is told with its line.</summary>
public class CorrelateFileTests
{
    private static CorrelateFile.Result Run(params string[] lines) => CorrelateFile.Run(new StringReader(string.Join('\n', lines)), "f.jsonl", IdentityAliases.None);

    [Theory]
    [InlineData("""{"type":"Account","name":"Alice@example.com"}""", "account:alice@example.com")]
    [InlineData("""{"type":"user","name":"bob"}""", "account:aws:111122223333:bob")]
    [InlineData("""{"type":"Account","name":"arn:aws:sts::111122223333:assumed-role/Admin/s"}""", "account:aws:111122223333:role/admin")]
    [InlineData("""{"type":"ip","name":"::ffff:203.0.113.9"}""", "ip:203.0.113.9")]
    [InlineData("""{"type":"IP","key":"ip:203.0.113.9","name":"x"}""", "ip:203.0.113.9")]
    [InlineData("""{"type":"Host","name":"i-0abc12345678"}""", "host:aws:i-0abc12345678")]
    [InlineData("""{"type":"CloudResource","name":"arn:aws:ec2:eu-west-1:1:instance/i-0abc12345678"}""", "host:aws:i-0abc12345678")]
    [InlineData("""{"type":"CloudResource","name":"AKIAIOSFODNN7EXAMPLE"}""", "accesskey:akiaiosfodnn7example")]
    [InlineData("""{"type":"CloudResource","name":"arn:aws:s3:::b"}""", "resource:arn:aws:s3:::b")]
    [InlineData("\"resource:arn:aws:s3:::b\"", "resource:arn:aws:s3:::b")]
    [InlineData("\"203.0.113.9\"", "ip:203.0.113.9")]
    [InlineData("""{"type":"URL","name":"https://x.example/a"}""", "url:https://x.example/a")]
    [InlineData("""{"type":"IP","name":"private"}""", null)]
    [InlineData("""{"type":"Account"}""", null)]
    [InlineData("7", null)]
    public void Entities_get_their_canonical_keys(string entity, string? key)
    {
        var (alerts, problems) = CorrelateFile.Read(new StringReader($$"""{"id":"a","time":"2026-03-02T12:00:00Z","cloud":"aws","account":"111122223333","entities":[{{entity}}]}"""), "f");

        Assert.Empty(problems);
        Assert.Equal(key, alerts[0].Entities.SingleOrDefault()?.Key);
    }

    [Theory]
    [InlineData("""{"time":"2026-03-02T12:00:00Z"}""")]
    [InlineData("""{"firstSeen":"2026-03-02T12:00:00Z","lastSeen":"2026-03-02T12:00:00Z"}""")]
    [InlineData("""{"first_seen":"2026-03-02T12:00:00+00:00"}""")]
    [InlineData("""{"timestamp":1772452800}""")]
    [InlineData("""{"lastSeen":1772452800000}""")]
    public void Times_are_read_by_usual_names_and_forms(string json)
        => Assert.Equal(AlertSamples.Noon, CorrelateFile.Read(new StringReader(json), "f").Alerts[0].FirstSeen);

    [Fact]
    public void Every_alert_is_in_one_incident_by_its_id()
    {
        var result = Run(
            """{"id":"b","time":"2026-03-02T12:05:00Z","severity":"high","tactics":"Exfiltration","entities":[{"type":"Account","name":"alice@example.com"}],"unknown":[1]}""",
            """{"id":"a","time":"2026-03-02T12:00:00Z","severity":"Low","tactics":["TA0001"],"entities":["account:alice@example.com"]}""",
            "",
            """{"time":"2026-03-02T12:00:00Z","entities":["account:bob@example.com"]}""");

        Assert.Equal(["a,b", "line 4"], result.Incidents.Select(i => string.Join(',', i.Alerts)));
        var why = Assert.Single(result.Incidents[0].Why);
        Assert.Equal(("b", 5, "TA0001", "TA0010"), (why.Alert, why.MinutesApart, why.Step!.From, why.Step.To));
    }

    [Fact]
    public void Lines_that_are_no_alerts_are_told_and_the_rest_goes_on()
    {
        var result = Run("""{"id":"a","time":"2026-03-02T12:00:00Z"}""", "{", "[]", """{"id":"b"}""", """{"id":"c","time":"yesterday"}""");

        Assert.Equal(1, result.Alerts);
        Assert.Equal(["f.jsonl:2", "f.jsonl:3", "f.jsonl:4", "f.jsonl:5"], result.Problems.Select(p => p.Target));
        Assert.Contains("'yesterday' is no time", result.Problems[3].Message, StringComparison.Ordinal);
    }
}
