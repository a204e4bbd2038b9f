using System.Text.RegularExpressions;
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
        var regex = new Regex(@"\A" + Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal) + @"\z", RegexOptions.NonBacktracking | RegexOptions.Singleline);
        var found = all.Where(pair => them ? pair.Key[0] != '_' : (pair.Key[0] != '_' || pattern[0] == '_') && regex.IsMatch(pair.Key)).ToList();
        _used.UnionWith(found.Select(pair => pair.Key));
        return [.. found.Select(pair => pair.Value)];
    }
}
