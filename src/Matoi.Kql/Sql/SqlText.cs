using Matoi.Kql.Functions;

namespace Matoi.Kql.Sql;

/// <summary>A statement of the engine with what it needs: values for its parameters <c>$1</c>, <c>$2</c>…, and functions that must be registered.</summary>
/// <param name="Text">One SELECT.</param>
/// <param name="Parameters">Values in order.</param>
/// <param name="Functions">Functions computed here, with the number of their arguments.</param>
public sealed record SqlText(string Text, IReadOnlyList<object> Parameters, IReadOnlyCollection<(KqlFunction Function, int Arguments)> Functions)
{
    /// <summary>Writes the same statement slower but without what may stop it with an error of range; null when there is no such thing in it.</summary>
    public Func<SqlText>? Exact { get; init; }
}
