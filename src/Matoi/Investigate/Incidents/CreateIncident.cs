using Matoi.Detect.Alerts;
using Matoi.Detect.Intake;
using Matoi.Investigate.Incidents.Editing;
using Matoi.Investigate.Incidents.Moving;
using Matoi.Model;
using Matoi.Model.Alerts;
using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Matoi.Model.Sources;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Incidents;

/// <summary>
/// Opens an incident by hand: IR-3, IR-4. It is like any other: with entities it carries an alert of source <c>manual</c>, so that what comes later can join it, and
/// alerts that are there already can be put into it.
/// </summary>
public sealed class CreateIncident(CaseTransaction transaction, AlertWriter alerts)
{
    /// <summary>What is known.</summary>
    public sealed record Request
    {
        /// <summary>One sentence: what happened. Required, at most 500 characters.</summary>
        public string? Title { get; init; }

        /// <summary>How bad it is. Default Medium.</summary>
        public Severity Severity { get; init; } = Severity.Medium;

        /// <summary>What happened, in Markdown; may be empty.</summary>
        public string? Summary { get; init; }

        /// <summary>User name of the owner; null for nobody.</summary>
        public string? Owner { get; init; }

        /// <summary>Labels.</summary>
        public IReadOnlyList<string>? Labels { get; init; }

        /// <summary>Traffic Light Protocol.</summary>
        public Tlp? Tlp { get; init; }

        /// <summary>Permissible Actions Protocol.</summary>
        public Pap? Pap { get; init; }

        /// <summary>The only users who may see it; null for everybody.</summary>
        public IReadOnlyList<string>? RestrictedTo { get; init; }

        /// <summary>What it is about.</summary>
        public IReadOnlyList<NamedEntity>? Entities { get; init; }

        /// <summary>ATT&amp;CK tactics by name or id.</summary>
        public IReadOnlyList<string>? Tactics { get; init; }

        /// <summary>ATT&amp;CK technique ids.</summary>
        public IReadOnlyList<string>? Techniques { get; init; }

        /// <summary>When it began; default now.</summary>
        public DateTimeOffset? FirstSeen { get; init; }

        /// <summary>Ids of alerts to put into it.</summary>
        public IReadOnlyList<Guid>? Alerts { get; init; }
    }

    /// <summary>Something that the incident is about.</summary>
    /// <param name="Type">Sentinel's entity type.</param>
    /// <param name="Name">What a person calls it: an address, a user name, a host.</param>
    public sealed record NamedEntity(EntityType Type, string Name);

    /// <summary>Why the incident cannot be opened, or null.</summary>
    public static Problem? Decide(Request request, DateTimeOffset now)
        => EditRules.Title(request.Title ?? "")
            ?? EditRules.Check(new Incident { Title = "" }, new() { Summary = request.Summary, Labels = request.Labels, RestrictedTo = request.RestrictedTo })
            ?? (request.FirstSeen > now.AddDays(1) ? new Problem("future-time", $"firstSeen is {request.FirstSeen:yyyy-MM-ddTHH:mm:ssZ}, more than a day ahead of this machine's clock", "firstSeen") : null)
            ?? ((request.Entities ?? []).FirstOrDefault(e => Read(e) is null) is { } bad ? new Problem("entity-unreadable", $"'{bad.Name}' is no {bad.Type}", "entities") : null);

