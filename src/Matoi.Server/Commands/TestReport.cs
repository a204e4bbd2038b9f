using System.Text.Json;
using Matoi.Detect.Streaming;
using Matoi.Sigma.Reading;
using Spectre.Console;

namespace Matoi.Server.Commands;

/// <summary>How the tests of rules of all kinds went: what <c>matoi rules test</c> ends with.</summary>
internal sealed class TestReport
{
    private readonly List<TestStreamRules.Failure> _failed = [];
    private readonly List<JsonElement> _results = [];
    private int _rules;
    private int _cases;
    private int _passed;

    /// <summary>Runs the tests of Sigma rules.</summary>
    public void Add(SigmaRuleSet set)
    {
        var result = TestStreamRules.Run(set, RuleLibrary.Shipped().Mappings);
        (_rules, _cases, _passed) = (_rules + result.Rules, _cases + result.Cases, _passed + result.Passed);
        _failed.AddRange(set.Errors.Select(e => new TestStreamRules.Failure(e.File, e.Line, "", "", $"{e.Code} {e.Message}")));
        _failed.AddRange(result.Failed);
    }

    /// <summary>Takes what the server says about an analytics rule.</summary>
    public void Add(JsonElement result)
    {
        _results.Add(result);
        _rules += result.GetProperty("content").GetString() == "Rule" ? 1 : 0;
        var (file, rule) = (result.TryGetProperty("file", out var name) ? name.GetString() ?? "" : "", result.GetProperty("name").GetString() ?? "");
        foreach (var test in result.GetProperty("tests").EnumerateArray())
        {
            _cases++;
            if (test.GetProperty("passed").GetBoolean())
            {
                _passed++;
            }
            else
            {
                _failed.Add(new(file, 0, rule, test.GetProperty("name").GetString() ?? "", test.GetProperty("message").GetString() ?? ""));
            }
        }

        _failed.AddRange(result.GetProperty("problems").EnumerateArray().Select(p => new TestStreamRules.Failure(file, 0, rule, "", $"{p.GetProperty("code").GetString()} {p.GetProperty("message").GetString()}")));
    }

    /// <summary>Writes the counts, and what failed; the exit code.</summary>
    public int Write(Output output)
    {
        if (output.Json)
        {
            Output.WriteJson(new { Rules = _rules, Cases = _cases, Passed = _passed, Failed = _failed, Results = _results });
        }
        else
        {
            _failed.ForEach(f => Console.Out.WriteLine($"BAD   {f.File}{(f.Line > 0 ? $":{f.Line}" : "")}: {string.Join(": ", new[] { f.Rule, f.Name, f.Message }.Where(t => t.Length > 0))}"));
            output.Talk.MarkupLineInterpolated($"{_rules} rules, {_cases} tests: {_passed} passed, {_cases - _passed} failed");
        }

        return _failed.Count > 0 || _results.Exists(r => !r.GetProperty("passed").GetBoolean()) ? ExitCode.Failed : ExitCode.Ok;
    }
}
