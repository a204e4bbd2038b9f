using System.Text.Encodings.Web;
using System.Text.Json;
using CsCheck;
using Matoi.Detect.Intake;
using Xunit;

namespace Matoi.Tests.Detect;

/// <summary>A name that stands twice in one object is found wherever it stands.</summary>
public class DuplicateKeysTests
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Gen<string> Name = Gen.OneOf(Gen.OneOf("a", "b", "é", "\"", "\\", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), Gen.Int[0, 3000].Select(i => $"k{i}"));

    // Written with and without escapes: both spell the same name.
    private static readonly Gen<string> Written = Gen.Select(Name, Gen.Bool, (name, escaped) => escaped
        ? $"\"{string.Concat(name.Select(c => $"\\u{(int)c:x4}"))}\"" : JsonSerializer.Serialize(name, Plain));

    private static Gen<string> Value(int depth) => depth == 0
        ? Gen.OneOf("1", "null", "\"a\"", "true")
        : Gen.Frequency((3, Value(0)), (2, Gen.Select(Written, Value(depth - 1)).Array[0, 12].Select(p => $"{{{string.Join(',', p.Select(x => $"{x.Item1}:{x.Item2}"))}}}")),
            (1, Value(depth - 1).Array[0, 4].Select(items => $"[{string.Join(',', items)}]")));

    [Fact]
    public void Find_agrees_with_a_set_of_names_when_documents_are_any()
        => Value(4).Sample(text =>
        {
            var json = JsonElement.Parse(text);
            return DuplicateKeys.Find(json) is not null == Repeats(json);
        }, iter: 5000);

    [Fact]
    public void Find_sees_one_pair_when_the_object_has_thousands_of_names()
    {
        var names = Enumerable.Range(0, 5000).Select(i => $"\"k{i}\":0").ToList();
        Assert.Null(DuplicateKeys.Find(JsonElement.Parse($"{{{string.Join(',', names)}}}")));

        names.Add("\"k4321\":1");
        Assert.Equal("k4321", DuplicateKeys.Find(JsonElement.Parse($"{{{string.Join(',', names)}}}")));
    }

    [Fact]
    public void Find_passes_over_case_when_names_differ_in_it() => Assert.Null(DuplicateKeys.Find(JsonElement.Parse("{\"a\":1,\"A\":2}")));

    private static bool Repeats(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().GroupBy(p => p.Name).Any(g => g.Count() > 1) || json.EnumerateObject().Any(p => Repeats(p.Value)),
        JsonValueKind.Array => json.EnumerateArray().Any(Repeats),
        _ => false,
    };
}
