using Matoi.Model.Entities;
using Matoi.Model.Incidents;
using Microsoft.Extensions.Localization;

namespace Matoi.Server.Portal.Investigate;

/// <summary>What a person does next, by NIST phase, named with the incident's own accounts, machines and keys. Pure.</summary>
internal static class NextSteps
{
    private const int MostNamed = 3;

    public static IReadOnlyList<string> Of(IStringLocalizer<Strings> words, Incident incident)
    {
        if (!incident.IsOpen)
        {
            return [words["next.closed"]];
        }

        var steps = new List<string>();
        if (incident.Owner is null)
        {
            steps.Add(words["next.own"]);
        }

        var (accounts, hosts, resources) = (Named(words, incident, EntityType.Account), Named(words, incident, EntityType.Host), Named(words, incident, EntityType.CloudResource));
        if (incident.Phase <= IncidentPhase.Analyse)
        {
            steps.Add(incident.AlertCount > 1 ? words["next.why", incident.AlertCount] : words["next.raw"]);
            steps.AddRange(accounts.Length > 0 ? [words["next.ask", accounts]] : []);
        }

        if (incident.Phase <= IncidentPhase.Contain)
        {
            steps.AddRange(accounts.Length > 0 ? [words["next.contain.accounts", accounts]] : []);
            steps.AddRange(hosts.Length > 0 ? [words["next.contain.hosts", hosts]] : []);
        }

        if (incident.Phase is IncidentPhase.Contain or IncidentPhase.Eradicate)
        {
            steps.Add(resources.Length > 0 ? words["next.eradicate.named", resources] : words["next.eradicate"]);
        }

        steps.AddRange(incident.Phase is IncidentPhase.Eradicate or IncidentPhase.Recover ? [words["next.recover"]] : []);
        steps.Add(words["next.close"]);
        return steps;
    }

    private static string Named(IStringLocalizer<Strings> words, Incident incident, EntityType type)
        => string.Join(words["list.separator"], incident.TopEntities.Where(e => e.Type == type).Take(MostNamed).Select(e => e.Name));
}
