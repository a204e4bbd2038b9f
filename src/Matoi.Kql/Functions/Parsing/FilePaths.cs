using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Takes paths of files apart.</summary>
internal static partial class FilePaths
{
    /// <summary>Scheme, root, directory, file name, extension and alternate data stream of a path with either kind of slash; empty texts for what is not there.</summary>
    [KqlFunction("parse_path")]
    public static JsonNode? Path(string path)
    {
        var scheme = Scheme().Match(path);
        var rest = path[scheme.Length..];
        var cut = rest.LastIndexOfAny(['/', '\\']);
        var (directory, file) = cut < 0 ? ("", rest) : (rest[..cut], rest[(cut + 1)..]);
        var stream = file.IndexOf(':', StringComparison.Ordinal);
        var name = stream < 0 ? file : file[..stream];
        var dot = name.LastIndexOf('.');
        var up = directory.LastIndexOfAny(['/', '\\']);
        return new JsonObject
        {
            ["Scheme"] = scheme.Groups[1].Value,
            ["RootPath"] = Drive().Match(rest).Groups[1].Value,
            ["DirectoryPath"] = directory,
            ["DirectoryName"] = directory[(up + 1)..],
            ["Filename"] = name,
            ["Extension"] = dot < 0 ? "" : name[(dot + 1)..],
            ["AlternateDataStreamName"] = stream < 0 ? "" : file[(stream + 1)..],
        };
    }

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9+.-]*)://")]
    private static partial Regex Scheme();

    [GeneratedRegex(@"\A(?:\\\\\?\\|/)?([A-Za-z]:)(?=[\\/]|\z)")]
    private static partial Regex Drive();
}
