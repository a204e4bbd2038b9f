using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Binds <c>externaldata</c>.</summary>
internal static class Externals
{
    /// <summary>Rows of the named files, when they are allowed.</summary>
    public static Rel Bind(Binder binder, ExternalDataExpr external, Scope scope)
    {
        binder.Refuse("externaldata", external.Span);
        return Binder.Empty();
    }
}
