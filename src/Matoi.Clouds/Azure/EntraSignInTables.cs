using Matoi.Model.Sources;

namespace Matoi.Clouds.Azure;

/// <summary>The four Sentinel tables of Entra ID sign-ins.</summary>
internal static class EntraSignInTables
{
    public static readonly JsonTable Interactive = Table("SigninLogs", """
        AADTenantId Agent:dynamic AlternateSignInName AppDisplayName AppId AppliedConditionalAccessPolicies AppliedEventListeners:dynamic
        AppOwnerTenantId AuthenticationAppDeviceDetails AuthenticationAppPolicyEvaluationDetails AuthenticationContextClassReferences
        AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
        AuthenticationRequirementPolicies AuthenticatorAppLocation AutonomousSystemNumber Category ClientAppUsed ClientCredentialType
        ConditionalAccessAudiences ConditionalAccessPolicies:dynamic ConditionalAccessStatus CorrelationId CreatedDateTime:datetime
        CrossTenantAccessType DeviceDetail:dynamic DurationMs:long FederatedCredentialId FlaggedForReview:bool GlobalSecureAccessIpAddress
        HomeTenantId HomeTenantName Id Identity IncomingTokenType IPAddress IPAddressFromResourceProvider IsInteractive:bool IsRisky:bool
        IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool Level Location LocationDetails:dynamic MfaDetail:dynamic NetworkLocationDetails
        OperationName OperationVersion OriginalRequestId OriginalTransferMethod ProcessingTimeInMilliseconds Resource ResourceDisplayName
        ResourceGroup ResourceId ResourceIdentity ResourceOwnerTenantId ResourceProvider ResourceServicePrincipalId ResourceTenantId ResultDescription
        ResultSignature ResultType RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevel RiskLevelAggregated RiskLevelDuringSignIn RiskState
        ServicePrincipalId ServicePrincipalName SessionId SessionLifetimePolicies SignInIdentifier SignInIdentifierType SourceAppClientId SourceSystem
        Status:dynamic TokenIssuerName TokenIssuerType TokenProtectionStatusDetails:dynamic UniqueTokenIdentifier UserAgent UserDisplayName UserId
        UserPrincipalName UserType TenantId
        """);

    public static readonly JsonTable NonInteractive = Table("AADNonInteractiveUserSignInLogs", """
        AADTenantId Agent AlternateSignInName AppDisplayName AppId AppliedEventListeners:dynamic AppOwnerTenantId AuthenticationContextClassReferences
        AuthenticationDetails AuthenticationMethodsUsed AuthenticationProcessingDetails AuthenticationProtocol AuthenticationRequirement
        AuthenticationRequirementPolicies AuthenticatorAppLocation AutonomousSystemNumber Category ClientAppUsed ClientCredentialType ClientSessionId
        ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessStatus CorrelationId CreatedDateTime:datetime CrossTenantAccessType
        DeviceDetail DurationMs:long FederatedCredentialId GlobalSecureAccessIpAddress HomeTenantId HomeTenantName Id Identity IncomingTokenType
        IPAddress IsInteractive:bool IsRisky:bool IsTenantRestricted:bool IsThroughGlobalSecureAccess:bool Level Location LocationDetails MfaDetail
        NetworkLocationDetails OperationName OperationVersion OriginalRequestId OriginalTransferMethod ProcessingTimeInMs ResourceDisplayName
        ResourceGroup ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ResourceTenantId ResultDescription ResultSignature ResultType
        RiskDetail RiskEventTypes RiskEventTypes_V2 RiskLevelAggregated RiskLevelDuringSignIn RiskState ServicePrincipalId SessionId
        SessionLifetimePolicies SignInEventTypes SignInIdentifierType SourceSystem Status TenantId TokenIssuerName TokenIssuerType
        TokenProtectionStatusDetails UniqueTokenIdentifier UserAgent UserDisplayName UserId UserPrincipalName UserType
        """);

    public static readonly JsonTable ServicePrincipal = Table("AADServicePrincipalSignInLogs", """
        AADTenantId Agent AppId AppOwnerTenantId AuthenticationContextClassReferences AuthenticationProcessingDetails AutonomousSystemNumber Category
        ClientCredentialType ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessStatus CorrelationId CreatedDateTime:datetime
        DurationMs:long FederatedCredentialId Id Identity IPAddress Level Location LocationDetails NetworkLocationDetails OperationName
        OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ResultDescription
        ResultSignature ResultType ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId ServicePrincipalName
        SessionId SourceSystem TenantId UniqueTokenIdentifier UserAgent
        """);

    public static readonly JsonTable ManagedIdentity = Table("AADManagedIdentitySignInLogs", """
        AADTenantId Agent AppId AppOwnerTenantId AuthenticationContextClassReferences AuthenticationProcessingDetails Category ClientCredentialType
        ConditionalAccessAudiences ConditionalAccessPolicies ConditionalAccessStatus CorrelationId CreatedDateTime:datetime DurationMs:long
        FederatedCredentialId Id Identity IPAddress Level Location LocationDetails ManagedServiceIdentity NetworkLocationDetails OperationName
        OperationVersion ResourceDisplayName ResourceGroup ResourceIdentity ResourceOwnerTenantId ResourceServicePrincipalId ResultDescription
        ResultSignature ResultType ServicePrincipalCredentialKeyId ServicePrincipalCredentialThumbprint ServicePrincipalId ServicePrincipalName
        SessionId SourceAppClientId SourceSystem TenantId UniqueTokenIdentifier UserAgent
        """);

    private static JsonTable Table(string name, string columns) => AzureTable.Of(name, columns,
        ("IPAddress", "callerIpAddress|properties.ipAddress|IPAddress"),
        ("Location", "location"),
        ("LocationDetails", "properties.location|LocationDetails"),
        ("ResourceId", "resourceId"),
        ("ResourceIdentity", "properties.resourceId|ResourceIdentity"),
        ("ConditionalAccessPolicies", "properties.conditionalAccessPolicies|properties.appliedConditionalAccessPolicies|ConditionalAccessPolicies"),
        ("CorrelationId", "correlationId"),
        ("ProcessingTimeInMs", "properties.processingTimeInMilliseconds|ProcessingTimeInMs"),
        ("TenantId", ""),
        ("AADTenantId", "AADTenantId"));
}
