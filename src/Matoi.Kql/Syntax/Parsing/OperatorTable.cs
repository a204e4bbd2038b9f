using System.Collections.Frozen;
using Matoi.Kql.Syntax.Lexing;
using Matoi.Kql.Syntax.Parsing.Operators;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>The operators that may stand behind a pipe, by their word.</summary>
internal static class OperatorTable
{
    // A reader starts behind the word; it is given the index of the word and the word.
    private delegate Operator Reader(TokenReader r, int start, string word);

    private static readonly FrozenDictionary<string, Reader> Readers = new Dictionary<string, Reader>
    {
        ["where"] = RowOperators.Where,
        ["filter"] = RowOperators.Where,
        ["extend"] = RowOperators.Extend,
        ["take"] = RowOperators.Take,
        ["limit"] = RowOperators.Take,
        ["sample"] = RowOperators.Sample,
        ["sample-distinct"] = RowOperators.SampleDistinct,
        ["distinct"] = RowOperators.Distinct,
        ["serialize"] = RowOperators.Serialize,
        ["count"] = RowOperators.Count,
        ["print"] = RowOperators.Print,
        ["range"] = RowOperators.Range,
        ["project"] = ProjectOperators.Read,
        ["project-away"] = ProjectOperators.Read,
        ["project-keep"] = ProjectOperators.Read,
        ["project-rename"] = ProjectOperators.Read,
        ["project-reorder"] = ProjectOperators.Read,
        ["project-by-names"] = ProjectOperators.Read,
        ["sort"] = SortOperators.Sort,
        ["order"] = SortOperators.Sort,
        ["top"] = SortOperators.Top,
        ["top-hitters"] = SortOperators.TopHitters,
        ["top-nested"] = SortOperators.TopNested,
        ["summarize"] = SummaryOperators.Summarize,
        ["make-series"] = SummaryOperators.MakeSeries,
        ["reduce"] = SummaryOperators.Reduce,
        ["join"] = TableOperators.Join,
        ["lookup"] = TableOperators.Lookup,
        ["union"] = TableOperators.Union,
        ["search"] = SearchOperators.Search,
        ["find"] = SearchOperators.Find,
        ["mv-expand"] = MultiValueOperators.Expand,
        ["mvexpand"] = MultiValueOperators.Expand,
        ["mv-apply"] = MultiValueOperators.Apply,
        ["mvapply"] = MultiValueOperators.Apply,
        ["parse"] = ParseOperators.Parse,
        ["parse-where"] = ParseOperators.Parse,
        ["parse-kv"] = ParseOperators.ParseKv,
        ["evaluate"] = CallOperators.Evaluate,
        ["invoke"] = CallOperators.Invoke,
        ["render"] = OutputOperators.Render,
        ["as"] = OutputOperators.As,
        ["consume"] = OutputOperators.Consume,
        ["getschema"] = OutputOperators.GetSchema,
        ["assert-schema"] = OutputOperators.AssertSchema,
        ["partition"] = BranchOperators.Partition,
        ["fork"] = BranchOperators.Fork,
        ["facet"] = BranchOperators.Facet,
        ["scan"] = ScanOperators.Read,
        ["macro-expand"] = OutputOperators.Refused,
        ["make-graph"] = GraphOperators.Make,
        ["graph-match"] = GraphOperators.Match,
        ["graph-shortest-paths"] = GraphOperators.Match,
        ["graph-mark-components"] = GraphOperators.Components,
        ["graph-where-nodes"] = GraphOperators.Where,
        ["graph-where-edges"] = GraphOperators.Where,
        ["graph-to-table"] = GraphOperators.ToTable,
    }.ToFrozenDictionary();

    /// <summary>Whether an operator of that name exists.</summary>
    internal static bool Has(string word) => Readers.ContainsKey(word);

    /// <summary>The operator at the next token; null, with an error, when there is none.</summary>
    internal static Operator? Read(TokenReader r)
    {
        if (!r.Is(TokenKind.Name))
        {
            r.ErrorHere(SyntaxCode.UnknownOperator, "expected an operator behind '|'");
            return null;
        }

        var start = r.Position;
        var word = Names.Hyphenated(r);
        if (!Readers.TryGetValue(word, out var read))
        {
            var span = new TextSpan(r.Current.Span.Start, word.Length);
            r.Error(SyntaxCode.UnknownOperator, $"'{word}' is no operator", span, NearestName.Of(word, Readers.Keys));
            return null;
        }

        Names.TakeHyphenated(r, word);
        return read(r, start, word);
    }
}
