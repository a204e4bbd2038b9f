using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Matoi.Investigate.Hunting.Checks;

/// <summary>A query inside a file, with the way from places in the query to places in the file.</summary>
/// <param name="File">The file as named.</param>
/// <param name="Text">The query.</param>
/// <param name="FirstLine">Line of the file on which the query's first line stands, from 1.</param>
/// <param name="Indent">Columns of the file before each line of the query.</param>
public sealed record QueryFile(string File, string Text, int FirstLine, int Indent)
{
    private static readonly string[] Keys = ["query", "Query", "queryText"];

    /// <summary>The place in the file of a place in the query; both from 1.</summary>
    public (int Line, int Column) Place(int line, int column) => (FirstLine + line - 1, Indent + column);

    /// <summary>Files below the paths that may hold queries: YAML rules and <c>.kql</c>.</summary>
    public static IEnumerable<string> Below(IEnumerable<string> paths) => paths.SelectMany(Below).Distinct(StringComparer.Ordinal);

    /// <summary>The query of a file; null when a YAML file has none.</summary>
    /// <exception cref="YamlException">The file is no YAML.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static QueryFile? Read(string file)
    {
        var text = System.IO.File.ReadAllText(file);
        return Path.GetExtension(file).ToLowerInvariant() is ".yaml" or ".yml" ? Yaml(file, text) : new(file, text, 1, 0);
    }

    private static IEnumerable<string> Below(string path) => Directory.Exists(path)
        ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Where(f => Path.GetExtension(f).ToLowerInvariant() is ".yaml" or ".yml" or ".kql" or ".csl").Order(StringComparer.Ordinal)
        : [path];

    private static QueryFile? Yaml(string file, string text)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth == 3 && parser.Current is Scalar { IsKey: true } key && Keys.Contains(key.Value) && parser.MoveNext() && parser.Current is Scalar value)
            {
                return Placed(file, text, value);
            }
        }

        return null;
    }

    private static QueryFile Placed(string file, string text, Scalar value)
    {
        if (value.Style is not (ScalarStyle.Literal or ScalarStyle.Folded))
        {
            return new(file, value.Value, (int)value.Start.Line, (int)value.Start.Column - 1 + (value.Style == ScalarStyle.Plain ? 0 : 1));
        }

        // The text begins on the line after the sign; its indentation is that of its first line that is not blank, less what the text itself begins with.
        var lines = text.Split('\n');
        var at = (int)value.Start.Line;
        var first = value.Value.Split('\n').FirstOrDefault(l => l.Trim().Length > 0) ?? "";
        var source = lines.Skip(at).FirstOrDefault(l => l.Trim().Length > 0) ?? "";
        return new(file, value.Value, at + 1, Math.Max(0, Leading(source) - Leading(first)));
    }

    private static int Leading(string line) => line.Length - line.TrimStart(' ').Length;
}
