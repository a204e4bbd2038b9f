namespace Matoi.Model;

/// <summary>The cloud that an alert, entity or log row is about.</summary>
public enum Cloud
{
    /// <summary>Not about one of the three clouds, or not said by the source.</summary>
    Unknown = 0,

    /// <summary>Microsoft Azure, Entra ID and Microsoft 365.</summary>
    Azure = 1,

    /// <summary>Amazon Web Services.</summary>
    Aws = 2,

    /// <summary>Google Cloud and Google Workspace.</summary>
    Google = 3,
}
