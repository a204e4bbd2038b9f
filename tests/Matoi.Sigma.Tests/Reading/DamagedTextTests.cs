using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class DamagedTextTests
{
    private const string Signs = ":|*&[]{}'\"\\\n\t-#%!\0\uD800?,>@`";

    private const string Text = """
        title: t
        id: 53ba33fd-3a50-4468-a5ef-c583635cfa92
        name: base
        logsource: {product: windows, category: process_creation}
        detection:
          one:
            - Image|endswith: ['\a.exe', '\b.exe']
              CommandLine|contains|windash: ' -x'
            - Hash|re|i: '^[a-f0-9]{32}$'
          _two: &two {Ip|cidr: 10.0.0.0/8, n|gte: 5, t|base64offset|contains: foo}
          three: *two
          condition: 1 of o* and not (three or all of them)
        tests:
          - {name: n, matches: true, event: {a: [1, 2.5, null, "x"], b: {c: true}}}
        ---
        title: c
        correlation:
          type: value_count
          rules: [base]
          group-by: [User]
          timespan: 10m
          aliases: {who: {base: User}}
          condition: {gte: 10, field: x}
        ---
        title: f
        logsource: {product: windows}
        filter: {rules: [base], s: {a: b}, condition: not s}
        """;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Nothing_is_thrown_and_every_place_lies_in_the_file(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var text = Damaged(random);
            var set = SigmaReader.Read([("f", text)]);

            var lines = text.Split('\n').Length;
            Assert.All(set.Errors.Concat(set.Warnings), e => Assert.True(e.Line >= 1 && e.Line <= lines + 1 && e.Column >= 1, $"{e} in\n{text}"));
            Assert.True(set.Errors.Count > 0 || set.Rules.Count + set.Correlations.Count > 0 || set.Total == 0 || text.Contains("filter", StringComparison.Ordinal), text);
        }
    }

    private static string Damaged(Random random)
    {
        var text = Text;
        for (var changes = random.Next(1, 5); changes > 0; changes--)
        {
            var at = random.Next(text.Length);
            var piece = text.Substring(random.Next(text.Length), 1);
            text = random.Next(4) switch
            {
                0 => text.Remove(at, 1),
                1 => text.Insert(at, piece),
                2 => text.Insert(at, Signs[random.Next(Signs.Length)].ToString()),
                _ => text.Remove(at, Math.Min(random.Next(40), text.Length - at)),
            };
            text = text.Length == 0 ? "x" : text;
        }

        return text;
    }
}
