using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Reads what stands between an operator's word and its operands; hints change nothing and are not read.</summary>
internal static class Parameters
{
    /// <summary>A word or text; null when the parameter is not given.</summary>
    public static string? Word(this IReadOnlyList<OperatorParameter> parameters, params ReadOnlySpan<string> names)
    {
        foreach (var parameter in parameters)
        {
            foreach (var name in names)
            {
                if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value switch { NameExpr word => word.Name, LiteralExpr { Value: string text } => text, LiteralExpr { Value: bool flag } => flag ? "true" : "false", _ => null };
                }
            }
        }

        return null;
    }

    /// <summary>True when the parameter is given as true.</summary>
    public static bool Flag(this IReadOnlyList<OperatorParameter> parameters, string name) => parameters.Word(name) is "true" or "1";

    /// <summary>The place of a parameter, for errors.</summary>
    public static TextSpan Place(this IReadOnlyList<OperatorParameter> parameters, string name, TextSpan otherwise)
        => parameters.FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Span ?? otherwise;
}
