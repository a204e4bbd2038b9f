using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Where the resource of a Microsoft alert lives. Defender for Cloud and Sentinel also watch AWS and Google, and say so only in identifiers, entities,
/// the compromised entity or extended properties.
/// </summary>
/// <param name="Cloud">The cloud.</param>
/// <param name="Account">AWS account, Google project or Azure subscription; empty when unknown.</param>
/// <param name="Region">Region or location; empty when unknown.</param>
/// <param name="Entities">The AWS or Google resources that were named.</param>
internal sealed record AffectedResource(Cloud Cloud, string Account, string Region, IReadOnlyList<Entity> Entities)
{
    /// <summary>Reads the body of an alert (the REST <c>properties</c>, a Logic App object or a Log Analytics row).</summary>
    /// <param name="body">The alert.</param>
    /// <param name="azureId">Its Azure resource id, which gives the subscription.</param>
    /// <param name="entities">Its entities where they stand elsewhere.</param>
    public static AffectedResource Of(JsonElement body, string? azureId, IReadOnlyList<JsonElement>? entities = null)
    {
        entities ??= body.FindItems("entities");
        var extended = body.Find("extendedProperties").Parsed();
        var region = Named(extended, "region", "awsregion", "location", "resourcelocation") ?? "";
        var candidates = Candidates(body, entities, extended).Distinct().ToList();
        var arns = candidates.SelectMany(CloudNames.Arns).Distinct().ToList();
        var awsAccount = arns.Select(CloudNames.Account).FirstOrDefault(a => a is not null)
            ?? Digits(Named(extended, "awsaccountid", "awsaccount", "amazonaccountid") ?? Typed([.. entities, .. body.FindItems("resourceIdentifiers")], "accountId", "aws", "amazon") ?? body.FindText("compromisedEntity"));
        if (arns.Count > 0 || awsAccount is not null)
        {
            return new(Cloud.Aws, awsAccount ?? "", arns.Select(CloudNames.Region).FirstOrDefault(r => r is not null) ?? region,
                [.. arns.Select(CloudNames.AwsEntity).OfType<Entity>()]);
        }

        var google = candidates.Select(CloudNames.GoogleResource).Concat(candidates.Where(c => c.EndsWith(".iam.gserviceaccount.com", StringComparison.Ordinal))).OfType<string>().Distinct().ToList();
        var project = google.Select(CloudNames.GoogleProject).FirstOrDefault(p => p is not null)
            ?? Named(extended, "gcpproject", "gcpprojectid", "googleproject", "googleprojectid", "googlecloudproject", "gcpprojectnumber")
            ?? Typed([.. entities, .. body.FindItems("resourceIdentifiers")], "projectId", "gcp", "google");
        return google.Count > 0 || project is not null
            ? new(Cloud.Google, project ?? "", region, [.. google.Select(CloudNames.GoogleEntity).OfType<Entity>()])
            : new(Cloud.Azure, AzureResourceId.Part(azureId, "subscriptions")?.ToLowerInvariant() ?? body.FindText("WorkspaceSubscriptionId") ?? "", region, []);
    }

    // URLs, command lines and the like may mention a cloud without being about it, so of ordinary entities only the resource id counts.
    private static IEnumerable<string> Candidates(JsonElement body, IEnumerable<JsonElement> entities, JsonElement extended)
        => body.FindItems("resourceIdentifiers").SelectMany(AzureJson.Leaves)
            .Append(body.FindText("compromisedEntity") ?? "")
            .Append(body.FindText("ResourceId") ?? "")
            .Concat(entities.SelectMany(entity => IsForeign(entity, "aws", "amazon", "gcp", "google")
                ? entity.Leaves()
                : [entity.FindText("resourceId|properties.resourceId") ?? "", entity.FindText("cloudResource.resourceId") ?? ""]))
            .Concat(extended.Leaves());

    private static string? Typed(IEnumerable<JsonElement> items, string field, params string[] kinds)
        => items.Where(item => IsForeign(item, kinds))
            .Select(item => item.FindText($"{field}|properties.{field}")).FirstOrDefault(text => text is not null);

    private static bool IsForeign(JsonElement item, params string[] kinds)
        => item.FindText("kind|type") is { } type && kinds.Any(kind => type.Contains(kind, StringComparison.OrdinalIgnoreCase));

    private static string? Named(JsonElement extended, params string[] names) => extended.ValueKind != JsonValueKind.Object ? null : extended.EnumerateObject()
        .Where(property => names.Contains(string.Concat(property.Name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant()))
        .Select(property => AzureJson.Text(property.Value))
        .FirstOrDefault(text => !string.IsNullOrWhiteSpace(text));

    private static string? Digits(string? text) => text is { Length: 12 } && text.All(char.IsAsciiDigit) ? text : null;
}
