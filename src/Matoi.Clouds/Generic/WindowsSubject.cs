using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Generic;

/// <summary>The machine, accounts, addresses, processes and files that a Windows event names, whichever tool wrote it as JSON.</summary>
internal static class WindowsSubject
{
    private static readonly string[] Data = ["Event.EventData", "Event.UserData", "winlog.event_data", "winlog.user_data"];

    private static readonly string[] Addresses = ["IpAddress", "SourceIp", "DestinationIp", "ClientAddress", "SourceAddress", "DestAddress"];

    private static readonly string[] Processes = ["NewProcessName", "Image", "ProcessName", "SourceImage", "TargetImage"];

    // Accounts that every machine has.
    private static readonly HashSet<string> Nobody = new(StringComparer.OrdinalIgnoreCase)
    {
        "-", "SYSTEM", "LOCAL SERVICE", "NETWORK SERVICE", "ANONYMOUS LOGON", "LOCAL SYSTEM",
    };

    /// <summary>The machine, whoever acted there and was acted on, then the rest.</summary>
    public static RecordSubject Of(JsonElement json)
    {
        var data = Data.Select(path => json.At(path)).FirstOrDefault(d => d.ValueKind == JsonValueKind.Object, json);
        var computer = json.Text("Event.System.Computer") ?? json.Text("winlog.computer_name") ?? json.Text("Hostname");
        return RecordSubject.Of(
        [
            Entity.HostByName(computer),
            Account(data.Text("SubjectDomainName"), data.Text("SubjectUserName"), computer),
            Account(data.Text("TargetDomainName"), data.Text("TargetUserName"), computer),
            Account(null, data.Text("User"), computer),
            .. Addresses.Select(field => Address(data.Text(field))),
            Entity.HostByName(data.Text("WorkstationName") is { Length: > 1 } station ? station : null),
            .. Processes.Select(field => Process(data.Text(field))),
            Entity.Of(EntityType.File, data.Text("TargetFilename")),
            Entity.Of(EntityType.RegistryKey, data.Text("TargetObject")),
            Entity.Of(EntityType.DNS, data.Text("QueryName")?.TrimEnd('.')),
            .. Hashes(data.Text("Hashes")),
        ]);
    }

    // Sysmon writes DOMAIN\name in one field; the account that a machine has in its domain is the machine.
    private static Entity? Account(string? domain, string? name, string? computer)
    {
        if (name?.Split('\\', 2) is [var before, var after])
        {
            (domain, name) = (before, after);
        }

        return name is null || Nobody.Contains(name) || name.Equals($"{computer?.Split('.')[0]}$", StringComparison.OrdinalIgnoreCase) ? null
            : Entity.AccountIn(Cloud.Unknown, domain is "-" ? null : domain, name);
    }

    private static Entity? Address(string? text) => Entity.Ip(text is "::1" or "127.0.0.1" ? null : text);

    private static Entity? Process(string? image) => image is "-" ? null : Entity.Of(EntityType.Process, image);

    // MD5=…,SHA256=…
    private static IEnumerable<Entity?> Hashes(string? text)
        => (text ?? "").Split(',').Select(hash => hash.Split('=')).Select(hash => hash is ["MD5" or "SHA1" or "SHA256", var value] ? Entity.Of(EntityType.FileHash, value) : null);
}
