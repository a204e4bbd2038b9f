using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>Selections as expressions: a mapping asks for all of its fields, a list for any of its parts; texts outside a mapping are keywords.</summary>
internal sealed class SelectionReader(Complaints complaints, SigmaReaderOptions options)
{
    private readonly ValueReader _values = new(complaints, options);

    /// <summary>The expression of a selection; never matching, with what is wrong reported, when it cannot be read.</summary>
    public Expression Read(YamlNode node) => node switch
    {
        YamlMap { Pairs.Count: 0 } or YamlList { Items.Count: 0 } or YamlScalar { IsNull: true } => Refused(SigmaCode.EmptySelection, node, "the selection is empty"),
        YamlMap map => Combined.All(map.Pairs.Select(pair => Field(pair.Key, pair.Value)).ToList()),
        YamlList list => Combined.Any(list.Items.Select(item => item is YamlList ? Refused(SigmaCode.WrongShape, item, "a list of a selection holds mappings or texts") : Read(item)).ToList()),
        _ => Field(new(node.Line, node.Column, "", isPlain: true), node),
    };

    private Expression Field(YamlScalar name, YamlNode value)
    {
        if (FieldKey.Read(name, complaints) is not { } key)
        {
            return Expression.Never;
        }

        var values = value is YamlList list ? list.Items : [value];
        if (values.Count == 0)
        {
            return Refused(SigmaCode.EmptySelection, value, $"the list of values of '{name.Text}' is empty");
        }

        if (key.All && values.Count == 1)
        {
            complaints.Warn(SigmaCode.AllOfOne, name, "'all' has no meaning for one value");
        }

        var (tests, unknown) = (new List<Expression>(), false);
        foreach (var one in values)
        {
            var matches = one is YamlScalar scalar ? _values.Read(key, scalar).ToList() : Nested(one);
            unknown |= matches.Count == 0;
            tests.Add(Combined.Any(matches.Select(match => new FieldTest(key.Field, match))));
        }

        // A value that is not known differs from nothing, and the field is not all of them.
        return key.NotEqual ? unknown ? Expression.Never : Combined.Not(Combined.Any(tests))
            : key.All ? Combined.All(tests) : Combined.Any(tests);
    }

    private List<ValueMatch> Nested(YamlNode node)
    {
        Refused(SigmaCode.WrongShape, node, "a field takes a value or a list of values; write the path of a nested field with dots (a.b)");
        return [];
    }

    private AnyOf Refused(string code, YamlNode node, string message)
    {
        complaints.Error(code, node, message);
        return new([]);
    }
}
