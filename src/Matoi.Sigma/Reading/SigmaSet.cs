using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Documents;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading;

/// <summary>Gathers the documents of all files, then applies filters and links correlations.</summary>
internal sealed class SigmaSet(SigmaReaderOptions options)
{
    // Repositories of rules hold other YAML beside them.
    private static readonly string[] Parts = ["title", "logsource", "detection", "correlation", "filter", "action"];
    private readonly List<Complaints> _files = [];
    private readonly List<SigmaRule> _rules = [];
    private readonly List<CorrelationDraft> _correlations = [];
    private readonly List<SigmaFilter> _filters = [];
    private readonly Dictionary<string, SigmaDocument> _byId = new(StringComparer.OrdinalIgnoreCase);
    private int _total;

    public void Add(string file, string text)
    {
        if (text.Length > options.MaxFileLength)
        {
            var large = new Complaints(file, "");
            large.Error(SigmaCode.FileTooLarge, 1, 1, $"the file holds {text.Length:N0} characters; at most {options.MaxFileLength:N0} are read");
            _files.Add(large);
            return;
        }

        text = text.TrimStart('\uFEFF');
        var complaints = new Complaints(file, text);
        _files.Add(complaints);
        var globals = new GlobalDocuments(complaints);
        var index = 0;
        var readable = complaints.Errors.Count;
        foreach (var (root, isBroken) in YamlText.Documents(text, complaints))
        {
            if (root is not YamlMap map)
            {
                _total++;
                complaints.Error(SigmaCode.WrongShape, root, "a document must be a mapping with title, logsource and detection");
            }
            else if (!Parts.Any(map.Has))
            {
                complaints.Warn(SigmaCode.Foreign, root, $"this is no Sigma document: it has none of {string.Join(", ", Parts)}");
            }
            else if (globals.Apply(map) is { } document)
            {
                _total++;
                Document(document, index, isBroken, complaints);
            }

            index++;
        }

        _total += complaints.Errors.Skip(readable).Count(e => e.Code is SigmaCode.YamlSyntax or SigmaCode.TooComplex);
    }

    /// <summary>What all the files hold.</summary>
    public SigmaRuleSet Finish()
    {
        foreach (var filter in _filters)
        {
            Apply(filter);
        }

        var correlations = new CorrelationLinks([.. _rules, .. _correlations.Select(c => c.Correlation)]).Link(_correlations);
        var quiet = Quiet(correlations);
        return new()
        {
            Rules = [.. _rules.Select(rule => quiet.Contains(rule.Id) ? rule with { Alerts = false } : rule)],
            Correlations = [.. correlations.Select(c => quiet.Contains(c.Id) ? c with { Alerts = false } : c)],
            Errors = [.. _files.SelectMany(f => f.Errors.OrderBy(e => e.Line).ThenBy(e => e.Column))],
            Warnings = [.. _files.SelectMany(f => f.Warnings.OrderBy(e => e.Line).ThenBy(e => e.Column))],
            Filters = _filters.Count,
            Total = _total,
        };
    }

    private void Document(YamlMap map, int index, bool isBroken, Complaints complaints)
    {
        var errors = isBroken ? -1 : complaints.Errors.Count;
        if (map.Has("correlation"))
        {
            var draft = CorrelationReader.Read(map, index, complaints);
            if (complaints.Errors.Count == errors && IsNew(draft.Correlation, map, complaints))
            {
                _correlations.Add(draft);
            }
        }
        else if (map.Has("filter"))
        {
            var filter = FilterReader.Read(map, complaints, options);
            if (complaints.Errors.Count == errors)
            {
                _filters.Add(filter);
            }
        }
        else
        {
            var rule = RuleReader.Read(map, index, complaints, options);
            if (complaints.Errors.Count == errors && IsNew(rule, map, complaints))
            {
                _rules.Add(rule);
            }
        }
    }

    private bool IsNew(SigmaDocument document, YamlMap map, Complaints complaints)
    {
        if (_byId.TryGetValue(document.Id, out var first))
        {
            complaints.Error(SigmaCode.DuplicateId, map["id"] ?? map, $"the id {document.Id} is that of '{first.Title}' in {first.File}, line {first.Line}; give this one its own");
            return false;
        }

        _byId[document.Id] = document;
        return true;
    }

    private void Apply(SigmaFilter filter)
    {
        for (var i = 0; i < _rules.Count; i++)
        {
            var rule = _rules[i];
            if (filter.LogSource.Covers(rule.LogSource) && filter.Rules?.Any(name => Names(name, rule)) != false)
            {
                _rules[i] = rule with { Condition = Combined.All([rule.Condition, filter.Condition]) };
            }
        }

        foreach (var name in (filter.Rules ?? []).Where(name => !_rules.Exists(rule => Names(name, rule) && filter.LogSource.Covers(rule.LogSource))))
        {
            filter.Complaints.Warn(SigmaCode.FilterOfNothing, name, _rules.Exists(rule => Names(name, rule))
                ? $"the rule '{name.Text}' is about other logs than {filter.LogSource}, so that the filter does not change it"
                : $"no rule has the id or name '{name.Text}'");
        }
    }

    private static bool Names(YamlScalar name, SigmaRule rule) => name.Text.Trim() is var text && (text.Equals(rule.Id, StringComparison.OrdinalIgnoreCase) || (text.Length > 0 && text == rule.Name));

    private HashSet<string> Quiet(IReadOnlyList<SigmaCorrelation> correlations)
    {
        var taken = correlations.SelectMany(c => c.Rules.Where(rule => _byId[rule].File == c.File).Select(rule => (rule, c.Generate))).ToLookup(pair => pair.rule, pair => pair.Generate);
        return [.. taken.Where(group => !group.Any(generate => generate)).Select(group => group.Key)];
    }
}
