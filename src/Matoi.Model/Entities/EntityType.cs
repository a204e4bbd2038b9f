namespace Matoi.Model.Entities;

/// <summary>Microsoft Sentinel's entity types; resources of all three clouds are <see cref="CloudResource"/>.</summary>
public enum EntityType
{
    /// <summary>A user, service account, role session, application identity.</summary>
    Account,

    /// <summary>A machine.</summary>
    Host,

    /// <summary>An IP address.</summary>
    IP,

    /// <summary>A resource of a cloud: bucket, key, subscription, function, cluster.</summary>
    CloudResource,

    /// <summary>A process.</summary>
    Process,

    /// <summary>A file by path.</summary>
    File,

    /// <summary>A file by hash.</summary>
    FileHash,

    /// <summary>A URL.</summary>
    URL,

    /// <summary>A domain name.</summary>
    DNS,

    /// <summary>A mailbox.</summary>
    Mailbox,

    /// <summary>A mail message.</summary>
    MailMessage,

    /// <summary>An application that accounts sign in to.</summary>
    CloudApplication,

    /// <summary>A malware family or detection name.</summary>
    Malware,

    /// <summary>A Windows registry key.</summary>
    RegistryKey,

    /// <summary>A Windows registry value.</summary>
    RegistryValue,

    /// <summary>A group of accounts.</summary>
    SecurityGroup,
}
