using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Matoi.Integration.Portal;

public sealed partial class StringsTests
{
    private static readonly string Folder = Path.Combine(Root(), "src", "Matoi.Server", "Portal");

    [Fact]
    public void Both_languages_have_the_same_texts_with_the_same_blanks()
    {
        var (english, japanese) = (Read("Strings.resx"), Read("Strings.ja.resx"));
        Assert.Equal(english.Keys.Order(), japanese.Keys.Order());

        Assert.All(english, text => Assert.Equal(Blanks(text.Value), Blanks(japanese[text.Key])));
    }

    [Fact]
    public void Every_text_that_a_page_asks_for_exists()
    {
        var known = Read("Strings.resx");
        var asked = Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories).Where(f => f.EndsWith(".razor", StringComparison.Ordinal) || f.EndsWith(".cs", StringComparison.Ordinal))
            .SelectMany(f => Asked().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value).Distinct();
        Assert.All(asked, key => Assert.Contains(key, known));
    }

    private static Dictionary<string, string> Read(string file)
        => XDocument.Load(Path.Combine(Folder, file)).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string Blanks(string text) => string.Join(' ', Blank().Matches(text).Select(m => m.Value).Distinct().Order());

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Matoi.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Blank();

    [GeneratedRegex("""(?:L|words)\["([^"]+)"[\],]""")]
    private static partial Regex Asked();
}
