using System.Text.RegularExpressions;

namespace Matoi.Kql.Sql;

/// <summary>
/// Aggregates that the engine computes at once: values of one picked row are the fields of one structure, shares of one distribution the items of one list.
/// </summary>
internal sealed partial class TogetherAggregates
{
    /// <summary>Stands in an aggregate that picks a row for what is taken from it.</summary>
    public const string Row = "{row}";

    private const string Shares = "{of}";

    private readonly List<(string Sql, bool Fields, List<string> Parts)> _all = [];

    /// <summary>True when there is none.</summary>
    public bool IsEmpty => _all.Count == 0;

    /// <summary>Items of the SELECT that computes them.</summary>
    public IEnumerable<string> Items => _all.Select((one, i) => one.Fields
        ? $"{one.Sql.Replace(Row, $"{{{string.Join(", ", one.Parts.Select((part, f) => $"'f{f}': {part}"))}}}", StringComparison.Ordinal)} AS \"~together{i}\""
        : $"{one.Sql.Replace(Shares, $"[{string.Join(", ", one.Parts)}]", StringComparison.Ordinal)} AS \"~together{i}\"");

    /// <summary>SQL of the aggregate's own part; null for an aggregate that stands alone.</summary>
    public string? Part(string sql, string value)
    {
        if (sql.Contains(Row, StringComparison.Ordinal))
        {
            var (at, field) = Add(sql, fields: true, value);
            return $"\"~together{at}\".f{field}";
        }

        if (Share().Match(sql) is { Success: true } share)
        {
            var (at, item) = Add(Share().Replace(sql, Shares), fields: false, share.Groups[1].Value);
            return $"\"~together{at}\"[{item + 1}]";
        }

        return null;
    }

    private (int At, int Part) Add(string sql, bool fields, string value)
    {
        var at = _all.FindIndex(one => one.Sql == sql);
        if (at < 0)
        {
            at = _all.Count;
            _all.Add((sql, fields, []));
        }

        var parts = _all[at].Parts;
        if (parts.IndexOf(value) is var part && part < 0)
        {
            part = parts.Count;
            parts.Add(value);
        }

        return (at, part);
    }

    [GeneratedRegex(@"\{of:([0-9.]+)\}")]
    private static partial Regex Share();
}
