using System.Text.Json;
using Matoi.Model.Sources;
using Matoi.Sigma;
using Matoi.Sigma.Mapping;
using Matoi.Sigma.Matching;
using Matoi.Sigma.Reading;

namespace Matoi.Detect.Streaming;

/// <summary>Runs the tests that Sigma rules bring with them, each on its own events.</summary>
public static class TestStreamRules
{
    /// <summary>A test that went wrong.</summary>
    /// <param name="File">File of the rule.</param>
    /// <param name="Line">Line of the test.</param>
    /// <param name="Rule">Title of the rule.</param>
    /// <param name="Name">Name of the test.</param>
    /// <param name="Message">What happened instead.</param>
    public sealed record Failure(string File, int Line, string Rule, string Name, string Message);

    /// <summary>The result: tests, and what was wrong with some.</summary>
    public sealed record Result(int Rules, int Cases, int Passed, IReadOnlyList<Failure> Failed);

    /// <summary>Runs every test of the set. An event is taken for one of the rule's log source, whatever it looks like.</summary>
    public static Result Run(SigmaRuleSet set, LogSourceMappings mappings)
    {
        var (cases, failed) = (0, new List<Failure>());
        var documents = set.Rules.Cast<SigmaDocument>().Concat(set.Correlations).ToList();
        foreach (var document in documents)
        {
            cases += document.Tests.Count;
            failed.AddRange(document.Tests.Where(test => Hits(document, set, mappings, test.Events) != test.Matches)
                .Select(test => new Failure(document.File, test.Line, document.Title, test.Name, test.Matches ? "the rule does not match, and should" : "the rule matches, and should not")));
        }

        return new(documents.Count, cases, cases - failed.Count, failed);
    }

    private static bool Hits(SigmaDocument document, SigmaRuleSet set, LogSourceMappings mappings, IReadOnlyList<byte[]> events)
    {
        if (document is SigmaRule rule)
        {
            var scanners = Scanners([rule], mappings);
            return events.Any(json => scanners.Any(s => !s.Match(json).IsEmpty));
        }

        var all = set.Correlations.ToDictionary(c => c.Id, StringComparer.Ordinal);
        var needed = Needed((SigmaCorrelation)document, all).DistinctBy(c => c.Id).ToList();
        var rules = set.Rules.Where(r => needed.Exists(c => c.Rules.Contains(r.Id))).ToList();
        return Correlates(document.Id, new StreamProgram(rules, needed, mappings), rules, mappings, events);
    }

    private static bool Correlates(string id, StreamProgram program, List<SigmaRule> rules, LogSourceMappings mappings, IReadOnlyList<byte[]> events)
    {
        var (engine, found) = (new Sigma.Correlating.CorrelationEngine(program.Correlations), new List<Sigma.Correlating.CorrelationHit>());
        var records = rules.SelectMany(r => mappings.For(r.LogSource)).SelectMany(m => m.Records).Distinct().ToList();
        for (var i = 0; i < events.Count; i++)
        {
            using var document = JsonDocument.Parse(events[i]);
            foreach (var record in records)
            {
                var time = EventTimes.Read(program.Identify(record, document.RootElement).Time) ?? DateTimeOffset.UnixEpoch.AddSeconds(i);
                foreach (var hit in program.Match(record, new(document.RootElement, events[i])).Where(h => h.Correlated is not null))
                {
                    engine.Add(new(hit.Rule.Id, time, $"{i}", hit.Correlated!), found);
                }
            }
        }

        engine.Advance(DateTimeOffset.MaxValue, found);
        return found.Exists(f => f.Correlation == id);
    }

    private static IEnumerable<SigmaCorrelation> Needed(SigmaCorrelation correlation, Dictionary<string, SigmaCorrelation> all)
        => correlation.Rules.Where(all.ContainsKey).SelectMany(id => Needed(all[id], all)).Append(correlation);

    private static List<EventScanner> Scanners(IReadOnlyList<SigmaRule> rules, LogSourceMappings mappings)
    {
        var matcher = new SigmaMatcher(rules, mappings.For);
        return [.. matcher.Records.Select(record => new EventScanner(matcher.For(record)!))];
    }
}
