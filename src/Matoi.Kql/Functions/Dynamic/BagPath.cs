using System.Text;

namespace Matoi.Kql.Functions.Dynamic;

/// <summary>Keys of the bag functions: a name at the root, or a JSONPath of names (<c>$.a['b c']</c>).</summary>
internal static class BagPath
{
    /// <summary>The names from the root to the property, at least one.</summary>
    public static IReadOnlyList<string> Names(string key)
    {
        if (!key.StartsWith("$.", StringComparison.Ordinal) && !key.StartsWith("$[", StringComparison.Ordinal))
        {
            return [key];
        }

        var names = new List<string>();
        var at = 1;
        while (at < key.Length)
        {
            if (key[at] == '.')
            {
                var end = key.AsSpan(at + 1).IndexOfAny('.', '[');
                end = end < 0 ? key.Length : at + 1 + end;
                names.Add(key[(at + 1)..end]);
                at = end;
            }
            else if (Quoted(key, at) is var (name, next))
            {
                names.Add(name);
                at = next;
            }
            else
            {
                return [key];
            }
        }

        return names;
    }

    private static (string Name, int Next)? Quoted(string key, int at)
    {
        if (at + 1 >= key.Length || key[at] != '[' || key[at + 1] is not ('\'' or '"' and var _))
        {
            return null;
        }

        var quote = key[at + 1];
        var name = new StringBuilder();
        for (var i = at + 2; i < key.Length; i++)
        {
            if (key[i] == '\\' && i + 1 < key.Length)
            {
                name.Append(key[++i]);
            }
            else if (key[i] == quote)
            {
                return i + 1 < key.Length && key[i + 1] == ']' ? (name.ToString(), i + 2) : null;
            }
            else
            {
                name.Append(key[i]);
            }
        }

        return null;
    }
}
