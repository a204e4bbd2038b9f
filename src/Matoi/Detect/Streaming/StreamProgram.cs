using System.Collections.Concurrent;
using System.Text.Json;
using Matoi.Model.Sources;
using Matoi.Sigma;
using Matoi.Sigma.Correlating;
using Matoi.Sigma.Mapping;
using Matoi.Sigma.Matching;

namespace Matoi.Detect.Streaming;

/// <summary>Sigma rules that run, compiled together. Immutable: another set of rules is another program.</summary>
public sealed class StreamProgram
{
    private readonly LogSourceMappings _mappings;
    private readonly ConcurrentDictionary<string, ConcurrentBag<EventScanner>> _scanners = new(StringComparer.Ordinal);
    private readonly CorrelationEngine _counting;
    private readonly Dictionary<string, (string[] Fields, int Needed)> _correlated;

    /// <summary>Compiles the rules and correlations.</summary>
    public StreamProgram(IEnumerable<SigmaRule> rules, IReadOnlyList<SigmaCorrelation> correlations, LogSourceMappings mappings)
    {
        _mappings = mappings;
        Correlations = correlations;
        Matcher = new(rules, mappings.For);
        Documents = Matcher.Records.SelectMany(r => Matcher.For(r)!.Rules).Cast<SigmaDocument>().Concat(Matcher.Unmapped).Concat(correlations).DistinctBy(d => d.Id).ToDictionary(d => d.Id);
        _counting = new(correlations);
        _correlated = correlations.SelectMany(c => c.Rules).Distinct().Where(Documents.ContainsKey).ToDictionary(id => id, id => (_counting.FieldsOf(id).ToArray(), _counting.NeededOf(id)));
    }

    /// <summary>A program without rules.</summary>
    public static StreamProgram Empty { get; } = new([], [], LogSourceMappings.None);

    /// <summary>The compiled rules.</summary>
    public SigmaMatcher Matcher { get; }

    /// <summary>The correlations.</summary>
    public IReadOnlyList<SigmaCorrelation> Correlations { get; }

    /// <summary>Rules and correlations by id.</summary>
    public IReadOnlyDictionary<string, SigmaDocument> Documents { get; }

    /// <summary>What the rules say about a record; for most records nothing, and nothing is allocated.</summary>
    /// <param name="source">Id of its source.</param>
    /// <param name="record">The record; nothing is found in one that is not JSON.</param>
    public IReadOnlyList<RecordHit> Match(string source, SourceRecord record)
    {
        if (Matcher.For(source) is not { } program)
        {
            return [];
        }

        var bag = _scanners.GetOrAdd(source, _ => []);
        var scanner = bag.TryTake(out var free) ? free : new(program);
        try
        {
            var hits = scanner.Match(record.Bytes);
            return hits.IsEmpty ? [] : Explain(source, program, scanner, hits, record.Json);
        }
        finally
        {
            bag.Add(scanner);
        }
    }

    /// <summary>The own id and time of an event, as far as the mappings of its source know where to look.</summary>
    public (string? Id, string? Time) Identify(string source, JsonElement record)
    {
        var mappings = _mappings.Of(source);
        return (First(m => m.Id), First(m => m.Time));

        string? First(Func<LogSourceMapping, IReadOnlyList<string>> paths) => mappings.Select(m => RecordFields.First(record, paths(m), m.AnyCase)).FirstOrDefault(v => v is not null);
    }

    /// <summary>How many of the newest hits of the rule with the same values correlations need after a restart.</summary>
    public int NeededOf(string ruleId) => _correlated.GetValueOrDefault(ruleId).Needed;

    private List<RecordHit> Explain(string source, RuleProgram program, EventScanner scanner, ReadOnlySpan<int> hits, JsonElement record)
    {
        var found = new List<RecordHit>(hits.Length);
        foreach (var hit in hits)
        {
            var rule = program.Rules[hit];
            found.Add(new(rule, rule.Alerts ? scanner.Explain(hit, record) : [], Values(source, rule, record)));
        }

        return found;
    }

    private Dictionary<string, string?>? Values(string source, SigmaRule rule, JsonElement record)
    {
        if (!_correlated.TryGetValue(rule.Id, out var wanted))
        {
            return null;
        }

        var mapping = _mappings.For(rule.LogSource).First(m => m.Records.Contains(source));
        var values = wanted.Fields.ToDictionary(f => f, f => RecordFields.First(record, mapping.Paths(f), mapping.AnyCase), StringComparer.Ordinal);
        return _counting.Counts(rule.Id, values) ? values : null;
    }
}
