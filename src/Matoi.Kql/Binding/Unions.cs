using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Puts relations under each other.</summary>
internal static class Unions
{
    /// <summary>All tables whose name matches a pattern.</summary>
    public static Rel Wildcard(Binder binder, WildcardExpr wildcard, Scope scope)
    {
        binder.Refuse("a wildcard in a table name", wildcard.Span);
        return Binder.Empty();
    }
}
