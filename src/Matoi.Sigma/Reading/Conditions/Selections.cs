using Matoi.Sigma.Expressions;

namespace Matoi.Sigma.Reading.Conditions;

/// <summary>The selections that a condition may name, in the order written.</summary>
internal sealed class Selections(IReadOnlyList<KeyValuePair<string, Expression>> all)
{
    private readonly HashSet<string> _used = [];

    /// <summary>Names that no condition has used yet.</summary>
    public IEnumerable<string> Unused => all.Select(pair => pair.Key).Where(name => !_used.Contains(name));

    /// <summary>The selection of that name; null when there is none.</summary>
    public Expression? Find(string name)
    {
        foreach (var (key, expression) in all)
        {
            if (key == name)
            {
                _used.Add(name);
                return expression;
            }
        }

        return null;
    }

    /// <summary>The name that was probably meant.</summary>
    public string? Nearest(string name) => NearestName.Of(name, all.Select(pair => pair.Key));

    /// <summary>Those that a pattern with <c>*</c>, or <c>them</c>, stands for. Names that start with an underscore must be asked for by it.</summary>
    public IReadOnlyList<Expression> Like(string pattern)
    {
        var them = pattern.Equals("them", StringComparison.OrdinalIgnoreCase);
        var found = all.Where(pair => them ? pair.Key[0] != '_' : (pair.Key[0] != '_' || pattern[0] == '_') && IsLike(pair.Key, pattern)).ToList();
        _used.UnionWith(found.Select(pair => pair.Key));
        return [.. found.Select(pair => pair.Value)];
    }

    // The parts between the signs are looked for from left to right, which finds them wherever they can be found.
    private static bool IsLike(string name, string pattern)
    {
        var parts = pattern.Split('*');
        if (parts.Length == 1)
        {
            return name == pattern;
        }

        var (first, last) = (parts[0], parts[^1]);
        if (name.Length < first.Length + last.Length || !name.StartsWith(first, StringComparison.Ordinal) || !name.EndsWith(last, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = name[first.Length..^last.Length];
        foreach (var part in parts[1..^1])
        {
            var at = rest.IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            rest = rest[(at + part.Length)..];
        }

        return true;
    }
}
