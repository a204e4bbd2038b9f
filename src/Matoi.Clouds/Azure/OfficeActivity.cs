using Matoi.Model;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>
/// Microsoft 365 unified audit log (Office 365 Management Activity API, Search-UnifiedAuditLog AuditData) and Log Analytics rows, into Sentinel's <c>OfficeActivity</c>.
/// </summary>
[Source("azure.office-activity", "Microsoft 365", Cloud = Cloud.Azure,
    Summary = "Unified audit records of Exchange, SharePoint, OneDrive, Teams and Entra ID from the Management Activity API, a search export or Log Analytics.")]
internal sealed class OfficeActivity : Source
{
    private static readonly JsonTable Table = AzureTable.Of("OfficeActivity", """
        AADGroupId AADTarget Activity Actor ActorContextId ActorIpAddress AddOnGuid AddonName AddOnType AffectedItems AppAccessContext:dynamic
        AppDistributionMode AppId Application ApplicationId AppPoolName ArtifactsShared:dynamic Attendees:dynamic AzureActiveDirectory_EventType
        AzureADAppId ChannelGuid ChannelName ChannelType ChatName ChatThreadId Client Client_IPAddress ClientAppId ClientInfoString ClientIP
        ClientMachineName ClientProcessName ClientVersion CommunicationType CrossMailboxOperations:bool CustomEvent DataCenterSecurityEventType:int
        DestFolder DestinationFileExtension DestinationFileName DestinationRelativeUrl DestMailboxId DestMailboxOwnerMasterAccountSid
        DestMailboxOwnerSid DestMailboxOwnerUPN DeviceInformation EffectiveOrganization ElevationApprovedTime:datetime ElevationApprover
        ElevationDuration:int ElevationRequestId ElevationRole ElevationTime:datetime Event_Data EventSource ExtendedProperties ExternalAccess
        ExtraProperties:dynamic Folder Folders GenericInfo InternalLogonType:int InterSystemsId IntraSystemId IsJoinedFromLobby:bool
        IsManagedDevice:bool Item ItemName ItemType JoinTime:datetime LeaveTime:datetime ListItemUniqueId LoginStatus:int Logon_Type
        LogonUserDisplayName LogonUserSid MachineDomainInfo MachineId MailboxGuid MailboxOwnerMasterAccountSid MailboxOwnerSid MailboxOwnerUPN
        MeetingDetailId Members:dynamic MessageId ModifiedObjectResolvedName ModifiedProperties NewValue OfficeId OfficeObjectId OfficeTenantId
        OfficeWorkload OldValue Operation OperationProperties:dynamic OperationScope OrganizationId OrganizationName OriginatingServer Parameters
        RecordType ResultReasonType ResultStatus SendAsUserMailboxGuid SendAsUserSmtp SendonBehalfOfUserMailboxGuid SendOnBehalfOfUserSmtp
        SensitivityLabelId SharingType Site_ Site_Url Source_Name SourceFileExtension SourceFileName SourceRecordId SourceRelativeUrl SourceSystem
        SRPolicyId SRPolicyName SRRuleMatchDetails:dynamic Start_Time:datetime SupportTicketId TabType TargetContextId TargetUserId
        TargetUserOrGroupName TargetUserOrGroupType TeamGuid TeamName TenantId UniqueSharingId UserAgent UserDomain UserId UserKey UserSharedWith
        UserType
        """,
        ("OfficeId", "Id|OfficeId"),
        ("SourceRecordId", "Id|SourceRecordId"),
        ("OfficeWorkload", "Workload|OfficeWorkload"),
        ("OfficeObjectId", "ObjectId|OfficeObjectId"),
        ("OfficeTenantId", "OrganizationId|OfficeTenantId"),
        ("ResultReasonType", "ResultStatus|ResultReasonType"),
        ("Start_Time", "CreationTime|Start_Time"),
        ("Site_", "Site|Site_"),
        ("Site_Url", "SiteUrl|Site_Url"),
        ("Source_Name", "SourceName|Source_Name"),
        ("Event_Data", "EventData|Event_Data"),
        ("Client_IPAddress", "ClientIPAddress|Client_IPAddress"),
        ("Logon_Type", "LogonType|Logon_Type"),
        ("AADTarget", "Target|AADTarget"),
        ("AzureActiveDirectory_EventType", "AzureActiveDirectoryEventType|AzureActiveDirectory_EventType"));

    // The Management Activity API writes enumerations as numbers, Sentinel as names.
    private static readonly Dictionary<string, string> RecordTypes = Names("""
        1 ExchangeAdmin 2 ExchangeItem 3 ExchangeItemGroup 4 SharePoint 6 SharePointFileOperation 7 OneDrive 8 AzureActiveDirectory
        9 AzureActiveDirectoryAccountLogon 10 DataCenterSecurityCmdlet 11 ComplianceDLPSharePoint 13 ComplianceDLPExchange 14 SharePointSharingOperation
        15 AzureActiveDirectoryStsLogon 18 SecurityComplianceCenterEOPCmdlet 20 PowerBIAudit 22 Yammer 24 Discovery 25 MicrosoftTeams 28 ThreatIntelligence
        29 MailSubmission 30 MicrosoftFlow 36 SharePointListOperation 40 SecurityComplianceAlerts 41 ThreatIntelligenceUrl 43 MIPLabel 45 PowerAppsApp
        47 ThreatIntelligenceAtpContent 50 ExchangeItemAggregated 54 SharePointListItemOperation 57 MicrosoftTeamsAdmin 64 AirInvestigation 65 Quarantine
        66 MicrosoftForms
        """);

    private static readonly Dictionary<string, string> UserTypes
        = Names("0 Regular 1 Reserved 2 Admin 3 DcAdmin 4 System 5 Application 6 ServicePrincipal 7 CustomPolicy 8 SystemPolicy");

    private static readonly Dictionary<string, string> LogonTypes = Names("0 Owner 1 Admin 2 Delegated 3 Transport 4 SystemService 5 BestAccess 6 DelegatedAdmin");

    /// <inheritdoc/>
    public override IReadOnlyList<LogTable> Tables { get; } = [Table];

    /// <inheritdoc/>
    public override bool Recognises(SourceRecord record)
    {
        var json = record.Json;
        return json.FindText("Operation") is not null && json.FindText("UserId|UserKey|RecordType") is not null
            && (json.FindText("OfficeWorkload") is not null || (json.FindText("Workload") is not null && json.FindText("CreationTime") is not null));
    }

    /// <inheritdoc/>
    public override RecordSubject Subject(SourceRecord record) => OfficeSubject.Of(record.Json);

    /// <inheritdoc/>
    public override Problem? Map(SourceRecord record, MapOutput output)
    {
        var json = record.Json;
        if (output.Time(json.Find("CreationTime|TimeGenerated|Start_Time"), "CreationTime", out var time) is { } problem)
        {
            return problem;
        }

        var row = output.Row(Table, time, record, json.FindText("Id|OfficeId") is { } id ? [id, json.FindText("Operation")] : []);
        row.Set("RecordType", Name(RecordTypes, json.FindText("RecordType")));
        row.Set("UserType", Name(UserTypes, json.FindText("UserType")));
        row.Set("Logon_Type", Name(LogonTypes, json.FindText("LogonType|Logon_Type")));
        row.Set("UserDomain", json.FindText("UserDomain") ?? (json.FindText("UserId")?.Split('@') is [_, var domain] ? domain : null));
        return null;
    }

    private static string? Name(Dictionary<string, string> names, string? value) => value is null ? null : names.GetValueOrDefault(value, value);

    private static Dictionary<string, string> Names(string text)
        => text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
}
