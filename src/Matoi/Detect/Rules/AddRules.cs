using System.Text.Json;
using Matoi.Detect.Rules.Reading;
using Matoi.Model;
using Matoi.Storage.Lake;
using Matoi.Storage.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Matoi.Detect.Rules;

/// <summary>Adds rules from files, or brings them up to date: IR-3. One bad rule keeps no other from being added.</summary>
public sealed class AddRules(CheckRule check, IDbContextFactory<MatoiDb> databases, RuleOptions options, LakeKql lake, TimeProvider clock)
{
    /// <summary>Files to add.</summary>
    /// <param name="Files">The files.</param>
    /// <param name="Enable">Switches on every rule of them that can be run, unless the file says otherwise.</param>
    public sealed record Request(IReadOnlyList<SourceFile> Files, bool Enable = false);

    /// <summary>A file.</summary>
    /// <param name="Path">As messages name it.</param>
    /// <param name="Text">Its text.</param>
    public sealed record SourceFile(string Path, string Text);

    /// <summary>How it went.</summary>
    /// <param name="Added">New rules.</param>
    /// <param name="Updated">Rules that changed.</param>
    /// <param name="Unchanged">Rules that are here as they are.</param>
    /// <param name="Enabled">Rules that were switched on.</param>
    /// <param name="Hunts">Hunting queries, which have no schedule.</param>
    /// <param name="Others">Files that hold no rule.</param>
    /// <param name="Problems">What keeps documents from being rules, or rules from being run.</param>
    /// <param name="Warnings">What was tolerated.</param>
    public sealed record Result(int Added, int Updated, int Unchanged, int Enabled, int Hunts, int Others, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings);

    /// <summary>Reads, checks and stores the rules.</summary>
    public async Task<Result> HandleAsync(Request request, string actor, CancellationToken ct)
    {
        var readings = request.Files.SelectMany(file => RuleFile.Read(file.Path, file.Text)).ToList();
        var (chosen, twice) = Newest(readings.Where(r => r.Rule is not null));
        var problems = readings.SelectMany(r => r.Errors).ToList();
        var warnings = readings.SelectMany(r => r.Warnings).Concat(twice).ToList();
        var (added, updated, enabled) = (0, 0, 0);
        await using var db = await databases.CreateDbContextAsync(ct);
        var known = await db.Rules.ToDictionaryAsync(r => r.Id, ct);
        foreach (var reading in chosen)
        {
            var (errors, notes) = check.Handle(reading);
            problems.AddRange(errors);
            warnings.AddRange(notes);
            var (state, change) = Decide(known.GetValueOrDefault(reading.Rule!.Id), reading, errors.Count > 0 ? errors[0].Message : null, actor, clock.GetUtcNow());
            (added, updated) = (added + (change == Change.Added ? 1 : 0), updated + (change == Change.Updated ? 1 : 0));
            if (change == Change.Added)
            {
                db.Rules.Add(state);
            }

            if (request.Enable && reading.Rule.Enabled != false && state is { Enabled: false, Unusable: null })
            {
                EnableRule.Decide(state, true, actor, options, clock.GetUtcNow());
                enabled++;
            }
        }

        await db.SaveChangesAsync(ct);
        foreach (var reading in chosen.Where(r => known.GetValueOrDefault(r.Rule!.Id) is { Enabled: true } || request.Enable))
        {
            lake.Expect(reading.Rule!.Query);
        }

        return new(added, updated, chosen.Count - added - updated, enabled, readings.Count(r => r.Content == RuleContent.Hunt), readings.Count(r => r.Content == RuleContent.Foreign), problems, warnings);
    }

    /// <summary>What storing a rule does.</summary>
    public enum Change
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>It is new.</summary>
        Added,

        /// <summary>It differs from what was stored.</summary>
        Updated,
    }

    /// <summary>The rule as it is stored from now on. A rule that runs goes on running where it was.</summary>
    public static (RuleState State, Change Change) Decide(RuleState? before, RuleReading reading, string? unusable, string actor, DateTimeOffset now)
    {
        var rule = reading.Rule!;
        if (before is not null && before.Unusable == unusable && before.Text == reading.Text && Same(before.Definition, rule))
        {
            return (before, Change.None);
        }

        var state = before ?? new() { Id = rule.Id, Name = rule.Name, Definition = rule, File = reading.File, Text = reading.Text, AddedTime = now };
        var frequency = state.Definition.Frequency;
        (state.Name, state.Definition, state.File, state.Text, state.Severity, state.Unusable) = (rule.Name, rule, reading.File, reading.Text, rule.Severity, unusable);
        (state.ModifiedTime, state.ModifiedBy, state.Turn) = (now, actor, state.Turn + 1);
        if (state.Enabled && frequency != rule.Frequency)
        {
            state.NextRun = now;
        }

        return (state, before is null ? Change.Added : Change.Updated);
    }

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/rules", (Request request, AddRules add, HttpContext http, CancellationToken ct) => add.HandleAsync(request, http.Actor(), ct))
            .WithSummary("Adds rules from the text of files, or brings them up to date.");

    private static bool Same(AnalyticsRule one, AnalyticsRule other) => JsonSerializer.Serialize(one, JsonColumn.Options) == JsonSerializer.Serialize(other, JsonColumn.Options);

    // Published collections hold some rules twice.
    private static (List<RuleReading> Chosen, List<Problem> Twice) Newest(IEnumerable<RuleReading> readings)
    {
        var (chosen, twice) = (new Dictionary<string, RuleReading>(), new List<Problem>());
        foreach (var reading in readings)
        {
            if (!chosen.TryGetValue(reading.Rule!.Id, out var other))
            {
                chosen[reading.Rule.Id] = reading;
                continue;
            }

            var newer = VersionOf(reading.Rule) > VersionOf(other.Rule!);
            var (kept, left) = newer ? (reading, other) : (other, reading);
            chosen[reading.Rule.Id] = kept;
            twice.Add(new("rule-id", $"{left.File}: the id {reading.Rule.Id} is that of {kept.File}, too; version {kept.Rule!.Version} of {kept.File} is taken", left.File));
        }

        return ([.. chosen.Values], twice);
    }

    private static Version VersionOf(AnalyticsRule rule) => Version.TryParse(rule.Version, out var version) ? version : new(0, 0);
}
