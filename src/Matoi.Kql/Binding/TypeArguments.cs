using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Reads <c>typeof(type)</c> where a function takes one as its last argument.</summary>
internal static class TypeArguments
{
    /// <summary>A text as the type that an argument names.</summary>
    public static Scalar Convert(FormCall call, Scalar text, int position)
    {
        if (text is Faulty)
        {
            return text;
        }

        return call.Syntax.Arguments[position] is CallExpr { Name: "typeof", Arguments: [NameExpr type] } && TypeNames.Find(type.Name) is { } known
            ? known == KqlType.Dynamic ? call.Make("todynamic", text) : Conversions.Explicit(text, known)
            : call.Fault("KQL304", "a type is expected here, as in typeof(long)", position);
    }
}
