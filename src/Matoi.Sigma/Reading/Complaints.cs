using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading;

/// <summary>What is wrong with a file and what was tolerated.</summary>
internal sealed class Complaints(string file, string text)
{
    private readonly string[] _lines = text.Split('\n');

    public string File { get; } = file;

    public List<SigmaError> Errors { get; } = [];

    public List<SigmaError> Warnings { get; } = [];

    public void Error(string code, int line, int column, string message) => Errors.Add(new(File, line, column, code, message));

    public void Error(string code, YamlNode at, string message) => Error(code, at.Line, at.Column, message);

    /// <summary>The same, for a place inside a text, counted in its characters.</summary>
    public void Error(string code, YamlScalar at, int offset, string message)
    {
        var (line, column) = Place(at, offset);
        Error(code, line, column, message);
    }

    public void Warn(string code, YamlNode at, string message) => Warnings.Add(new(File, at.Line, at.Column, code, message));

    /// <summary>
    /// Where a character of a text stands in the file. White space is no guide, since YAML folds it; the characters between are counted instead.
    /// </summary>
    private (int Line, int Column) Place(YamlScalar at, int offset)
    {
        var count = at.Text.Take(offset).Count(c => !char.IsWhiteSpace(c));
        var (line, column) = (at.Line - 1, at.Column - 1);
        if (line < _lines.Length && column < _lines[line].Length && _lines[line][column] is '|' or '>' && !at.IsPlain)
        {
            (line, column) = (line + 1, 0);
        }
        else if (!at.IsPlain)
        {
            column++;
        }

        for (; line < _lines.Length; (line, column) = (line + 1, 0))
        {
            for (; column < _lines[line].Length; column++)
            {
                if (!char.IsWhiteSpace(_lines[line][column]) && count-- == 0)
                {
                    return (line + 1, column + 1);
                }
            }
        }

        return (at.Line, at.Column);
    }
}
