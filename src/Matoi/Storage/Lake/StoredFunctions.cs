using System.Text.RegularExpressions;

namespace Matoi.Storage.Lake;

/// <summary>
/// Functions written in KQL, one a file: <c>(parameters) { body }</c>, or a query when there are no parameters. The file's name is the function's; other names
/// stand in its first line as <c>// also: name name</c>. A later file replaces a name of an earlier one.
/// </summary>
public sealed partial class StoredFunctions
{
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);

    /// <summary>Reads the files.</summary>
    public StoredFunctions(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            var text = File.ReadAllText(file);
            var body = Comments().Replace(text, "").TrimStart();

            // The text becomes part of a statement, so it ends with a line of its own in case its last one is a comment.
            var function = body.StartsWith('(') && Lambda().IsMatch(body) ? text + "\n" : $"() {{\n{text}\n}}";
            _texts[Path.GetFileNameWithoutExtension(file)] = function;
            foreach (var name in Also().Match(text).Groups[1].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                _texts[name] = function;
            }
        }
    }

    /// <summary>Names of all functions.</summary>
    public IReadOnlyCollection<string> Names => _texts.Keys;

    /// <summary>Parameters and body of a function; null when there is none of the name.</summary>
    public string? Find(string name) => _texts.GetValueOrDefault(name);

    [GeneratedRegex(@"^\s*//\s*also:(.*)$", RegexOptions.Multiline)]
    private static partial Regex Also();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comments();

    /// <summary>A parameter list with a body behind it; a query may start with a bracket, too.</summary>
    [GeneratedRegex(@"^\((?:[^()""']|""[^""]*""|'[^']*'|\((?:[^()""']|""[^""]*""|'[^']*'|\([^()]*\))*\))*\)\s*\{")]
    private static partial Regex Lambda();
}
