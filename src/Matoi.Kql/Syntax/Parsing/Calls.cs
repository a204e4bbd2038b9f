namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Calls of functions and their arguments.</summary>
internal static class Calls
{
    /// <summary>The arguments, and the call with them; the name has been taken.</summary>
    internal static CallExpr Read(TokenReader r, int start, string name, TextSpan nameSpan)
    {
        var arguments = Lists.Parenthesised(r, $"behind '{name}'", Argument);
        return new(name, nameSpan, arguments, r.From(start));
    }

    /// <summary>A call where nothing else may stand, as behind <c>invoke</c>.</summary>
    internal static CallExpr Expected(TokenReader r, string what)
    {
        var start = r.Position;
        var name = Names.Read(r, what);
        var span = r.From(start);
        return Read(r, start, name, span);
    }

    private static Expr Argument(TokenReader r)
    {
        var start = r.Position;
        if (!Names.IsAssigned(r))
        {
            return Lambdas.IsAhead(r) ? Lambdas.Read(r) : Pipelines.Read(r);
        }

        var name = Names.ReadExpr(r, "");
        r.Next();
        var value = Lambdas.IsAhead(r) ? Lambdas.Read(r) : Pipelines.Read(r);
        return new NamedExpr([name.Name], value, name.Span, r.From(start));
    }
}
