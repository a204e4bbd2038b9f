using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Google;

/// <summary>What log entries name, under the keys that Google's findings give.</summary>
internal static class GoogleSubject
{
    /// <summary>
    /// The resource of an audit entry by its full name (<c>//storage.googleapis.com/b</c>); a service account is an account, a key of one the key and the account.
    /// A name that says neither project nor organisation is nothing that a finding would name.
    /// </summary>
    public static IEnumerable<Entity?> Resource(JsonElement entry, string? service, string? name)
    {
        if (string.IsNullOrEmpty(name) || service is "k8s.io")
        {
            return [];
        }

        var full = name.StartsWith("//", StringComparison.Ordinal) ? name
            : name.Split('/') is ["projects" or "organizations" or "folders", _] ? "//cloudresourcemanager.googleapis.com/" + name
            : string.IsNullOrEmpty(service) || name.StartsWith("projects/_/", StringComparison.Ordinal) ? name
            : $"//{service}/{name}";
        return name.Split('/') switch
        {
            [.., "serviceAccounts", _, "keys", _] => GoogleEntities.Key(full),
            [.., "serviceAccounts", var account] => [Entity.AccountByMail(account, Cloud.Google)],
            ["projects", ..] or ["organizations", ..] or ["folders", ..] or ["", "", ..] => [GoogleEntities.Resource(full)],
            _ => [GoogleEntities.Resource(Instance(entry))],
        };
    }

    /// <summary>A GKE cluster by its full name, with the object that an API call names within it (<c>core/v1/namespaces/default/pods/web</c>).</summary>
    public static Entity? Cluster(JsonElement entry, string? path)
    {
        var (project, place, name) = (LogEntry.Project(entry), Label(entry, "location"), Label(entry, "cluster_name"));
        if (project is null || place is null || name is null)
        {
            return null;
        }

        // Names of zones end in a letter: asia-northeast1-a.
        var cluster = $"//container.googleapis.com/projects/{project}/{(place.Split('-').Length > 2 ? "zones" : "locations")}/{place}/clusters/{name}";
        return path?.Split('/') is [_, _, "namespaces", var space, var kind, var what, ..]
            ? Entity.Resource(Cloud.Google, $"{cluster}/{space}/{kind}/{what}", what)
            : Entity.Resource(Cloud.Google, cluster);
    }

    /// <summary>A machine as flow and firewall logs name it (<c>vm_name</c>, <c>zone</c>, <c>project_id</c>).</summary>
    public static Entity? Machine(JsonElement instance)
        => instance.Text("vm_name") is { } name && instance.Text("zone") is { } zone && instance.Text("project_id") is { } project
            ? GoogleEntities.Resource($"projects/{project}/zones/{zone}/instances/{name}")
            : null;

    /// <summary>The instance that the entry's monitored resource is (<c>projects/p/zones/z/instances/…</c>, by number); null for other resources.</summary>
    public static string? Instance(JsonElement entry)
        => LogEntry.Project(entry) is { } project && Label(entry, "zone") is { } zone && Label(entry, "instance_id") is { } id ? $"projects/{project}/zones/{zone}/instances/{id}" : null;

    /// <summary>A project as resource.</summary>
    public static Entity? Project(string project) => Entity.Resource(Cloud.Google, "//cloudresourcemanager.googleapis.com/projects/" + project);

    /// <summary>A member of a policy; everybody is nobody.</summary>
    public static Entity? Member(string? member) => member is "allUsers" or "allAuthenticatedUsers" || member?.StartsWith("deleted:", StringComparison.Ordinal) == true
        || member?.StartsWith("project", StringComparison.Ordinal) == true || member?.StartsWith("domain:", StringComparison.Ordinal) == true ? null : GoogleEntities.Principal(member);

    /// <summary>Accounts and groups whose addresses stand in the parameters of a Workspace event: a list of <c>{name, value}</c> or an object of values by name.</summary>
    public static IEnumerable<Entity?> Parameters(JsonElement parameters) => parameters.ValueKind switch
    {
        JsonValueKind.Object => parameters.EnumerateObject().SelectMany(p => Texts(p.Value).Select(text => Addressed(p.Name, text))),
        JsonValueKind.Array => parameters.EnumerateArray().SelectMany(p => Texts(p.At("value")).Concat(Texts(p.At("multiValue"))).Concat(Texts(p.At("multiStrValue")))
            .Select(text => Addressed(p.Text("name") ?? "", text))),
        _ => [],
    };

    /// <summary>Where the resource is, by the request or the monitored resource.</summary>
    public static string? Region(JsonElement entry, JsonElement payload)
        => payload.Texts("resourceLocation.currentLocations").FirstOrDefault() ?? Label(entry, "location") ?? Label(entry, "region") ?? Label(entry, "zone");

    private static string? Label(JsonElement entry, string name) => entry.Text("resource.labels." + name) is { Length: > 0 } value ? value : null;

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.Unescaped()],
        JsonValueKind.Array => value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.Unescaped()),
        _ => [],
    };

    private static Entity? Addressed(string name, string text)
        => !MailAddress.Is(text) ? null
            : GoogleEntities.Principal((name.Equals("GROUP_EMAIL", StringComparison.OrdinalIgnoreCase) || name.Equals("group_id", StringComparison.OrdinalIgnoreCase) ? "group:" : "user:") + text);
}
