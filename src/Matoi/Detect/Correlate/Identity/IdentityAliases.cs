using Matoi.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Matoi.Detect.Correlate.Identity;

/// <summary>
/// What people have written down about who is who (<c>identities.yaml</c> in the data folder): <c>people</c> and <c>hosts</c>, each a list of lists of names that are one.
/// A name is an e-mail address, a host name, an ARN, or an entity's key with or without its first word. The first name of a list is the one that is shown.
/// </summary>
internal sealed class IdentityAliases
{
    /// <summary>Name of the file in the data folder.</summary>
    public const string FileName = "identities.yaml";

    private readonly Dictionary<string, string> _people = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Nothing is known.</summary>
    public static IdentityAliases None { get; } = new();

    /// <summary>First name of the person of that name, or null.</summary>
    public string? Person(string name) => _people.GetValueOrDefault(name);

    /// <summary>First name of the machine of that name, or null.</summary>
    public string? Host(string name) => _hosts.GetValueOrDefault(name);

    /// <summary>Reads a file; without one nothing is known. What is wrong is told, the rest counts.</summary>
    public static (IdentityAliases Aliases, IReadOnlyList<Problem> Problems) Read(string file)
    {
        if (!File.Exists(file))
        {
            return (None, []);
        }

        var (read, problems) = (new IdentityAliases(), new List<Problem>());
        try
        {
            var yaml = new YamlStream();
            using (var text = File.OpenText(file))
            {
                yaml.Load(text);
            }

            if (yaml.Documents is [{ RootNode: YamlMappingNode root }])
            {
                Take(root, "people", read._people, problems, file);
                Take(root, "hosts", read._hosts, problems, file);
            }
            else
            {
                problems.Add(new("identities-unreadable", $"{file} must be a map with 'people' and 'hosts'", file));
            }
        }
        catch (Exception e) when (e is YamlException or IOException or UnauthorizedAccessException)
        {
            problems.Add(new("identities-unreadable", $"{file} cannot be read: {e.Message}", file));
        }

        return (read, problems);
    }

    private static void Take(YamlMappingNode root, string part, Dictionary<string, string> names, List<Problem> problems, string file)
    {
        foreach (var one in root.Children.TryGetValue(new YamlScalarNode(part), out var lists) && lists is YamlSequenceNode many ? many.Children : [])
        {
            var same = one is YamlSequenceNode list ? list.Children.OfType<YamlScalarNode>().Select(n => Plain(n.Value ?? "")).Where(n => n.Length > 0).ToList() : [];
            var place = $"{file}:{one.Start.Line}";
            if (same.Count < 2)
            {
                problems.Add(new("identities-unreadable", $"{place}: each entry of '{part}' is a list of two or more names of one", place));
            }
            else if (same.Find(names.ContainsKey) is { } twice)
            {
                problems.Add(new("identity-twice", $"{place}: '{twice}' stands in two lists; join them or take it out of one", place));
            }
            else
            {
                same.ForEach(n => names[n] = same[0]);
            }
        }
    }

    private static string Plain(string name)
        => (name.StartsWith("account:", StringComparison.OrdinalIgnoreCase) || name.StartsWith("host:", StringComparison.OrdinalIgnoreCase) ? name[(name.IndexOf(':') + 1)..] : name).Trim().ToLowerInvariant();
}
