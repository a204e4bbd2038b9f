using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Matoi.Sigma.Reading.Yaml;

/// <summary>Reads the documents of a YAML file one by one: one that cannot be read does not hide those behind it.</summary>
internal static partial class YamlText
{
    /// <summary>The roots of the documents that can be read and hold something, and whether something in them is wrong, which is reported.</summary>
    public static IEnumerable<(YamlNode Root, bool IsBroken)> Documents(string text, Complaints complaints)
    {
        // A document's start mark cannot stand inside a text, not even a quoted one (YAML 1.2, 9.1.2), so that the file may be parted before it is read.
        var starts = Start().Matches(text).Select(m => m.Index).Where(i => i > 0).Prepend(0).Append(text.Length).Distinct().ToList();
        var line = 0;
        for (var i = 0; i + 1 < starts.Count; i++)
        {
            var part = text[starts[i]..starts[i + 1]];
            foreach (var document in Part(part, line, complaints))
            {
                yield return document;
            }

            line += part.Count(c => c == '\n');
        }
    }

    private static List<(YamlNode, bool)> Part(string text, int linesBefore, Complaints complaints)
    {
        var roots = new List<(YamlNode, bool)>();
        if (Forbidden().Match(text) is { Success: true, Index: var at })
        {
            var before = text[..at];
            complaints.Error(SigmaCode.YamlSyntax, linesBefore + 1 + before.Count(c => c == '\n'), at - before.LastIndexOf('\n'), $"the character U+{(int)text[at]:X4} cannot stand in YAML");
            return roots;
        }

        var scanner = new Scanner(new StringReader(text), skipComments: true);
        try
        {
            var parser = new Parser(scanner);
            parser.Consume<StreamStart>();
            while (parser.TryConsume<DocumentStart>(out _))
            {
                var errors = complaints.Errors.Count;
                var root = new YamlComposer(parser, linesBefore, complaints).Read();
                parser.Consume<DocumentEnd>();
                if (root is not YamlScalar { IsNull: true })
                {
                    roots.Add((root, complaints.Errors.Count > errors));
                }
            }
        }
        catch (YamlException e)
        {
            complaints.Error(SigmaCode.YamlSyntax, linesBefore + (int)e.Start.Line, (int)e.Start.Column, $"this is not YAML: {e.Message.TrimEnd('.')}");
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // The scanner does not foresee every damage.
            complaints.Error(SigmaCode.YamlSyntax, linesBefore + (int)scanner.CurrentPosition.Line, (int)scanner.CurrentPosition.Column, "this is not YAML");
        }
        catch (YamlLimitException e)
        {
            complaints.Error(SigmaCode.TooComplex, e.Line, e.Column, e.Message);
        }

        return roots;
    }

    // Control characters, and halves of surrogate pairs (YAML 1.2, 5.1).
    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^---(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Start();
}
