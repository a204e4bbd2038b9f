using Matoi.Detect.Alerts;
using Matoi.Detect.Correlate;
using Matoi.Detect.Intake;
using Matoi.Investigate.Incidents;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Matoi.Integration.CaseWork;

/// <summary>A node with alerts of people: alerts about one person are one incident.</summary>
internal sealed class CaseNode(TempNode node) : IAsyncDisposable
{
    private int _record;

    public TempNode Node { get; } = node;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<CaseNode> StartAsync(params (string Ref, string User)[] alerts)
    {
        var node = new CaseNode(await TempNode.StartAsync());
        foreach (var (reference, user) in alerts)
        {
            await node.RaiseAsync(reference, Severity.High, Entity.AccountByMail($"{user}@example.com", Cloud.Aws)!);
        }

        return node;
    }

    public T Get<T>() where T : notnull => Node.Get<T>();

    /// <summary>Raises an alert that names the entities, and correlates it.</summary>
    public async Task RaiseAsync(string reference, Severity severity, params Entity[] entities)
    {
        await Get<AlertWriter>().CommitAsync([Claim(reference, severity, entities)], [], null, Ct);
        await Get<Correlator>().DrainAsync(Ct);
    }

    public RaisedAlert Claim(string reference, Severity severity, params Entity[] entities) => new(new()
    {
        Source = "aws.guardduty", SourceRef = reference, Title = $"Claim {reference}", AlertType = "Recon:IAMUser/Test", Product = "Amazon GuardDuty", Severity = severity, Cloud = Cloud.Aws,
        Tactics = ["TA0006"], Techniques = ["T1078.004"], FirstSeen = Sample.Start.AddMinutes(_record), LastSeen = Sample.Start.AddMinutes(_record), Entities = entities,
    }, (UInt128)(++_record));

    public async Task<Guid> AlertAsync(string reference)
    {
        await using var db = await Node.DbAsync();
        return await db.Alerts.Where(a => a.SourceRef == reference).Select(a => a.Id).SingleAsync(Ct);
    }

    /// <summary>The incident as somebody who may see everything reads it, with an intact timeline.</summary>
    public async Task<ShowIncident.Detail> ShowAsync(int number)
    {
        var detail = (await Get<ShowIncident>().HandleAsync(number, Ct, new("root", true)))!;
        Assert.Null(detail.BrokenEntry);
        Assert.Null(TimelineEntry.FirstBroken(detail.Timeline));
        return detail;
    }

    /// <summary>Refs of an incident's alerts, in order.</summary>
    public async Task<string> AlertsOfAsync(int number) => string.Join(' ', (await ShowAsync(number)).Alerts.Select(a => a.SourceRef).Order(StringComparer.Ordinal));

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
