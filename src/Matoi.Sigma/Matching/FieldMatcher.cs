namespace Matoi.Sigma.Matching;

/// <summary>All tests of one field that its text decides. Immutable.</summary>
internal sealed class FieldMatcher
{
    private readonly TextTable? _whole;
    private readonly (int Length, TextTable Texts)[] _starts;
    private readonly (int Length, TextTable Texts)[] _ends;
    private readonly SubstringTable? _anywhere;
    private readonly (Wildcards Pattern, int Predicate)[] _others;

    public FieldMatcher(IReadOnlyCollection<TextAnchor> anchors, IEnumerable<(Wildcards Pattern, int Predicate)> others)
    {
        var whole = anchors.Where(a => a.Place == AnchorPlace.Whole).ToList();
        var anywhere = anchors.Where(a => a.Place == AnchorPlace.Anywhere).ToList();
        _whole = whole.Count > 0 ? new(whole) : null;
        _starts = ByLength(anchors, AnchorPlace.Start);
        _ends = ByLength(anchors, AnchorPlace.End);
        _anywhere = anywhere.Count > 0 ? new(anywhere) : null;
        _others = [.. others];
        SeesRaw = _starts.Length + _ends.Length + anywhere.Count + _others.Length > 0;
    }

    /// <summary>Whether the JSON text of an object or array can match.</summary>
    public bool SeesRaw { get; }

    /// <summary>Tells the scanner what the value meets.</summary>
    public void Match(ReadOnlySpan<byte> value, EventScanner scanner)
    {
        var folded = scanner.Folding.Fold(value);
        if (_whole is not null)
        {
            Tell(_whole.Find(folded), folded, value, scanner);
        }

        foreach (var (length, texts) in _starts)
        {
            if (length > folded.Length)
            {
                break;
            }

            Tell(texts.Find(folded[..length]), folded, value, scanner);
        }

        foreach (var (length, texts) in _ends)
        {
            if (length > folded.Length)
            {
                break;
            }

            Tell(texts.Find(folded[^length..]), folded, value, scanner);
        }

        _anywhere?.Find(folded, scanner, value);
        foreach (var (pattern, predicate) in _others)
        {
            if (pattern.IsMatch(pattern.Cased ? value : folded))
            {
                scanner.Holds(predicate);
            }
        }
    }

    private static (int Length, TextTable Texts)[] ByLength(IEnumerable<TextAnchor> anchors, AnchorPlace place)
        => [.. anchors.Where(a => a.Place == place).GroupBy(a => a.Text.Length).OrderBy(g => g.Key).Select(g => (g.Key, new TextTable(g)))];

    private static void Tell(ReadOnlySpan<TextAnchor> anchors, ReadOnlySpan<byte> folded, ReadOnlySpan<byte> value, EventScanner scanner)
    {
        foreach (var anchor in anchors)
        {
            scanner.Found(anchor, folded, value);
        }
    }
}
