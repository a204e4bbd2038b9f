using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Exchange Online message trace: one row per message and recipient in <c>ExchangeMessageTrace_CL</c>. Format: Office 365 reporting web service, MessageTrace.</summary>
[Source("azure.message-trace", "Microsoft Exchange Online", Cloud = Cloud.Azure, Summary = "MessageTrace objects of the Office 365 reporting web service or Get-MessageTrace.")]
internal sealed class MessageTrace : Source
{
    private static readonly JsonTable Table = new("ExchangeMessageTrace_CL", ignoreCase: true,
        ("TimeGenerated:datetime", ""),
        ("Organization", "Organization"),
        ("MessageId", "MessageId"),
        ("MessageTraceId", "MessageTraceId"),
        ("SenderAddress", "SenderAddress"),
        ("RecipientAddress", "RecipientAddress"),
        ("Subject", "Subject"),
        ("Status", "Status"),
        ("FromIP", "FromIP"),
        ("ToIP", "ToIP"),
        ("Size:long", "Size"));

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record) => record.Has("MessageTraceId", "Received", "SenderAddress", "RecipientAddress");

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record)
    {
        var json = record.Json;
        return RecordSubject.Of(
        [
            Entity.AccountByMail(json.Text("SenderAddress"), Cloud.Azure),
            Entity.AccountByMail(json.Text("RecipientAddress"), Cloud.Azure),
            Entity.Ip(json.Text("FromIP")),
            Entity.Of(EntityType.MailMessage, json.Text("MessageId") is { } id ? $"{id}/{json.Text("RecipientAddress")}" : null),
        ]);
    }

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (output.Time(json.At("Received"), "Received", out var time) is { } problem)
        {
            return problem;
        }

        // The status of a message changes from pending to its end.
        output.Row(Table, time, record, json.Text("MessageTraceId"), json.Text("RecipientAddress"), json.Text("Status"));
        return null;
    }
}
