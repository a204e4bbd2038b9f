using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Model.Incidents;

namespace Matoi.Investigate.Incidents.Editing;

/// <summary>What an edit of an incident may hold. Pure.</summary>
internal static partial class EditRules
{
    private const int LongestTitle = 500;
    private const int LongestSummary = 100_000;
    private const int LongestName = 100;
    private const int LongestValue = 10_000;
    private const int MostOfEach = 100;
    private static readonly string[] Clearable = ["title", "summary", "severity", "tlp", "pap", "restrictedTo"];

    public static Problem? Check(Incident incident, EditIncident.Request request)
        => Title(request.Title)
            ?? Length(request.Summary, LongestSummary, "summary")
            ?? Severity(incident, request)
            ?? Names([.. request.Labels ?? [], .. request.AddLabels ?? []], "labels")
            ?? Names(request.RestrictedTo ?? [], "restrictedTo")
            ?? (request.Roles ?? new Dictionary<IncidentRole, string?>()).Select(r => Length(r.Value, LongestName, r.Key.ToString())).FirstOrDefault(p => p is not null)
            ?? Custom(incident, request)
            ?? Tickets(request.Tickets ?? [])
            ?? ((request.Clear ?? []).FirstOrDefault(c => !Clearable.Contains(c)) is { } unknown
                ? new("field-unknown", $"'{unknown}' cannot be cleared; these can: {string.Join(", ", Clearable)}", unknown) : null);

    public static Problem? Title(string? title) => title is not null && title.Trim().Length == 0
        ? new("title-missing", "the title is empty; say in one sentence what happened", "title")
        : Length(title, LongestTitle, "title");

    public static Problem? Names(IReadOnlyList<string> names, string field)
        => names.Count > MostOfEach ? new("too-many", $"{field} has {names.Count:N0} entries, at most {MostOfEach} fit", field)
            : names.Any(string.IsNullOrWhiteSpace) ? new("name-missing", $"{field} has an empty entry", field)
            : names.Select(n => Length(n, LongestName, field)).FirstOrDefault(p => p is not null);

    private static Problem? Severity(Incident incident, EditIncident.Request request)
        => request.Severity is { } severity && severity != incident.Severity && string.IsNullOrWhiteSpace(request.Why)
            ? new("why-missing", $"say why the severity changes from {incident.Severity} to {severity}; it is noted in the timeline", "why") : null;

    private static Problem? Custom(Incident incident, EditIncident.Request request)
    {
        var fields = request.CustomFields ?? new Dictionary<string, string?>();
        return fields.Keys.FirstOrDefault(name => !FieldName().IsMatch(name)) is { } bad
            ? new("field-name", $"'{bad}' is no name for a custom field; letters, digits, '_', '-' and '.' are, at most 64", bad)
            : incident.CustomFields.Keys.Union(fields.Keys).Count() > MostOfEach ? new("too-many", $"at most {MostOfEach} custom fields fit", "customFields")
            : fields.Select(f => Length(f.Value, LongestValue, f.Key)).FirstOrDefault(p => p is not null);
    }

    // A link that is no web address could run a script in the reader's browser.
    private static Problem? Tickets(IReadOnlyList<Ticket> tickets)
        => tickets.Count > MostOfEach ? new("too-many", $"at most {MostOfEach} tickets fit", "tickets")
            : tickets.FirstOrDefault(t => string.IsNullOrWhiteSpace(t.Key) || t.Key.Length > LongestName) is not null ? new("name-missing", $"a ticket needs a key of 1 to {LongestName} characters", "tickets")
            : tickets.FirstOrDefault(t => t.Url is not null && !(Uri.TryCreate(t.Url, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" } && t.Url.Length <= 2000)) is { } bad
                ? new("ticket-url", $"'{bad.Url}' is no web address; write https://…", bad.Key) : null;

    private static Problem? Length(string? text, int most, string field)
        => text?.Length > most ? new("text-too-long", $"{field} has {text.Length:N0} characters, at most {most:N0} fit", field) : null;

    [GeneratedRegex(@"^[\p{L}\p{N}_.-]{1,64}$")]
    private static partial Regex FieldName();
}
