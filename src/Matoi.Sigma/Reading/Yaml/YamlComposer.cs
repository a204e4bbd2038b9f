using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Matoi.Sigma.Reading.Yaml;

/// <summary>Makes the nodes of one document out of the parser's events. Aliases are not copied, but count with all that they stand for, so that none can grow without bound.</summary>
internal sealed class YamlComposer(IParser parser, int linesBefore, Complaints complaints)
{
    /// <summary>How deep lists and mappings may nest.</summary>
    public const int Depth = 64;

    /// <summary>How many nodes a document may hold, each alias counted with all that it stands for.</summary>
    public const int Nodes = 100_000;

    private readonly Dictionary<string, YamlNode> _anchors = [];
    private int _nodes;

    public YamlNode Read() => Read(0);

    private YamlNode Read(int depth)
    {
        var next = parser.Consume<ParsingEvent>();
        var (line, column) = Place(next);
        if (depth > Depth)
        {
            throw new YamlLimitException(line, column, $"lists and mappings nest more than {Depth} deep");
        }

        YamlNode node = next switch
        {
            AnchorAlias alias => Known(alias, line, column),
            Scalar scalar => new YamlScalar(line, column, scalar.Value, scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty),
            SequenceStart => List(line, column, depth),
            MappingStart => Map(line, column, depth),
            _ => throw new YamlException(next.Start, next.End, "a value is missing here"),
        };
        Count(next is AnchorAlias ? node.Size : 1, line, column);
        if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            _anchors[anchored.Anchor.Value] = node;
        }

        return node;
    }

    private YamlNode Known(AnchorAlias alias, int line, int column) => _anchors.TryGetValue(alias.Value.Value, out var node)
        ? node
        : throw new YamlException(new Mark(0, line - linesBefore, column), new Mark(0, line - linesBefore, column), $"there is no anchor &{alias.Value.Value} before this alias");

    private YamlList List(int line, int column, int depth)
    {
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(Read(depth + 1));
        }

        return new(line, column, 1 + items.Sum(item => item.Size), items);
    }

    private YamlMap Map(int line, int column, int depth)
    {
        var pairs = new List<KeyValuePair<YamlScalar, YamlNode>>();
        var merged = new List<KeyValuePair<YamlScalar, YamlNode>>();
        var names = new HashSet<string>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Read(depth + 1);
            var value = Read(depth + 1);
            if (key is YamlScalar { IsPlain: true, Text: "<<" } && value is YamlMap source)
            {
                merged.AddRange(source.Pairs);
            }
            else if (key is not YamlScalar name)
            {
                complaints.Error(SigmaCode.WrongShape, key, "a key must be a text");
            }
            else if (!names.Add(name.Text))
            {
                complaints.Error(SigmaCode.DuplicateKey, name, $"'{name.Text}' stands here twice; keep one, or make one list of both");
            }
            else
            {
                pairs.Add(new(name, value));
            }
        }

        pairs.AddRange(merged.Where(pair => names.Add(pair.Key.Text)));
        return new(line, column, 1 + pairs.Sum(pair => 1 + pair.Value.Size), pairs);
    }

    private void Count(int nodes, int line, int column)
    {
        // Sizes are added up before they are kept, so that no sum can overflow.
        if (nodes > Nodes - _nodes)
        {
            throw new YamlLimitException(line, column, $"the document holds more than {Nodes:N0} values, aliases counted with all that they stand for");
        }

        _nodes += nodes;
    }

    private (int Line, int Column) Place(ParsingEvent at) => (linesBefore + (int)at.Start.Line, (int)at.Start.Column);
}
