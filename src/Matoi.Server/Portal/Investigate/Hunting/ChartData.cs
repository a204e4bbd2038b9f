using System.Globalization;
using System.Text.Json.Nodes;
using Matoi.Kql;

namespace Matoi.Server.Portal.Investigate.Hunting;

/// <summary>A result as <c>render</c> asks for it: labels along the axis and one line of values per series.</summary>
internal sealed record ChartData(bool Bars, IReadOnlyList<string> Labels, IReadOnlyList<ChartData.Line> Series, int Left)
{
    private const int MostSeries = 8;

    /// <summary>A series: a value per label, null where it has none.</summary>
    internal sealed record Line(string Name, double?[] Values)
    {
        /// <summary>Places of values that have none beside them.</summary>
        public IEnumerable<int> Alone => Enumerable.Range(0, Values.Length).Where(i => Values[i] is not null && (i == 0 || Values[i - 1] is null) && (i == Values.Length - 1 || Values[i + 1] is null));
    }

    /// <summary>Greatest value, at least 0.</summary>
    public double Top => Series.SelectMany(s => s.Values).Max() is { } top && top > 0 ? top : 0;

    /// <summary>Least value, at most 0.</summary>
    public double Bottom => Series.SelectMany(s => s.Values).Min() is { } bottom && bottom < 0 ? bottom : 0;

    /// <summary>Where lines help the eye.</summary>
    public IEnumerable<double> Ticks => Enumerable.Range(0, 5).Select(i => Bottom + (Top - Bottom) * i / 4);

    /// <summary>What a reader who cannot see the chart is told.</summary>
    public string Describe() => string.Join("; ", Series.Select(s => $"{s.Name}: {s.Values.Min():0.##} – {s.Values.Max():0.##}"));

    /// <summary>The chart of a result; null when it asks for none or has nothing to draw.</summary>
    public static ChartData? Of(KqlResult result)
    {
        if (result.Render is not { Chart: var kind } || kind is "table" or "card" || result.Rows.Count == 0)
        {
            return null;
        }

        var bars = kind is "barchart" or "columnchart" or "piechart" or "stackedareachart";
        return Arrays(result, bars) ?? Rows(result, bars);
    }

    /// <summary>make-series gives arrays: one dynamic column of times, and one of numbers per series and row.</summary>
    private static ChartData? Arrays(KqlResult result, bool bars)
    {
        var arrays = Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Type == KqlType.Dynamic && Items(result.Rows[0][i]) is not null).ToList();
        var axis = arrays.FindIndex(i => Items(result.Rows[0][i]) is [JsonValue first, ..] && first.TryGetValue<string>(out var text) && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _));
        if (axis < 0 || arrays.Count < 2)
        {
            return null;
        }

        var labels = Items(result.Rows[0][arrays[axis]])!.Select(t => Label(t!.GetValue<string>())).ToList();
        var keys = Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Type != KqlType.Dynamic).ToList();
        var lines = from row in result.Rows
                    from i in arrays
                    where i != arrays[axis] && Items(row[i]) is not null
                    select new Line(string.Join(" ", keys.Select(k => CellText.Of(row[k])).Append(arrays.Count > 2 || keys.Count == 0 ? result.Columns[i].Name : "")).Trim(),
                        [.. Items(row[i])!.Take(labels.Count).Select(v => v is JsonValue n && n.TryGetValue<double>(out var number) ? number : (double?)null).Concat(Enumerable.Repeat((double?)null, labels.Count)).Take(labels.Count)]);
        return Cut(bars, labels, [.. lines]);
    }

    private static ChartData? Rows(KqlResult result, bool bars)
    {
        var numbers = Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Type is KqlType.Int or KqlType.Long or KqlType.Real or KqlType.Decimal).ToList();
        var time = Enumerable.Range(0, result.Columns.Count).Where(i => result.Columns[i].Type == KqlType.DateTime).Append(-1).First();
        var axis = time >= 0 ? time : Enumerable.Range(0, result.Columns.Count).Except(numbers).Append(numbers.Count > 1 ? numbers[0] : -1).First();
        numbers.Remove(axis);
        if (axis < 0 || numbers.Count == 0)
        {
            return null;
        }

        var splits = Enumerable.Range(0, result.Columns.Count).Where(i => i != axis && result.Columns[i].Type is KqlType.String or KqlType.Bool && i != axis).ToList();
        var keys = result.Rows.Select(r => r[axis]).Distinct().ToList();
        var ordered = time >= 0 ? keys.Order().ToList() : keys;
        var place = ordered.Select((k, i) => (Key: CellText.Of(k), i)).GroupBy(k => k.Key).ToDictionary(g => g.Key, g => g.First().i);
        var lines = new Dictionary<string, Line>();
        foreach (var row in result.Rows)
        {
            foreach (var n in numbers)
            {
                var name = string.Join(" ", splits.Select(s => CellText.Of(row[s])).Append(numbers.Count > 1 || splits.Count == 0 ? result.Columns[n].Name : "")).Trim();
                lines.TryAdd(name, new(name, new double?[ordered.Count]));
                lines[name].Values[place[CellText.Of(row[axis])]] = row[n] is null ? null : Convert.ToDouble(row[n], CultureInfo.InvariantCulture);
            }
        }

        return Cut(bars || time < 0, [.. ordered.Select(k => k is DateTime t ? Label(t.ToString("o", CultureInfo.InvariantCulture)) : CellText.Of(k))], [.. lines.Values]);
    }

    private static ChartData? Cut(bool bars, List<string> labels, List<Line> lines)
    {
        var shown = lines.OrderByDescending(l => l.Values.Sum() ?? 0).Take(MostSeries).ToList();
        return labels.Count == 0 || shown.Count == 0 ? null : new(bars, labels, shown, lines.Count - shown.Count);
    }

    private static JsonArray? Items(object? value)
    {
        try
        {
            return value is string json && json.StartsWith('[') ? JsonNode.Parse(json) as JsonArray : null;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string Label(string time) => DateTime.TryParse(time, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var t) ? t.ToString("MM-dd HH:mm", CultureInfo.InvariantCulture) : time;
}
