using System.Text.RegularExpressions;

namespace Matoi.Detect.Rules.Running;

/// <summary>Fills <c>{{Column}}</c> in titles and descriptions with values of a row.</summary>
public static partial class AlertText
{
    private const int LongestValue = 500;

    /// <summary>The filled text; <paramref name="otherwise"/> when there is no format or none of its columns says anything.</summary>
    /// <param name="format">Text with <c>{{Column}}</c>; null when there is none.</param>
    /// <param name="table">The result.</param>
    /// <param name="row">The row.</param>
    /// <param name="otherwise">What stands when the row says nothing.</param>
    /// <param name="longest">Most characters.</param>
    public static string Fill(string? format, ResultTable table, object?[]? row, string otherwise, int longest)
    {
        if (string.IsNullOrWhiteSpace(format) || row is null)
        {
            return Cut(otherwise, longest);
        }

        var (asked, said) = (0, 0);
        var text = Column().Replace(format, match =>
        {
            var value = table.Text(row, match.Groups[1].Value.Trim());
            asked++;
            said += value.Length > 0 ? 1 : 0;
            return Cut(value, LongestValue);
        });
        return Cut(asked > 0 && said == 0 ? otherwise : text.Trim(), longest);
    }

    private static string Cut(string text, int longest) => text.Length > longest ? text[..(longest - 1)] + "…" : text;

    [GeneratedRegex(@"\{\{([^{}]+)\}\}")]
    private static partial Regex Column();
}
