namespace Matoi.Kql.Syntax.Parsing.Operators;

/// <summary><c>mv-expand</c> and <c>mv-apply</c>.</summary>
internal static class MultiValueOperators
{
    internal static Operator Expand(TokenReader r, int start, string word)
    {
        var parameters = Parameters(r);
        var items = Lists.Separated(r, Item);
        var limit = Limit(r);
        return new MvExpandOperator(parameters, items, limit, r.From(start));
    }

    internal static Operator Apply(TokenReader r, int start, string word)
    {
        var parameters = Parameters(r);
        var items = Lists.Separated(r, Item);
        var limit = Limit(r);
        r.ExpectWord("on", "and the subquery in parentheses");
        var body = Pipelines.Inner(r, "and the subquery");
        return new MvApplyOperator(parameters, items, limit, body, r.From(start));
    }

    private static List<OperatorParameter> Parameters(TokenReader r) =>
        OperatorParameters.Read(r, strict: false, "bagexpansion", "kind", "with_itemindex");

    private static MvItem Item(TokenReader r)
    {
        var start = r.Position;
        var value = Items.Read(r);
        KqlType? to = r.TakeWord("to") ? Schemas.TypeOf(r) : null;
        return new(value, to, r.From(start));
    }

    private static Expr? Limit(TokenReader r) => r.TakeWord("limit") ? Expressions.Read(r) : null;
}
