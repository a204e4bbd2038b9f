using System.Text;
using Matoi.Kql.Functions.Strings;
using Xunit;

namespace Matoi.Kql.Tests.Strings;

/// <summary>The search in bytes against a plain one in characters, over many made-up texts.</summary>
public class TextPatternTests
{
    private static readonly string[] Alphabet = ["a", "A", "b", "B", "1", "_", "-", ".", " ", "é", "É", "ß", "м", "М", "😀", "k", "K"];

    [Fact]
    public void Search_agrees_with_a_plain_one_when_texts_are_random()
    {
        var random = new Random(1);
        for (var i = 0; i < 40_000; i++)
        {
            var (text, pattern) = (Made(random, random.Next(i % 3 == 0 ? 90 : 12)), Made(random, random.Next(5)));
            var (bytes, made) = (Encoding.UTF8.GetBytes(text), new TextPattern(pattern));
            Assert.Equal((text, pattern, text.Contains(pattern, StringComparison.OrdinalIgnoreCase)), (text, pattern, made.IsIn(bytes)));
            Assert.Equal((text, pattern, text.StartsWith(pattern, StringComparison.OrdinalIgnoreCase)), (text, pattern, made.Starts(bytes)));
            Assert.Equal((text, pattern, text.EndsWith(pattern, StringComparison.OrdinalIgnoreCase)), (text, pattern, made.Ends(bytes)));
            Assert.Equal((text, pattern, text.Equals(pattern, StringComparison.OrdinalIgnoreCase)), (text, pattern, made.Equals(bytes)));
            Assert.Equal((text, pattern, HasTerm(text, pattern, StringComparison.OrdinalIgnoreCase)), (text, pattern, made.IsTermIn(bytes, atStart: true, atEnd: true)));
            Assert.Equal((text, pattern, HasTerm(text, pattern, StringComparison.Ordinal)), (text, pattern, made.IsExactTermIn(bytes, atStart: true, atEnd: true)));
        }
    }

    [Fact]
    public void Lists_agree_with_their_members_when_texts_are_random()
    {
        var random = new Random(2);
        for (var i = 0; i < 3_000; i++)
        {
            var patterns = Enumerable.Range(0, random.Next(1, 15)).Select(_ => Made(random, random.Next(1, 4))).ToList();
            var json = Functions.Json.Write(new System.Text.Json.Nodes.JsonArray([.. patterns.Select(p => (System.Text.Json.Nodes.JsonNode?)p)]))!;
            var (terms, set, folded) = (new TermList(json), new TextSet(json), new FoldedTextSet(json));
            for (var j = 0; j < 10; j++)
            {
                var text = Made(random, random.Next(10));
                var bytes = Encoding.UTF8.GetBytes(text);
                Assert.Equal((text, json, patterns.Exists(p => HasTerm(text, p, StringComparison.OrdinalIgnoreCase))), (text, json, terms.AnyIn(bytes)));
                Assert.Equal((text, json, patterns.TrueForAll(p => HasTerm(text, p, StringComparison.OrdinalIgnoreCase))), (text, json, terms.AllIn(bytes)));
                Assert.Equal((text, json, patterns.Contains(text)), (text, json, set.Contains(bytes)));
                Assert.Equal((text, json, patterns.Contains(text, StringComparer.OrdinalIgnoreCase)), (text, json, folded.Contains(bytes)));
            }
        }
    }

    private static string Made(Random random, int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Alphabet[random.Next(Alphabet.Length)]));

    private static bool HasTerm(string text, string pattern, StringComparison comparison)
    {
        for (var at = text.IndexOf(pattern, comparison); at >= 0; at = at < text.Length ? text.IndexOf(pattern, at + 1, comparison) : -1)
        {
            var (start, end) = (pattern.Length > 0 && char.IsLetterOrDigit(pattern[0]), pattern.Length > 0 && char.IsLetterOrDigit(pattern[^1]));
            if (!(start && at > 0 && char.IsLetterOrDigit(text[at - 1])) && !(end && at + pattern.Length < text.Length && char.IsLetterOrDigit(text[at + pattern.Length])))
            {
                return true;
            }
        }

        return false;
    }
}
