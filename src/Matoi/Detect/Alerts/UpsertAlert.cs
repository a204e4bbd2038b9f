using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Storage.State;

namespace Matoi.Detect.Alerts;

/// <summary>Brings an alert up to date with a claim: IR-3, one alert per <c>(source, sourceRef)</c>, whatever order and however often claims arrive.</summary>
public static class UpsertAlert
{
    private const int LongestDescription = 64 * 1024;
    private const int LongestTitle = 1000;

    /// <summary>Applies the claim to <paramref name="alert"/>, or makes a new alert of it.</summary>
    /// <param name="alert">The alert so far; null when there is none.</param>
    /// <param name="raised">The claim and its record.</param>
    /// <param name="newRecord">False when this very record was counted before.</param>
    /// <param name="now">Now.</param>
    /// <returns>The alert and what the next step must hear; null when nothing changed.</returns>
    public static (AlertState Alert, OutboxEvent? Event) Decide(AlertState? alert, RaisedAlert raised, bool newRecord, DateTimeOffset now)
    {
        var claim = raised.Alert;
        if (alert is null)
        {
            var created = Create(raised, now);
            return (created, new() { Kind = OutboxKind.AlertRaised, Subject = created.Id, Time = now });
        }

        var before = Shown(alert);
        alert.FirstSeen = claim.FirstSeen < alert.FirstSeen ? claim.FirstSeen : alert.FirstSeen;
        alert.Count = claim.Count is { } count ? Math.Max(alert.Count, count) : alert.Count + (newRecord ? 1 : 0);

        // Claims can arrive out of order: only the latest one says how severe it is and where it stands upstream.
        if (claim.LastSeen >= alert.LastSeen && newRecord)
        {
            alert.LastSeen = claim.LastSeen;
            alert.Severity = claim.Severity;
            alert.Status = claim.Status;
            alert.Title = Cut(claim.Title, LongestTitle);
            alert.Description = Cut(claim.Description, LongestDescription);
            alert.Confidence = claim.Confidence ?? alert.Confidence;
            alert.Link = claim.Link ?? alert.Link;
            alert.RecordId = RecordGuid(raised.RecordId);
        }

        alert.Tactics = [.. alert.Tactics.Union(claim.Tactics).OrderBy(Tactics.Order)];
        alert.Techniques = [.. alert.Techniques.Union(claim.Techniques)];
        alert.Entities.AddRange(claim.Entities.Where(e => alert.Entities.All(known => known.Key != e.Key)).Select(e => Named(alert.Id, e)));
        if (before == Shown(alert))
        {
            return (alert, null);
        }

        alert.ModifiedTime = now;
        return (alert, new() { Kind = OutboxKind.AlertChanged, Subject = alert.Id, Time = now, Detail = Moves(before.Severity, before.Status, alert) });
    }

    private static (Severity Severity, AlertStatus Status, long Count, DateTimeOffset FirstSeen, DateTimeOffset LastSeen, int Entities, int Tactics) Shown(AlertState alert)
        => (alert.Severity, alert.Status, alert.Count, alert.FirstSeen, alert.LastSeen, alert.Entities.Count, alert.Tactics.Count);

    private static string Moves(Severity severity, AlertStatus status, AlertState alert)
        => string.Join(", ", ((string?[])
        [
            severity != alert.Severity ? $"severity {severity} → {alert.Severity}" : null,
            status != alert.Status ? $"upstream status {status} → {alert.Status}" : null,
        ]).OfType<string>());

    /// <summary>A record id as the state store writes it: the same 32 hex digits as in the lake.</summary>
    public static Guid RecordGuid(UInt128 id)
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(bytes, id);
        return new(bytes, bigEndian: true);
    }

    // A text of megabytes is no description: lists carry the beginning, the record in the lake has it all.
    private static string Cut(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");

    private static AlertState Create(RaisedAlert raised, DateTimeOffset now)
    {
        var claim = raised.Alert;
        var alert = new AlertState
        {
            Source = claim.Source,
            SourceRef = claim.SourceRef,
            Title = Cut(claim.Title, LongestTitle),
            Description = Cut(claim.Description, LongestDescription),
            AlertType = claim.AlertType,
            Product = claim.Product,
            Severity = claim.Severity,
            Confidence = claim.Confidence,
            Status = claim.Status,
            Cloud = claim.Cloud,
            CloudAccount = claim.CloudAccount,
            Region = claim.Region,
            Tactics = [.. claim.Tactics],
            Techniques = [.. claim.Techniques],
            Link = claim.Link,
            FirstSeen = claim.FirstSeen,
            LastSeen = claim.LastSeen,
            Count = claim.Count ?? 1,
            CreatedTime = now,
            ModifiedTime = now,
            RecordId = RecordGuid(raised.RecordId),
        };
        alert.Entities.AddRange(claim.Entities.Select(e => Named(alert.Id, e)));
        return alert;
    }

    private static AlertEntity Named(Guid alert, Entity entity) => new()
    {
        AlertId = alert, Key = entity.Key, Type = entity.Type, Name = entity.Name, Cloud = entity.Cloud, Identifiers = new(entity.Identifiers ?? new Dictionary<string, string>()),
    };
}
