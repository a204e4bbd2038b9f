using Matoi.Detect.Alerts;
using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;

namespace Matoi.Tests.Detect;

/// <summary>Builds claims and alerts; what a test does not say does not matter to it.</summary>
internal static class AlertSamples
{
    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static RaisedAlert Claim(
        int record = 1, Severity severity = Severity.Medium, AlertStatus status = AlertStatus.New, int minute = 0, long? count = null, string[]? tactics = null, params Entity?[] entities)
        => new(new()
        {
            Source = "aws.guardduty", SourceRef = "finding-1", Title = $"Claim at {minute}", Product = "Amazon GuardDuty", Severity = severity, Status = status, Cloud = Cloud.Aws,
            FirstSeen = Noon.AddMinutes(minute), LastSeen = Noon.AddMinutes(minute), Count = count, Tactics = tactics ?? [], Entities = [.. entities.OfType<Entity>()],
        }, (UInt128)record);

    /// <summary>An alert after one claim.</summary>
    public static AlertState Alert(Severity severity = Severity.Medium, AlertStatus status = AlertStatus.New, int minute = 0, string[]? tactics = null, params Entity?[] entities)
        => UpsertAlert.Decide(null, Claim(1, severity, status, minute, null, tactics, entities), true, Noon).Alert;

    public static Entity Alice { get; } = Entity.AccountByMail("alice@example.com", Cloud.Azure)!;
}
