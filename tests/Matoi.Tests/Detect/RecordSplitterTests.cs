using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Matoi.Detect.Intake;
using Xunit;

namespace Matoi.Tests.Detect;

/// <summary>Records come out of a stream as they went in, however they were written and however the stream delivers them.</summary>
public class RecordSplitterTests
{
    private static readonly Gen<string> Text = Gen.OneOf(Gen.OneOf("", "\"", "\\", "\\\"", "}{", "][", "\n{", "\r\n", "{\"Records\":[", "é", "漏えい", "😀", "//", "/*"), Gen.String[Gen.Char[' ', '~'], 0, 30]);

    private static readonly Gen<JsonObject> Document = Gen.Select(Gen.Select(Text, Value(3)).Array[0, 5], Gen.Int[0, 20])
        .Select((pairs, pad) => new JsonObject(pairs.DistinctBy(p => p.Item1).Select((p, i) => KeyValuePair.Create($"{i}{p.Item1}", p.Item2?.DeepClone()))));

    private static Gen<JsonNode?> Value(int depth) => depth == 0
        ? Gen.OneOf(Text.Select(t => (JsonNode?)JsonValue.Create(t)), Gen.Int.Select(i => (JsonNode?)JsonValue.Create(i)), Gen.Int.Select(_ => (JsonNode?)null))
        : Gen.Frequency((2, Value(0)), (1, Value(depth - 1).Array[0, 3].Select(items => (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())]))),
            (1, Gen.Select(Text, Value(depth - 1)).Array[0, 3].Select(p => (JsonNode?)new JsonObject(p.DistinctBy(x => x.Item1).Select(x => KeyValuePair.Create(x.Item1, x.Item2?.DeepClone()))))));

    private static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true };

    private static string Write(int shape, IReadOnlyList<JsonObject> documents) => shape switch
    {
        0 => $"[{string.Join(",", documents.Select(d => d.ToJsonString()))}]",
        1 => $"[\n{string.Join(",\n", documents.Select(d => d.ToJsonString(Pretty)))}\n]\n",
        2 => $"{{\"Records\":[{string.Join(", ", documents.Select(d => d.ToJsonString()))}]}}",
        3 => $"{{ \"value\" : [ {string.Join(" , ", documents.Select(d => d.ToJsonString(Pretty)))} ], \"nextLink\": \"https://x/?a={{\" }}",
        4 => string.Concat(documents.Select(d => d.ToJsonString() + "\n")),
        5 => string.Join("\r\n", documents.Select(d => d.ToJsonString())),
        6 => string.Concat(documents.Select(d => d.ToJsonString(Pretty) + "\n")),
        7 => string.Concat(documents.Select(d => d.ToJsonString())),
        _ => "\uFEFF" + string.Join("\n\n", documents.Select(d => d.ToJsonString())),
    };

    private static List<(string Text, long Offset, string? Code)> Split(Stream input, IntakeLimits? limits = null, List<MemoryStream>? spilled = null)
    {
        var slices = new List<(string, long, string?)>();
        var splitter = new RecordSplitter(input, limits ?? new(), () =>
        {
            spilled?.Add(new());
            return spilled?[^1] ?? new MemoryStream();
        });
        foreach (var chunk in splitter.Chunks())
        {
            using (chunk)
            {
                slices.AddRange(chunk.Slices.Select(s => (Encoding.UTF8.GetString(chunk.Bytes(s).Span), s.Offset, s.Problem?.Code)));
            }
        }

        return slices;
    }

    [Fact]
    public void Gives_back_every_document_at_its_offset_when_shape_and_pieces_are_any()
        => Gen.Select(Document.List[0, 12], Gen.Int[0, 8], Gen.Int[1, 64]).Sample((documents, shape, piece) =>
        {
            var bytes = Encoding.UTF8.GetBytes(Write(shape, documents));
            var slices = Split(new Pieces(bytes, piece));
            return slices.TrueForAll(s => s.Code is null && Encoding.UTF8.GetString(bytes.AsSpan((int)s.Offset, Encoding.UTF8.GetByteCount(s.Text))) == s.Text)
                && slices.Select(s => JsonNode.Parse(s.Text)!.ToJsonString()).SequenceEqual(documents.Select(d => d.ToJsonString()));
        }, iter: 2000);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public void Gives_back_every_document_when_they_fill_many_buffers(int shape)
    {
        var documents = Enumerable.Range(0, 40).Select(i => new JsonObject { ["n"] = i, ["text"] = new string((char)('a' + i % 26), 1 + i * 9973) }).ToList();
        documents.Add(new() { ["n"] = 40, ["text"] = new string('z', 3_500_000) });
        documents.Add(new() { ["n"] = 41 });

        var slices = Split(new Pieces(Encoding.UTF8.GetBytes(Write(shape, documents)), 100_000));

        Assert.Equal(documents.Select(d => d.ToJsonString()), slices.Select(s => JsonNode.Parse(s.Text)!.ToJsonString()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    public void Keeps_a_record_in_a_file_and_goes_on_behind_it_when_it_is_too_large(int shape)
    {
        var documents = new JsonObject[] { new() { ["n"] = 1 }, new() { ["n"] = 2, ["text"] = new string('}', 2_500_000) }, new() { ["n"] = 3 }, new() { ["n"] = 4 } };
        var text = Write(shape, documents);
        var spilled = new List<MemoryStream>();

        var slices = Split(new Pieces(Encoding.UTF8.GetBytes(text), 70_000), new() { RecordBytes = 1_000_000 }, spilled);

        Assert.Equal([null, "record-too-large", null, null], slices.Select(s => s.Code));
        Assert.Equal(documents[1].ToJsonString(), JsonNode.Parse(Assert.Single(spilled).ToArray())!.ToJsonString());
        Assert.Equal([1, 3, 4], slices.Where(s => s.Code is null).Select(s => (int)JsonNode.Parse(s.Text)!["n"]!));
        Assert.All(slices.Where(s => s.Code is null), s => Assert.StartsWith(s.Text, text[(int)s.Offset..], StringComparison.Ordinal));
    }

    [Fact]
    public void Gives_what_was_read_before_the_exception_when_the_stream_breaks()
    {
        var seen = new List<string>();
        var splitter = new RecordSplitter(new Pieces(Encoding.UTF8.GetBytes("{\"n\":1}\n{\"n\":2}\n{\"n\""), 5, breaks: true), new(), () => Stream.Null);

        Assert.Throws<InvalidDataException>(() =>
        {
            foreach (var chunk in splitter.Chunks())
            {
                seen.AddRange(chunk.Slices.Select(s => Encoding.UTF8.GetString(chunk.Bytes(s).Span)));
            }
        });
        Assert.Equal(["{\"n\":1}", "{\"n\":2}"], seen[..2]);
    }

    [Fact]
    public void Goes_on_with_the_next_line_when_a_line_of_json_is_cut_off()
        => Assert.Equal(["{\"n\":1}", "{\"n\":\"cut", "{\"n\":3}"], Split(new Pieces("{\"n\":1}\n{\"n\":\"cut\n{\"n\":3}\n"u8.ToArray(), 3)).Select(s => s.Text));

    [Theory]
    [InlineData("[section]\nkey=value\n")]
    [InlineData("[link](https://x)\n")]
    [InlineData("plain words\n")]
    [InlineData("<34>Mar  2 01:00:00 web01 su: x\n")]
    public void Cuts_into_lines_when_it_is_text(string text)
        => Assert.Equal(text.TrimEnd('\n').Split('\n'), Split(new Pieces(Encoding.UTF8.GetBytes(text), 4)).Select(s => s.Text));

    /// <summary>A stream that gives at most a few bytes at a time, another number each time.</summary>
    private sealed class Pieces(byte[] bytes, int most, bool breaks = false) : MemoryStream(bytes)
    {
        private int _reads;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, Math.Min(count, 1 + (++_reads * 7919 % most)));
            return read == 0 && breaks ? throw new InvalidDataException("broken") : read;
        }
    }
}
