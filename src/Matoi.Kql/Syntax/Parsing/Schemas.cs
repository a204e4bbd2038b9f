using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Syntax.Parsing;

/// <summary>Types and declarations of columns and parameters.</summary>
internal static class Schemas
{
    /// <summary>A type; string, with an error, when there is none of that name.</summary>
    internal static KqlType Type(TokenReader r)
    {
        if (r.Is(TokenKind.Name) && TypeNames.Find(r.Current.Text) is { } type)
        {
            r.Next();
            return type;
        }

        if (r.Is(TokenKind.Name))
        {
            r.Error(
                SyntaxCode.UnknownType,
                $"'{r.Current.Text}' is no type; types are {string.Join(", ", TypeNames.All)}",
                r.Current.Span,
                r.Current.Text is "float" ? "real" : NearestName.Of(r.Current.Text, TypeNames.All));
        }
        else
        {
            r.ErrorHere(SyntaxCode.UnknownType, "expected a type");
        }

        return KqlType.String;
    }

    /// <summary><c>name: type</c>.</summary>
    internal static ColumnDeclaration Column(TokenReader r)
    {
        var start = r.Position;
        var name = Names.Read(r, "a column's name");
        r.Expect(TokenKind.Colon, "':'", "and a type behind the column's name");
        var type = Type(r);
        return new(name, type, r.From(start));
    }

    /// <summary><c>(name: type, …)</c>.</summary>
    internal static List<ColumnDeclaration> Columns(TokenReader r, string where) => Lists.Parenthesised(r, where, Column);

    /// <summary><c>(*, name: type, …)</c>: the columns, and whether the star is there.</summary>
    internal static (List<ColumnDeclaration> Columns, bool Star) StarColumns(TokenReader r, string where) =>
        Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, where, inner =>
        {
            var star = inner.Take(TokenKind.Star);
            var more = star ? inner.Take(TokenKind.Comma) : !inner.Is(TokenKind.CloseParen);
            return (more ? Lists.Separated(inner, Column) : [], star);
        });

    /// <summary><c>typeof(type)</c>, as behind <c>to</c>.</summary>
    internal static KqlType TypeOf(TokenReader r)
    {
        r.ExpectWord("typeof", "and a type in parentheses");
        return Lists.Enclosed(r, TokenKind.OpenParen, TokenKind.CloseParen, "behind 'typeof'", Type);
    }

    /// <summary><c>name: type = default</c>, or <c>name: (columns)</c> for a table.</summary>
    internal static FunctionParameter Parameter(TokenReader r)
    {
        var start = r.Position;
        var name = Names.Read(r, "a parameter's name");
        r.Expect(TokenKind.Colon, "':'", "and a type behind the parameter's name");
        if (r.Is(TokenKind.OpenParen))
        {
            var (columns, _) = StarColumns(r, "");
            return new(name, null, columns, null, r.From(start));
        }

        var type = Type(r);
        var value = r.Take(TokenKind.Assign) ? Expressions.Read(r) : null;
        return new(name, type, null, value, r.From(start));
    }
}
