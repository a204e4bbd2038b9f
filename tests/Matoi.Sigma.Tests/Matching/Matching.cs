using System.Text;
using System.Text.Json;
using Matoi.Sigma.Expressions;
using Matoi.Sigma.Mapping;
using Matoi.Sigma.Matching;

namespace Matoi.Sigma.Tests.Matching;

/// <summary>Expressions over events, through the compiled matcher.</summary>
internal static class Matching
{
    public static LogSourceMapping Plain { get; } = new() { LogSource = new(null, "test", null), Records = ["test"] };

    public static SigmaRule Rule(Expression condition, string id = "r") => new() { File = "r.yml", Line = 1, Id = id, Title = id, LogSource = new(null, "test", null), Condition = condition };

    public static EventScanner Scanner(IEnumerable<Expression> conditions, LogSourceMapping? mapping = null)
        => new(new SigmaMatcher(conditions.Select(c => Rule(c)), _ => [mapping ?? Plain]).For("test")!);

    public static bool Holds(Expression condition, string json, LogSourceMapping? mapping = null)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var holds = !Scanner([condition], mapping).Match(bytes).IsEmpty;

        // The same as the plain reading of the same document, whatever it is that the test expects.
        using var document = JsonDocument.Parse(bytes);
        return holds == PlainEvaluation.Holds(condition, document.RootElement, mapping ?? Plain) ? holds : throw new InvalidOperationException($"the matcher says {holds}");
    }

    public static Expression Text(string? field, string pattern, bool cased = false) => new FieldTest(field, new TextMatch(TextPattern.Parse(pattern), cased));
}
