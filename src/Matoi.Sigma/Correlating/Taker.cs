namespace Matoi.Sigma.Correlating;

/// <summary>How a correlation takes the hits of one of its rules.</summary>
/// <param name="Correlation">The correlation.</param>
/// <param name="Place">The rule's place among its rules.</param>
/// <param name="Group">Fields of the hit that make the group, aliases resolved.</param>
/// <param name="Values">Fields of the hit that are counted or calculated with, aliases resolved.</param>
internal sealed record Taker(Prepared Correlation, int Place, string[] Group, string[] Values)
{
    /// <summary>Whether it wants to know that a find of another correlation still goes on.</summary>
    public bool Follows => Correlation is { IsTemporal: true, Rises: true };

    public static Taker Of(Prepared correlation, int place)
    {
        var rule = correlation.Rule;
        string Resolve(string name) => rule.Aliases.TryGetValue(name, out var fields) && fields.TryGetValue(rule.Rules[place], out var field) ? field : name;
        var values = correlation.IsTemporal || rule.Type == CorrelationType.EventCount ? [] : rule.Fields.Select(Resolve);
        return new(correlation, place, [.. rule.GroupBy.Select(Resolve)], [.. values]);
    }

    /// <summary>The group's values in the hit; null when it lacks one.</summary>
    public string?[]? GroupOf(IReadOnlyDictionary<string, string?> values)
    {
        var group = new string?[Group.Length];
        for (var i = 0; i < group.Length; i++)
        {
            if (!values.TryGetValue(Group[i], out group[i]) || group[i] is null)
            {
                return null;
            }
        }

        return group;
    }
}
