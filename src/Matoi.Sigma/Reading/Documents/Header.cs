using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>The attributes that all documents share.</summary>
internal static partial class Header
{
    private static readonly string[] Known =
    [
        "title", "id", "related", "name", "taxonomy", "status", "description", "license", "references", "author", "date", "modified", "logsource", "detection",
        "correlation", "filter", "fields", "falsepositives", "level", "tags", "scope", "tests", "action",
    ];

    private static readonly string[] Statuses = ["stable", "test", "experimental", "deprecated", "unsupported"];

    /// <summary>The id of a document: its own, or one made of the file's name, its place there and its title.</summary>
    public static string Id(string own, string file, int index, string title) => own.Length > 0 ? own
        : new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Path.GetFileName(file)}\n{index}\n{title}")).AsSpan(0, 16), bigEndian: true).ToString();

    /// <summary>The document with its shared attributes; odd ones are warned of.</summary>
    public static T Fill<T>(T document, Attributes from, Complaints complaints)
        where T : SigmaDocument
    {
        var custom = new Dictionary<string, string>();
        foreach (var (key, value) in from.Map.Pairs.Where(pair => !Known.Contains(pair.Key.Text)))
        {
            if (NearestName.Of(key.Text, Known) is { } nearest && !key.Text.StartsWith(nearest + "_", StringComparison.Ordinal) && key.Text != "reference")
            {
                complaints.Warn(SigmaCode.OddKey, key, $"'{key.Text}' is no attribute of the specification; '{nearest}' is perhaps meant");
            }

            if (value is YamlScalar { IsNull: false } text)
            {
                custom[key.Text] = text.Text.Trim();
            }
        }

        return (T)(document with
        {
            Name = from.Text("name"),
            Description = from.Text("description"),
            Status = OneOf("status", Statuses),
            Level = Enum.TryParse<SigmaLevel>(OneOf("level", [.. Enum.GetNames<SigmaLevel>().Select(l => l.ToLowerInvariant())]), true, out var level) ? level : SigmaLevel.Medium,
            Author = from.Map["author"] is YamlList ? string.Join(", ", from.Described("author")) : from.Text("author"),
            License = from.Text("license"),
            References = from.Described("references"),
            FalsePositives = from.Described("falsepositives"),
            Tags = Tags(from, complaints),
            Custom = custom,
            Tests = TestReader.Read(from.Map, complaints),
        });

        string OneOf(string name, IReadOnlyList<string> values)
        {
            var text = from.Text(name).ToLowerInvariant();
            if (text.Length > 0 && !values.Contains(text))
            {
                complaints.Warn(SigmaCode.OddValue, from.Map[name]!, $"'{name}' is '{text}'; the specification knows {string.Join(", ", values)}");
                return "";
            }

            return text;
        }
    }

    /// <summary>Warns of dates, ids and titles outside the specification.</summary>
    public static void Check(Attributes from, Complaints complaints)
    {
        foreach (var name in new[] { "date", "modified" })
        {
            if (from.Text(name) is { Length: > 0 } date && !Date().IsMatch(date))
            {
                complaints.Warn(SigmaCode.OddValue, from.Map[name]!, $"'{name}' is '{date}'; the specification writes 2026-01-31");
            }
        }

        if (from.Text("id") is { Length: > 0 } id && !Guid.TryParse(id, out _))
        {
            complaints.Warn(SigmaCode.OddValue, from.Map["id"]!, $"'id' is '{id}'; the specification asks for a UUID");
        }

        if (from.Text("taxonomy") is { Length: > 0 } taxonomy && taxonomy != "sigma")
        {
            complaints.Warn(SigmaCode.OddValue, from.Map["taxonomy"]!, $"'taxonomy' is '{taxonomy}'; its names are taken as those of 'sigma'");
        }
    }

    private static IReadOnlyList<string> Tags(Attributes from, Complaints complaints)
    {
        foreach (var odd in (from.Map["tags"] as YamlList)?.Items.OfType<YamlScalar>().Where(tag => !tag.IsNull && !Tag().IsMatch(tag.Text)) ?? [])
        {
            complaints.Warn(SigmaCode.OddValue, odd, $"the tag '{odd.Text}' is outside the specification: a namespace, a dot, lower-case letters, digits, '-', '_' and '.'");
        }

        return from.Described("tags");
    }

    [GeneratedRegex(@"\A\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\z")]
    private static partial Regex Date();

    [GeneratedRegex(@"\A[a-z0-9_-]+\.[a-z0-9._-]+\z")]
    private static partial Regex Tag();
}
