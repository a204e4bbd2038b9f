namespace Matoi.Model.Incidents;

/// <summary>A link to a ticket elsewhere.</summary>
/// <param name="Key">What people call it there: <c>SEC-1234</c>.</param>
/// <param name="Url">Where it is, http or https; null when only the key is known.</param>
/// <param name="System">Whose it is: <c>Jira</c>; may be empty.</param>
public sealed record Ticket(string Key, string? Url = null, string System = "");
