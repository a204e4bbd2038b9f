using Matoi.Sigma.Mapping;

namespace Matoi.Sigma.Matching;

/// <summary>All rules, compiled to one program for each kind of record. Immutable.</summary>
public sealed class SigmaMatcher
{
    private readonly Dictionary<string, RuleProgram> _programs = new(StringComparer.Ordinal);

    /// <summary>Compiles the rules.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="mappings">The mappings by which a rule of a log source finds its records; a rule for which it gives none never runs.</param>
    public SigmaMatcher(IEnumerable<SigmaRule> rules, Func<LogSource, IReadOnlyList<LogSourceMapping>> mappings)
    {
        var unmapped = new List<SigmaRule>();
        var byRecord = new Dictionary<string, List<(SigmaRule Rule, List<LogSourceMapping> Ways)>>(StringComparer.Ordinal);
        foreach (var rule in rules)
        {
            var ways = mappings(rule.LogSource);
            if (ways.Count == 0)
            {
                unmapped.Add(rule);
            }

            foreach (var record in ways.SelectMany(m => m.Records).Distinct(StringComparer.Ordinal))
            {
                var list = byRecord.TryGetValue(record, out var known) ? known : byRecord[record] = [];
                list.Add((rule, [.. ways.Where(m => m.Records.Contains(record))]));
            }
        }

        Unmapped = unmapped;
        foreach (var (record, list) in byRecord)
        {
            var builder = new ProgramBuilder(list.Exists(rule => rule.Ways.Exists(way => way.AnyCase)));
            list.ForEach(rule => builder.Add(rule.Rule, rule.Ways));
            _programs.Add(record, builder.Build());
        }
    }

    /// <summary>Rules whose log source has no mapping.</summary>
    public IReadOnlyList<SigmaRule> Unmapped { get; }

    /// <summary>Kinds of records that rules are about.</summary>
    public IEnumerable<string> Records => _programs.Keys;

    /// <summary>The program for a kind of record; null when no rule is about it.</summary>
    public RuleProgram? For(string record) => _programs.GetValueOrDefault(record);
}
