using Matoi.Sigma.Reading.Yaml;
using Matoi.Sigma.Testing;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>The block <c>tests</c> of a rule: each has a name, <c>matches</c>, and one <c>event</c> or several <c>events</c>.</summary>
internal static class TestReader
{
    /// <summary>The tests that can be run; what is wrong with others is reported.</summary>
    public static IReadOnlyList<SigmaTest> Read(YamlMap document, Complaints complaints)
    {
        switch (document["tests"])
        {
            case null:
                return [];
            case YamlList list:
                return [.. list.Items.Select((item, i) => One(item, i + 1, complaints)).OfType<SigmaTest>()];
            case var other:
                complaints.Error(SigmaCode.BadTest, other, "'tests' must be a list of tests");
                return [];
        }
    }

    private static SigmaTest? One(YamlNode node, int number, Complaints complaints)
    {
        if (node is not YamlMap map)
        {
            complaints.Error(SigmaCode.BadTest, node, "a test is a mapping with name, matches, and event or events");
            return null;
        }

        var test = new Attributes(map, "a test", complaints);
        test.Only("name", "matches", "event", "events");
        var matches = test.Boolean("matches");
        if (!map.Has("matches"))
        {
            complaints.Error(SigmaCode.BadTest, map, "a test needs 'matches: true' or 'matches: false'");
        }

        var name = test.Text("name");
        return matches is { } shall && Events(map, complaints) is { } events ? new(name.Length > 0 ? name : $"test {number}", map.Line, shall, events) : null;
    }

    private static List<byte[]>? Events(YamlMap map, Complaints complaints)
    {
        var nodes = (map["event"], map["events"]) switch
        {
            ({ } one, null) => [one],
            (null, YamlList { Items.Count: > 0 } list) => list.Items,
            _ => null,
        };
        if (nodes is null)
        {
            complaints.Error(SigmaCode.BadTest, map, "a test needs either 'event' with one event or 'events' with a list of them");
            return null;
        }

        foreach (var wrong in nodes.Where(n => n is not YamlMap))
        {
            complaints.Error(SigmaCode.BadTest, wrong, "an event must be a mapping");
        }

        return [.. nodes.Where(n => n is YamlMap).Select(n => YamlJson.Write(n, complaints))];
    }
}
