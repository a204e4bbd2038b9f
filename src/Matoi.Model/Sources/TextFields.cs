using System.Text;

namespace Matoi.Model.Sources;

/// <summary>Splits a line into fields: by commas (with quotes) when it has any, else by white space.</summary>
public static class TextFields
{
    /// <summary>The fields, in order.</summary>
    public static IReadOnlyList<string> Split(string line)
        => line.Contains(',') ? Split(line, ',') : line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The fields between <paramref name="delimiter"/>s; a delimiter inside quotes is part of its field.</summary>
    public static IReadOnlyList<string> Split(string line, char delimiter)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == delimiter && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString());
        return fields;
    }
}
