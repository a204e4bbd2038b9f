using System.Text.RegularExpressions;

namespace Matoi.Storage.Lake.Shredding;

/// <summary>A path into a JSON column whose text is kept in a column of its own, so that queries need not read the JSON.</summary>
/// <param name="Table">Sentinel table name.</param>
/// <param name="Column">The column that holds JSON text.</param>
/// <param name="Path">Path as the engine writes it: <c>$."policy"."actions"[0]</c>.</param>
public sealed partial record ShreddedPath(string Table, string Column, string Path)
{
    /// <summary>Name of the column that keeps it; no column of a log begins with <c>~</c>.</summary>
    public string Name => $"~{Column}{Path[1..].Replace("\"", "", StringComparison.Ordinal)}";

    /// <summary>The steps: property names as <see cref="string"/>, positions as <see cref="int"/>.</summary>
    /// <exception cref="FormatException">The path is none.</exception>
    public IReadOnlyList<object> Steps
    {
        get
        {
            var match = Shape().Match(Path);
            return match.Success
                ? [.. match.Groups["step"].Captures.Select(c => c.Value[0] == '.' ? (object)c.Value[2..^1].Replace("\\\"", "\"", StringComparison.Ordinal) : int.Parse(c.Value.AsSpan(1, c.Length - 2)))]
                : throw new FormatException($"'{Path}' is no path of names and positions such as $.\"a\"[0]");
        }
    }

    /// <summary>True when the path can be kept: positions that count from the end cannot.</summary>
    public bool IsPlain => Shape().IsMatch(Path);

    [GeneratedRegex("""^\$(?<step>\."(?:[^"\\]|\\")*"|\[\d{1,6}\])+$""")]
    private static partial Regex Shape();
}
