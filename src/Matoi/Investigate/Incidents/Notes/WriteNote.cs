using System.Text.Json;
using Matoi.Model;
using Matoi.Model.Incidents;
using Matoi.Security;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Investigate.Incidents.Notes;

/// <summary>Writes a note in Markdown, or changes one: IR-4. The timeline keeps every version with its author; closed incidents take notes, too.</summary>
public sealed class WriteNote(IncidentChanges changes)
{
    private const int LongestText = 100_000;
    private const int LongestTitle = 500;

    /// <summary>A note.</summary>
    /// <param name="Text">Markdown, at most 100,000 characters; <c>@name</c> mentions a user.</param>
    /// <param name="Title">Heading; may be empty.</param>
    /// <param name="Note">Id of the note to change; null writes a new one.</param>
    /// <param name="Version">Version of that note that the writer saw; needed to change it.</param>
    public sealed record Request(string? Text, string? Title = null, Guid? Note = null, int? Version = null);

    /// <summary>The note as it becomes, or why not.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="note">The note to change; null for a new one.</param>
    /// <param name="request">What is written.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="now">Now.</param>
    public static (IncidentNote? Note, Problem? Problem) Decide(Incident incident, IncidentNote? note, Request request, string actor, DateTimeOffset now)
    {
        var problem = string.IsNullOrWhiteSpace(request.Text) ? new Problem("comment-missing", "the note is empty", "text")
            : request.Text.Length > LongestText ? new("text-too-long", $"the note has {request.Text.Length:N0} characters, at most {LongestText:N0} fit; attach it as evidence instead", "text")
            : request.Title?.Length > LongestTitle ? new("text-too-long", $"the heading has {request.Title.Length:N0} characters, at most {LongestTitle} fit", "title")
            : note is not null && request.Version != note.Version
                ? new("edit-conflict", $"the note has version {note.Version}, written by {note.Editor} at {note.ModifiedTime:yyyy-MM-ddTHH:mm:ssZ}, and you changed version {request.Version?.ToString() ?? "?"}; it says now: '{Short(note.Text)}', you wrote: '{Short(request.Text)}'; nothing was changed", $"{note.Id}")
            : null;
        if (problem is not null)
        {
            return (null, problem);
        }

        var written = note ?? new() { IncidentId = incident.Id, Text = "", Author = actor, Editor = actor, CreatedTime = now, Version = 0 };
        (written.Text, written.Title) = (request.Text!.Trim(), request.Title?.Trim() ?? written.Title);
        (written.Editor, written.ModifiedTime, written.Version) = (actor, now, written.Version + 1);
        written.Mentions = [.. Mentions.In(written.Text)];
        return (written, null);
    }

    /// <summary>Writes it.</summary>
    public async Task<(IncidentNote? Note, Problem? Problem)> HandleAsync(int number, Request request, Viewer actor, CancellationToken ct)
    {
        IncidentNote? note = null;
        var outcome = await changes.RunAsync(number, actor, async (db, incident, now, stop) =>
        {
            var known = request.Note is { } id ? await db.Notes.SingleOrDefaultAsync(n => n.Id == id && n.IncidentId == incident.Id, stop) : null;
            if (known is null && request.Note is not null)
            {
                return new Problem("note-not-found", $"incident #{number} has no note {request.Note}", $"{request.Note}");
            }

            (note, var problem) = Decide(incident, known, request, actor.Name, now);
            if (note is null)
            {
                return problem!;
            }

            if (known is null)
            {
                db.Notes.Add(note);
            }

            var details = JsonSerializer.Serialize(new { note = note.Id, note.Version, note.Title, note.Text, note.Mentions }, JsonColumn.Options);
            return incident.Append(TimelineKind.Noted, actor.Name, $"Note {(known is null ? "written" : $"changed (version {note.Version})")}: {Short(note.Title.Length > 0 ? note.Title : note.Text)}", now, details);
        }, ct);
        return outcome.Problem is null ? (note, null) : (null, outcome.Problem);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/incidents/{number:int}/notes", async (int number, Request request, WriteNote write, HttpContext http, CancellationToken ct) =>
        {
            var (note, problem) = await write.HandleAsync(number, request, http.Viewer(), ct);
            return note is null ? problem.ToResult() : Results.Ok(note);
        }).WithSummary("Writes a note in Markdown, or with the id and version of a note changes it.");

    private static string Short(string text) => text.Length > 120 ? text[..120] + "…" : text;
}
