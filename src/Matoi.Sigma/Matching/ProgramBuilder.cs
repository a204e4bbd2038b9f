using Matoi.Sigma.Expressions;
using Matoi.Sigma.Mapping;

namespace Matoi.Sigma.Matching;

/// <summary>Compiles the rules about one kind of record. Equal tests of a field are made once, whichever rules make them.</summary>
internal sealed class ProgramBuilder(bool anyCase)
{
    private const double WholeWeight = 1;
    private const double AffixWeight = 2;
    private const double SubstringWeight = 4;
    private const double PresenceWeight = 40;

    private readonly PathNode _root = new(anyCase);
    private readonly List<ProgramField> _fields = [];
    private readonly Dictionary<string, int> _fieldsByPaths = new(StringComparer.Ordinal);
    private readonly Dictionary<(int Field, ValueMatch Match), int> _predicates = [];
    private readonly Dictionary<(int Field, ValueMatch Match), int> _deferredByTest = [];
    private readonly List<DeferredTest> _deferred = [];
    private readonly List<double> _weights = [];
    private readonly Dictionary<int, List<TextAnchor>> _anchors = [];
    private readonly Dictionary<int, List<(Wildcards Pattern, int Predicate)>> _others = [];
    private readonly List<CompiledRule> _rules = [];
    private int _keywords = -1;

    /// <summary>Adds a rule with the mappings by which the record is an event of its log source.</summary>
    public void Add(SigmaRule rule, IEnumerable<LogSourceMapping> mappings)
    {
        var tests = new List<RuleTest>();
        var ways = mappings.Select(m => Node(new AllOf([m.When, rule.Condition]), m, tests, shown: true)).ToArray();
        _rules.Add(new(rule, ways is [var only] ? only : new SomeNode(1, ways), [.. tests.DistinctBy(t => (t.Field, t.Node))]));
    }

    /// <summary>The program of the rules added.</summary>
    public RuleProgram Build()
    {
        foreach (var field in _anchors.Keys.Union(_others.Keys))
        {
            _fields[field].Text = new(_anchors.GetValueOrDefault(field, []), _others.GetValueOrDefault(field, []));
        }

        return new(_rules, _root, anyCase, [.. _fields], _keywords, [.. _deferred], [.. _weights]);
    }

    private RuleNode Node(Expression expression, LogSourceMapping mapping, List<RuleTest> tests, bool shown)
    {
        switch (expression)
        {
            case AllOf all:
                var operands = all.Operands.Select(o => Node(o, mapping, tests, shown)).SelectMany(o => o is AllNode inner ? inner.Operands : [o]);
                return new AllNode([.. operands.OrderBy(o => o is FoundNode ? 0 : o is DeferredNode ? 2 : 1)]);
            case AnyOf any:
                return new SomeNode(1, [.. any.Operands.Select(o => Node(o, mapping, tests, shown))]);
            case AtLeast some:
                return new SomeNode(some.Count, [.. some.Operands.Select(o => Node(o, mapping, tests, shown))]);
            case Not not:
                return new NotNode(Node(not.Operand, mapping, tests, shown: false));
            case FieldTest test:
                var node = Test(test, mapping);
                if (shown)
                {
                    tests.Add(new(test.Field, test.Field is { } name ? mapping.Paths(name) : [], node));
                }

                return node;
            default:
                throw new NotSupportedException(expression.GetType().Name);
        }
    }

    private RuleNode Test(FieldTest test, LogSourceMapping mapping)
    {
        var field = test.Field is { } name ? Field(mapping.Paths(name)) : Keywords();
        return test.Match switch
        {
            ExistsMatch exists => exists.There ? new FoundNode(Present(field)) : new NotNode(new FoundNode(Present(field))),
            NullMatch => new NotNode(new FoundNode(NotNull(field))),
            TextMatch { Pattern.Parts: [{ Kind: PatternPartKind.Run }] } => new FoundNode(NotNull(field)),
            TextMatch text => new FoundNode(Text(field, test.Field is null ? text with { Pattern = text.Pattern.AtStart().AtEnd() } : text)),
            _ => Deferred(field, test.Match, mapping),
        };
    }

    private DeferredNode Deferred(int field, ValueMatch match, LogSourceMapping mapping)
    {
        _fields[field].Keeps = true;
        if (match is FieldReferenceMatch reference)
        {
            // The same name may stand for different places in two mappings: such tests are not shared.
            var other = Field(mapping.Paths(reference.Field));
            _fields[other].Keeps = true;
            _deferred.Add(new FieldReferenceTest(field, other, reference));
            return new(_deferred.Count - 1, Present(field));
        }

        if (!_deferredByTest.TryGetValue((field, match), out var test))
        {
            test = _deferredByTest[(field, match)] = _deferred.Count;
            _deferred.Add(match switch
            {
                RegexMatch regex => new RegexTest(field, regex),
                CidrMatch cidr => new CidrTest(field, cidr),
                NumberMatch number => new NumberTest(field, number),
                TimePartMatch time => new TimePartTest(field, time),
                _ => throw new NotSupportedException(match.GetType().Name),
            });
        }

        return new(test, Present(field));
    }

    private int Text(int field, TextMatch match)
    {
        if (_predicates.TryGetValue((field, match), out var predicate))
        {
            return predicate;
        }

        predicate = _predicates[(field, match)] = Predicate(WholeWeight);
        if (TextAnchor.Of(match, predicate) is { } anchor)
        {
            _weights[predicate] = anchor.Place switch { AnchorPlace.Whole => WholeWeight, AnchorPlace.Anywhere => SubstringWeight, _ => AffixWeight };
            Of(_anchors, field).Add(anchor);
        }
        else
        {
            _weights[predicate] = PresenceWeight;
            Of(_others, field).Add((new(match), predicate));
        }

        return predicate;
    }

    private int Present(int field) => _fields[field].Present >= 0 ? _fields[field].Present : _fields[field].Present = Predicate(PresenceWeight);

    private int NotNull(int field) => _fields[field].NotNull >= 0 ? _fields[field].NotNull : _fields[field].NotNull = Predicate(PresenceWeight);

    private int Predicate(double weight)
    {
        _weights.Add(weight);
        return _weights.Count - 1;
    }

    private int Field(IReadOnlyList<string> paths)
    {
        var key = string.Join('\n', paths);
        if (!_fieldsByPaths.TryGetValue(key, out var field))
        {
            field = _fieldsByPaths[key] = _fields.Count;
            _fields.Add(new());
            foreach (var path in paths)
            {
                _root.Add(path, field);
            }
        }

        return field;
    }

    private int Keywords()
    {
        if (_keywords < 0)
        {
            _keywords = _fields.Count;
            _fields.Add(new());
        }

        return _keywords;
    }

    private static List<T> Of<T>(Dictionary<int, List<T>> lists, int field) => lists.TryGetValue(field, out var list) ? list : lists[field] = [];
}
