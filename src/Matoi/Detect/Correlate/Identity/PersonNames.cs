namespace Matoi.Detect.Correlate.Identity;

/// <summary>The part before the @ of the e-mail addresses that are known, to find the person behind a user name or session name that is no address.</summary>
internal sealed class PersonNames
{
    private const int Shortest = 3;

    // Names that many organisations give to many things; they say nothing about who it is.
    private static readonly HashSet<string> Common = new(
    [
        "admin", "administrator", "root", "test", "user", "info", "support", "service", "svc", "build", "deploy", "deployer", "backup", "ops", "dev", "devops", "security", "audit", "auditor",
        "noreply", "no-reply", "terraform", "github", "gitlab", "jenkins", "session", "default", "guest", "system", "aws", "azure", "gcp", "cli", "api", "app", "web", "data", "bot", "monitoring",
    ], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string?> _mails = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes an account; only people's addresses count, not those of service accounts.</summary>
    public void Learn(string mail)
    {
        var at = mail.IndexOf('@');
        if (at < Shortest || mail.EndsWith(".gserviceaccount.com", StringComparison.OrdinalIgnoreCase) || Common.Contains(mail[..at]))
        {
            return;
        }

        // Two people of one name: nobody can say who is meant.
        var name = mail[..at];
        _mails[name] = !_mails.TryGetValue(name, out var known) || string.Equals(known, mail, StringComparison.OrdinalIgnoreCase) ? mail.ToLowerInvariant() : null;
    }

    /// <summary>The only known address with that name before its @; null when there is none, or more than one.</summary>
    public string? Find(string name) => _mails.GetValueOrDefault(name);
}
