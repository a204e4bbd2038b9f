using System.Text.RegularExpressions;
using Matoi.Model;
using Matoi.Sigma;
using Matoi.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Detect.Streaming;

/// <summary>Adds a pack of Sigma rules, or brings it up to date: IR-3. Its files are kept as they are in a folder of their own, apart from the program's rules.</summary>
public sealed partial class AddRulePack(DataFolder folder, StreamRules rules)
{
    /// <summary>A pack.</summary>
    /// <param name="Name">Its name: small letters, digits, dots and hyphens.</param>
    /// <param name="License">Licence of its rules, as its author names it.</param>
    /// <param name="Mode">Where its rules begin; null leaves a known pack as it is, and a new one in Draft.</param>
    /// <param name="Files">Files of rules, with paths below the pack.</param>
    /// <param name="Whole">True when these are all files of the pack: others that it had go.</param>
    public sealed record Request(string Name, string License, StreamMode? Mode, IReadOnlyList<Rules.AddRules.SourceFile> Files, bool Whole = true);

    /// <summary>How it went.</summary>
    /// <param name="Pack">Its name.</param>
    /// <param name="License">Its licence.</param>
    /// <param name="Mode">Where its rules are unless one was moved.</param>
    /// <param name="Rules">Rules and correlations that can be used.</param>
    /// <param name="Unmapped">Those of them whose log source nobody knows, so that they cannot find anything.</param>
    /// <param name="Problems">What is wrong with others.</param>
    public sealed record Result(string Pack, string License, StreamMode Mode, int Rules, int Unmapped, IReadOnlyList<Problem> Problems);

    /// <summary>Keeps the files and takes up the rules.</summary>
    public (Result? Result, Problem? Problem) Handle(Request request)
    {
        if (!Name().IsMatch(request.Name) || request.Name == RulePack.Shipped)
        {
            return (null, new("pack-name", $"'{request.Name}' cannot be the name of a pack: small letters, digits, dots and hyphens, and not '{RulePack.Shipped}'", "name"));
        }

        var target = Path.Combine(folder.Rules, request.Name);
        if (request.Files.FirstOrDefault(f => !IsBelow(target, f.Path)) is { } outside)
        {
            return (null, new("pack-path", $"{outside.Path} is no path below the pack", "files"));
        }

        var mode = request.Mode ?? (Directory.Exists(target) ? RulePack.Read(request.Name, target, []).Mode : null) ?? StreamMode.Draft;
        var fresh = Path.Combine(folder.Rules, $".{request.Name}.new");
        Replace(fresh, null);
        foreach (var file in Before(request, target).Concat(request.Files))
        {
            var path = Path.Combine(fresh, file.Path);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, file.Text);
        }

        Directory.CreateDirectory(fresh);
        RulePack.Describe(fresh, request.License, mode);
        Replace(target, fresh);
        rules.Reload();
        var pack = rules.Content.Packs.First(p => p.Name == request.Name);
        var usable = pack.Set.Rules.Where(r => r.Alerts).ToList();
        return (new(request.Name, request.License, mode, usable.Count + pack.Set.Correlations.Count, usable.Count(r => rules.Content.Mappings.For(r.LogSource).Count == 0), [.. pack.Set.Errors.Select(e => ProblemOf(e, target))]), null);
    }

    /// <summary>An error of a rule as a problem; its file is named below <paramref name="root"/>.</summary>
    internal static Problem ProblemOf(SigmaError error, string? root = null)
    {
        var file = root is not null && error.File.StartsWith(root, StringComparison.Ordinal) ? Path.GetRelativePath(root, error.File) : error.File;
        return new(error.Code, $"{file}:{error.Line}:{error.Column}: {error.Message}", file);
    }

    private static IEnumerable<Rules.AddRules.SourceFile> Before(Request request, string target)
        => request.Whole || !Directory.Exists(target) ? []
            : Directory.EnumerateFiles(target, "*.y*ml", SearchOption.AllDirectories).Select(file => new Rules.AddRules.SourceFile(Path.GetRelativePath(target, file), File.ReadAllText(file)));

    // A pack is exchanged by renaming, so that a stop half-way leaves the old one or the new one.
    private static void Replace(string target, string? by)
    {
        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        if (by is not null)
        {
            Directory.Move(by, target);
        }
    }

    private static bool IsBelow(string root, string path)
        => !Path.IsPathRooted(path) && Path.GetFullPath(Path.Combine(root, path)).StartsWith(root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    internal static void Map(IEndpointRouteBuilder routes)
        => routes.MapPost("/stream-rules/packs", (Request request, AddRulePack add) => add.Handle(request) is var (result, problem) && problem is null ? Results.Ok(result) : problem.ToResult())
            .WithSummary("Adds a pack of Sigma rules, or brings it up to date.");

    [GeneratedRegex("^[a-z0-9][a-z0-9.-]{0,63}$")]
    private static partial Regex Name();
}
