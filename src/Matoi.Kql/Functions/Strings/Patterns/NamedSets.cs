using System.Collections.Concurrent;
using System.Globalization;

namespace Matoi.Kql.Functions.Strings.Patterns;

/// <summary>Sets of characters that have a name in regular expressions.</summary>
internal static class NamedSets
{
    private static readonly Lazy<List<(int From, int To, UnicodeCategory Category)>> Runs = new(FindRuns);
    private static readonly ConcurrentDictionary<string, CodePoints?> Found = new(StringComparer.Ordinal);

    // Category names as in the Unicode standard, long and short; a group is named by its first letter.
    private static readonly string[] Categories =
    [
        "Lu uppercaseletter", "Ll lowercaseletter", "Lt titlecaseletter", "Lm modifierletter", "Lo otherletter", "Mn nonspacingmark", "Mc spacingmark", "Me enclosingmark",
        "Nd decimalnumber", "Nl letternumber", "No othernumber", "Zs spaceseparator", "Zl lineseparator", "Zp paragraphseparator", "Cc control", "Cf format", "Cs surrogate",
        "Co privateuse", "Pc connectorpunctuation", "Pd dashpunctuation", "Ps openpunctuation", "Pe closepunctuation", "Pi initialpunctuation", "Pf finalpunctuation",
        "Po otherpunctuation", "Sm mathsymbol", "Sc currencysymbol", "Sk modifiersymbol", "So othersymbol", "Cn unassigned",
    ];

    private static readonly (string Name, string Letters)[] Groups =
    [
        ("l letter", "L"), ("m mark combiningmark", "M"), ("n number", "N"), ("z separator", "Z"), ("c other", "C"), ("p punctuation punct", "P"), ("s symbol", "S"),
    ];

    /// <summary>Decimal digits of any script.</summary>
    public static CodePoints Digits { get; } = Unicode("nd")!;

    /// <summary>White space.</summary>
    public static CodePoints Spaces { get; } = CodePoints.Of([(0x09, 0x0D), (0x20, 0x20), (0x85, 0x85), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A), (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000)]);

    /// <summary>Letters, marks, digits, connecting punctuation and joiners: what <c>\w</c> matches.</summary>
    public static CodePoints Words { get; } = Of("LuLlLtLmLoNlMnMcMeNdPc").Or(CodePoints.Of([(0x200C, 0x200D), (0x24B6, 0x24E9), (0x1F130, 0x1F149), (0x1F150, 0x1F169), (0x1F170, 0x1F189)]));

    /// <summary>The set of <c>\d</c>, <c>\s</c> or <c>\w</c> without Unicode.</summary>
    public static CodePoints Plain(char letter) => letter switch
    {
        'd' => Posix("digit")!,
        's' => Posix("space")!,
        _ => Posix("word")!,
    };

    /// <summary>The set of <c>[:name:]</c>; null when there is none.</summary>
    public static CodePoints? Posix(string name) => name switch
    {
        "alnum" => CodePoints.Of([('0', '9'), ('A', 'Z'), ('a', 'z')]),
        "alpha" => CodePoints.Of([('A', 'Z'), ('a', 'z')]),
        "ascii" => CodePoints.Of([(0, 0x7F)]),
        "blank" => CodePoints.Of([('\t', '\t'), (' ', ' ')]),
        "cntrl" => CodePoints.Of([(0, 0x1F), (0x7F, 0x7F)]),
        "digit" => CodePoints.Of([('0', '9')]),
        "graph" => CodePoints.Of([('!', '~')]),
        "lower" => CodePoints.Of([('a', 'z')]),
        "print" => CodePoints.Of([(' ', '~')]),
        "punct" => CodePoints.Of([('!', '/'), (':', '@'), ('[', '`'), ('{', '~')]),
        "space" => CodePoints.Of([('\t', '\r'), (' ', ' ')]),
        "upper" => CodePoints.Of([('A', 'Z')]),
        "word" => CodePoints.Of([('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z')]),
        "xdigit" => CodePoints.Of([('0', '9'), ('A', 'F'), ('a', 'f')]),
        _ => null,
    };

    /// <summary>The set of <c>\p{name}</c>: a general category, a property or a script; case, spaces, <c>-</c> and <c>_</c> do not count. Null when it is not known.</summary>
    public static CodePoints? Unicode(string name)
        => Found.GetOrAdd(string.Concat(name.Where(c => c is not (' ' or '-' or '_'))).ToLowerInvariant(), Find);

    private static CodePoints? Find(string name)
    {
        if (name.IndexOf('=', StringComparison.Ordinal) is var at && at >= 0)
        {
            return name[..at] is "gc" or "generalcategory" or "sc" or "script" ? Find(name[(at + 1)..]) : null;
        }

        return name switch
        {
            "any" => CodePoints.All,
            "ascii" => Posix("ascii"),
            "assigned" => Unicode("cn")!.Not(),
            "whitespace" or "space" => Spaces,
            "lc" or "casedletter" => Of("LuLlLt"),
            _ => Categories.FirstOrDefault(c => c.ToLowerInvariant().Split(' ').Contains(name)) is { } category ? Of(category[..2])
                : Groups.FirstOrDefault(g => g.Name.Split(' ').Contains(name)) is { Name: not null } group ? Of(string.Concat(Categories.Where(c => c[0] == group.Letters[0]).Select(c => c[..2])))
                : Scripts.Find(name),
        };
    }

    private static CodePoints Of(string categories)
    {
        var wanted = Enumerable.Range(0, categories.Length / 2).Select(i => (UnicodeCategory)Array.FindIndex(Categories, c => c.StartsWith(categories.Substring(2 * i, 2), StringComparison.Ordinal))).ToHashSet();
        return CodePoints.Of(Runs.Value.Where(r => wanted.Contains(r.Category)).Select(r => (r.From, r.To)));
    }

    private static List<(int From, int To, UnicodeCategory Category)> FindRuns()
    {
        var runs = new List<(int From, int To, UnicodeCategory Category)>();
        var from = 0;
        for (var point = 1; point <= 0x110000; point++)
        {
            // Planes 4 to 13 are empty.
            if (point == 0x40000)
            {
                point = 0xDFFFF;
                continue;
            }

            var category = CharUnicodeInfo.GetUnicodeCategory(from);
            if (point == 0x110000 || CharUnicodeInfo.GetUnicodeCategory(point) != category)
            {
                runs.Add((from, point - 1, category));
                from = point;
            }
        }

        return runs;
    }
}
