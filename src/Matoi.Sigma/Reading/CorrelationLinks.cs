using Matoi.Sigma.Reading.Documents;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading;

/// <summary>Finds the rules that correlations take.</summary>
internal sealed class CorrelationLinks(IReadOnlyList<SigmaDocument> documents)
{
    private readonly Dictionary<string, SigmaDocument> _byId = documents.ToDictionary(d => d.Id, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, SigmaDocument> _byName = documents.Where(d => d.Name.Length > 0).ToLookup(d => d.Name);

    /// <summary>The correlations whose rules are all there; what is wrong with others is reported.</summary>
    public IReadOnlyList<SigmaCorrelation> Link(IReadOnlyList<CorrelationDraft> drafts)
    {
        var linked = drafts.Select(draft => (draft, correlation: Linked(draft))).Where(pair => pair.correlation is not null).ToDictionary(pair => pair.correlation!.Id, pair => (pair.draft, pair.correlation!));
        var broken = drafts.Select(d => d.Correlation.Id).Except(linked.Keys).ToHashSet();
        foreach (var (id, (draft, _)) in linked.Where(pair => Reaches(pair.Key, pair.Key, linked)).ToList())
        {
            draft.Complaints.Error(SigmaCode.Cycle, draft.Rules[0], $"'{draft.Correlation.Title}' takes its own finds, through the rules it takes");
            linked.Remove(id);
            broken.Add(id);
        }

        // What takes a broken one is broken, too.
        while (linked.FirstOrDefault(pair => pair.Value.Item2.Rules.Any(broken.Contains)) is { Key: { } id, Value: var (draft, correlation) })
        {
            var first = correlation.Rules.Select((rule, i) => (rule, i)).First(r => broken.Contains(r.rule)).i;
            draft.Complaints.Error(SigmaCode.UnknownRule, draft.Rules[first], $"the correlation '{draft.Rules[first].Text}' cannot be used itself");
            linked.Remove(id);
            broken.Add(id);
        }

        return [.. drafts.Where(d => linked.ContainsKey(d.Correlation.Id)).Select(d => linked[d.Correlation.Id].Item2)];
    }

    private static bool Reaches(string from, string to, Dictionary<string, (CorrelationDraft, SigmaCorrelation Correlation)> linked)
    {
        var (seen, open) = (new HashSet<string>(), new Stack<string>([from]));
        while (open.TryPop(out var id))
        {
            foreach (var rule in linked.TryGetValue(id, out var found) ? found.Correlation.Rules : [])
            {
                if (rule == to)
                {
                    return true;
                }

                if (seen.Add(rule))
                {
                    open.Push(rule);
                }
            }
        }

        return false;
    }

    private SigmaCorrelation? Linked(CorrelationDraft draft)
    {
        var errors = draft.Complaints.Errors.Count;
        var rules = draft.Rules.Select(rule => Find(rule, draft)).ToList();
        var aliases = new Dictionary<string, IReadOnlyDictionary<string, string>>();
        foreach (var alias in draft.Aliases.GroupBy(a => a.Alias))
        {
            var fields = new Dictionary<string, string>();
            foreach (var (_, rule, field) in alias)
            {
                var target = Find(rule, draft);
                if (target is not null && !rules.Contains(target))
                {
                    draft.Complaints.Error(SigmaCode.UnknownRule, rule, $"the correlation does not take the rule '{rule.Text}' of the alias '{alias.Key}'");
                }
                else if (target is not null)
                {
                    fields[target.Id] = field;
                }
            }

            aliases[alias.Key] = fields;
        }

        return draft.Complaints.Errors.Count > errors ? null : draft.Correlation with { Rules = [.. rules.Select(r => r!.Id)], Aliases = aliases };
    }

    // A name is first one of the same file: files are written to stand alone.
    private SigmaDocument? Find(YamlScalar rule, CorrelationDraft draft)
    {
        var text = rule.Text.Trim();
        var named = _byName[text].ToList();
        var near = named.Where(d => d.File == draft.Correlation.File).ToList();
        named = near.Count > 0 ? near : named;
        if (named.Count == 1 || _byId.TryGetValue(text, out _))
        {
            return _byId.GetValueOrDefault(text) ?? named[0];
        }

        if (named.Count > 1)
        {
            draft.Complaints.Error(SigmaCode.AmbiguousRule, rule, $"{named.Count} documents are called '{text}', in {string.Join(" and ", named.Select(d => d.File).Distinct().Take(2))}; take one by its id");
            return null;
        }

        var nearest = NearestName.Of(text, _byName.Select(group => group.Key));
        draft.Complaints.Error(SigmaCode.UnknownRule, rule, $"no rule that can be used has the id or name '{text}'" + (nearest is null ? "" : $"; '{nearest}' is probably meant"));
        return null;
    }
}
