using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Conditions;
using Matoi.Sigma.Reading.Detections;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>Documents with <c>detection</c>.</summary>
internal static class RuleReader
{
    /// <summary>The rule; what is wrong with it is reported, and it must not be used then.</summary>
    public static SigmaRule Read(YamlMap map, int index, Complaints complaints, SigmaReaderOptions options)
    {
        var document = new Attributes(map, "a rule", complaints);
        var title = document.Required("title");
        Header.Check(document, complaints);
        return Header.Fill(new SigmaRule
        {
            File = complaints.File,
            Line = map.Line,
            Id = Header.Id(document.Text("id"), complaints.File, index, title),
            Title = title,
            LogSource = LogSourceReader.Read(document, complaints),
            Condition = document.RequiredMap("detection") is { } detection ? Detection(detection, "'detection'", ["timeframe"], complaints, options).Condition : Expression.Never,
            Fields = document.Described("fields"),
        }, document, complaints);
    }

    /// <summary>Selections and their condition; other keys are left to the caller.</summary>
    public static (Expression Condition, bool IsNegation) Detection(YamlMap map, string what, IReadOnlyList<string> others, Complaints complaints, SigmaReaderOptions options)
    {
        var reader = new SelectionReader(complaints, options);
        var named = map.Pairs.Where(pair => pair.Key.Text != "condition" && !others.Contains(pair.Key.Text)).ToList();
        foreach (var (key, _) in named.Where(pair => pair.Key.Text.Length == 0))
        {
            complaints.Error(SigmaCode.Missing, key, "a selection needs a name");
        }

        var selections = new Selections([.. named.Where(pair => pair.Key.Text.Length > 0).Select(pair => KeyValuePair.Create(pair.Key.Text, reader.Read(pair.Value)))]);
        var document = new Attributes(map, what, complaints);
        var conditions = document.Scalars("condition");
        if (map["condition"] is null)
        {
            document.Missing("condition", null);
            return (Expression.Never, false);
        }

        var errors = complaints.Errors.Count;
        var (all, negation) = (new List<Expression>(), false);
        foreach (var condition in conditions)
        {
            (var one, negation) = Condition(condition, selections, complaints);
            all.Add(one);
        }

        if (complaints.Errors.Count == errors)
        {
            foreach (var unused in named.Where(pair => selections.Unused.Contains(pair.Key.Text)))
            {
                complaints.Warn(SigmaCode.Unused, unused.Key, $"the condition does not use '{unused.Key.Text}'");
            }
        }

        return (Combined.Any(all), negation && all.Count == 1);
    }

    private static (Expression, bool IsNegation) Condition(YamlScalar text, Selections selections, Complaints complaints)
    {
        try
        {
            var parser = new ConditionParser(text.Text, selections);
            return (parser.Read(), parser.IsNegation);
        }
        catch (ConditionException e)
        {
            complaints.Error(e.Code, text, e.Offset, e.Message);
            return (Expression.Never, false);
        }
    }
}
