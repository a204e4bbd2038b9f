using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Entities;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>Who did what to which mailbox, file or user, by the Microsoft 365 unified audit log.</summary>
internal static class OfficeSubject
{
    private const string ServicePrincipal = "ServicePrincipal_";

    // Cmdlet parameters whose values are whom a rule, a mailbox or a permission is for.
    private static readonly HashSet<string> Recipients = new(StringComparer.OrdinalIgnoreCase)
    {
        "ForwardTo", "RedirectTo", "ForwardAsAttachmentTo", "ForwardingAddress", "ForwardingSmtpAddress", "BlindCopyTo", "CopyTo", "User", "Trustee", "Identity", "Mailbox",
        "GrantSendOnBehalfTo", "Member", "Members",
    };

    private static readonly string[] Others = ["DestMailboxOwnerUPN", "SendAsUserSmtp", "SendOnBehalfOfUserSmtp", "TargetUserOrGroupName", "UserSharedWith"];

    /// <summary>The user, the address, the mailbox, the object, and the addresses that the parameters name.</summary>
    public static RecordSubject Of(JsonElement json)
    {
        var tenant = json.FindText("OrganizationId|OfficeTenantId");
        var owner = json.FindText("MailboxOwnerUPN");
        return RecordSubject.Of(
        [
            .. Actor(json.FindText("UserId"), tenant),
            AzureSubject.Address(json.FindText("ClientIP|ClientIPAddress|Client_IPAddress|ActorIpAddress")),
            Entity.Of(EntityType.Mailbox, owner),
            Entity.AccountByMail(owner, Cloud.Azure),
            .. Object(json, tenant),
            .. Others.SelectMany(f => Mails(json.FindText(f), tenant)),
            .. json.FindItems("Target|AADTarget").SelectMany(t => Mails(t.FindText("ID"), tenant)),
            .. json.FindItems("Parameters").Where(p => Recipients.Contains(p.FindText("Name") ?? "")).SelectMany(p => Mails(p.FindText("Value"), tenant)),
        ], tenant);
    }

    // Exchange's own work is NT AUTHORITY\SYSTEM or a SID, and an unknown user is "Not Available": nobody.
    private static IEnumerable<Entity?> Actor(string? user, string? tenant)
        => user is null ? []
            : user.StartsWith(ServicePrincipal, StringComparison.OrdinalIgnoreCase) ? AzureSubject.App(null, user[ServicePrincipal.Length..], null, tenant)
            : user.Contains('@') && !user.Contains(' ') ? AzureSubject.User(user, null, tenant)
            : Guid.TryParse(user, out _) ? AzureSubject.User(null, user, tenant)
            : [];

    private static IEnumerable<Entity?> Object(JsonElement json, string? tenant)
    {
        var id = json.FindText("ObjectId|OfficeObjectId");
        return id is null ? []
            : id.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? [Entity.Of(EntityType.URL, id)]
            : id.StartsWith(ServicePrincipal, StringComparison.OrdinalIgnoreCase) ? AzureSubject.App(null, id[ServicePrincipal.Length..], null, tenant)
            : Mails(id, tenant);
    }

    private static IEnumerable<Entity?> Mails(string? text, string? tenant) => (text ?? "").Split([';', ','], StringSplitOptions.TrimEntries)
        .Select(mail => mail[(mail.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase) ? 5 : 0)..])
        .Where(MailAddress.Is)
        .SelectMany(mail => AzureSubject.User(mail, null, tenant));
}