    /// <summary>Opens it; its number.</summary>
    public Task<(IncidentView? Incident, Problem? Problem)> HandleAsync(Request request, Viewer actor, CancellationToken ct)
        => transaction.RunAsync<(IncidentView?, Problem?)>(false, async (db, now, stop) =>
        {
            if (Decide(request, now) is { } problem)
            {
                return ((null, problem), []);
            }

            var incident = await NewIncident.AddAsync(db, request.Title!.Trim(), now, stop);
            (incident.IsTitleSet, incident.IsSeveritySet, incident.Severity) = (true, true, request.Severity);
            (incident.FirstSeen, incident.LastSeen) = (request.FirstSeen ?? now, request.FirstSeen ?? now);
            db.Timeline.Add(incident.Append(TimelineKind.Opened, actor.Name, $"Opened by {actor.Name}: {incident.Title}", now, eventTime: incident.FirstSeen));
            await StageAsync(db, incident, request, stop);
            if (await PutAsync(db, incident, request.Alerts ?? [], actor, now, stop) is { } refused)
            {
                return ((null, refused), []);
            }

            Dress(db, incident, request, actor.Name, now);
            await new AlertMover(db, transaction.Facts, actor.Name, now).RefreshAsync([incident], stop);
            return ((IncidentView.Of(incident, now), null), [incident.Id]);
        }, ct);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents", async (Request request, CreateIncident create, HttpContext http, CancellationToken ct) =>
        {
            var (incident, problem) = await create.HandleAsync(request, http.Viewer(), ct);
            return incident is null ? problem.ToResult() : Results.Created($"/api/v1/incidents/{incident.Number}", incident);
        }).WithSummary("Opens an incident by hand, with entities and alerts if they are known.");

    /// <summary>The entity; null when the name does not fit the type.</summary>
    internal static Entity? Read(NamedEntity named) => string.IsNullOrWhiteSpace(named.Name) || named.Name.Length > 2000 ? null : named.Type switch
    {
        EntityType.IP => Entity.Ip(named.Name.Trim()),
        EntityType.Account => Entity.AccountByMail(named.Name.Trim(), Cloud.Unknown) ?? Entity.Of(EntityType.Account, named.Name.Trim()),
        EntityType.Host => Entity.HostByName(named.Name.Trim()),
        EntityType.CloudResource => Entity.Resource(Cloud.Unknown, named.Name.Trim()),
        var type => Entity.Of(type, named.Name.Trim()),
    };

    private async Task StageAsync(MatoiDb db, Incident incident, Request request, CancellationToken ct)
    {
        var entities = (request.Entities ?? []).Select(Read).OfType<Entity>().DistinctBy(e => e.Key).ToList();
        if (entities.Count == 0)
        {
            incident.Tactics = [.. Tactics.Ids(request.Tactics ?? [])];
            return;
        }

        var claim = new Alert
        {
            Source = "manual", SourceRef = $"{incident.Id:N}", Title = incident.Title, Description = request.Summary?.Trim() ?? "", Product = "Matoi", Severity = request.Severity,
            Tactics = Tactics.Ids(request.Tactics ?? []), Techniques = [.. request.Techniques ?? []], Entities = entities, FirstSeen = incident.FirstSeen, LastSeen = incident.LastSeen,
        };
        var staged = await alerts.StageAsync(db, [new RaisedAlert(claim, MapOutput.RecordId(incident.Id.ToByteArray())) { Correlate = false }], ct);
        staged.Values.Single().Alert.IncidentId = incident.Id;
    }

    private async Task<Problem?> PutAsync(MatoiDb db, Incident incident, IReadOnlyList<Guid> ids, Viewer actor, DateTimeOffset now, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        if (ids.Count == 0)
        {
            return null;
        }

        var work = new MoveWork(db, transaction.Facts, incident, actor, new(ids, incident.Number), now);
        await work.RunAsync(ct);
        return work.Items.Select(i => i.Problem).FirstOrDefault(p => p is not null);
    }

    private static void Dress(MatoiDb db, Incident incident, Request request, string actor, DateTimeOffset now)
    {
        var edit = new EditIncident.Request { Summary = request.Summary, Labels = request.Labels, Tlp = request.Tlp, Pap = request.Pap, RestrictedTo = request.RestrictedTo };
        db.Timeline.AddRange(EditIncident.Decide(incident, edit, actor, now).Entries);
        db.Timeline.AddRange(AssignIncident.Decide(incident, new(request.Owner), actor, now).Entries);
    }
}
