using Matoi.Kql;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Rules.Reading;

/// <summary>Where a query stands in its file, so that an error in the query is told at its place in the file.</summary>
/// <param name="Line">Line of the query's first character, from 1.</param>
/// <param name="Column">Column of the first character of its lines, from 1.</param>
/// <param name="Exact">False when the file folds or escapes the text: only the beginning is known.</param>
public sealed record QueryPlace(int Line, int Column, bool Exact)
{
    /// <summary>The place in the file of a line and column in the query.</summary>
    public (int Line, int Column) InFile(int line, int column) => Exact ? (Line + line - 1, Column + column - 1) : (Line, Column);

    /// <summary>The place in the file of an error in the query.</summary>
    public (int Line, int Column) InFile(KqlError error, string query) => error.Position(query) is var (line, column) ? InFile(line, column) : (Line, Column);

    internal static QueryPlace Of(YamlScalarNode node, string text)
    {
        var (line, column) = ((int)node.Start.Line, (int)node.Start.Column);
        if (node.Style != ScalarStyle.Literal)
        {
            return new(line, column, node.Style == ScalarStyle.Plain && node.Start.Line == node.End.Line);
        }

        // The text of a block begins in the next line that is not empty; its indentation is that of this line. Lines before it belong to the text.
        var lines = text.Split('\n');
        var first = line;
        while (first < lines.Length && string.IsNullOrWhiteSpace(lines[first]))
        {
            first++;
        }

        var indent = first < lines.Length ? lines[first].Length - lines[first].TrimStart(' ').Length : 0;
        return new(line + 1, indent + 1, true);
    }
}
