using Matoi.Investigate.Incidents;
using Matoi.Model;
using Matoi.Model.Incidents;
using Xunit;

namespace Matoi.Tests.Investigate;

/// <summary>What people type above the queue is understood; what is not understood is searched for.</summary>
public class IncidentFilterTests
{
    public static TheoryData<string?, IncidentFilter> Texts => new()
    {
        { null, new() },
        { "   ", new() },
        { "sev:high", new() { Severity = Severity.High } },
        { "SEV:HIGH", new() { Severity = Severity.High } },
        { "severity:>=medium", new() { Severity = Severity.Medium, AndAbove = true } },
        { "sev:>=high owner:none", new() { Severity = Severity.High, AndAbove = true, Owner = "" } },
        { "owner:alice", new() { Owner = "alice" } },
        { "tactic:TA0006", new() { Tactic = "TA0006" } },
        { "tactic:credential-access", new() { Tactic = "TA0006" } },
        { "tactic:juggling", new() { Text = "tactic:juggling" } },
        { "cloud:aws status:new", new() { Cloud = Cloud.Aws, Status = IncidentStatus.New, Open = null } },
        { "is:closed", new() { Open = false } },
        { "is:any", new() { Open = null } },
        { "is:strange", new() { Text = "is:strange" } },
        { "sev:9", new() { Text = "sev:9" } },
        { "sev:high,low", new() { Text = "sev:high,low" } },
        { "cloud:2", new() { Text = "cloud:2" } },
        { "sev:urgent 203.0.113.9", new() { Text = "sev:urgent 203.0.113.9" } },
        { "::1", new() { Text = "::1" } },
        { "arn:aws:iam::1:user/alice", new() { Text = "arn:aws:iam::1:user/alice" } },
        { "#12", new() { Text = "#12" } },
        { "  two   words ", new() { Text = "two words" } },
        { "sev:high 給与 フォルダー", new() { Severity = Severity.High, Text = "給与 フォルダー" } },
        { "sev:high　漏えい　owner:none", new() { Severity = Severity.High, Owner = "", Text = "漏えい" } },
        { "owner:佐藤", new() { Owner = "佐藤" } },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Parse_reads_what_is_meant_when_a_person_types(string? text, IncidentFilter filter) => Assert.Equal(filter, IncidentFilter.Parse(text));
}
