using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>
/// Runs a part of a query while the rest is still being bound, for what depends on data: the columns of <c>pivot</c> and <c>bag_unpack</c>, and operators that are
/// computed here and not in the engine (<c>scan</c>, <c>basket</c>).
/// </summary>
internal abstract class QueryData
{
    /// <summary>
    /// The rows in the relation's order, values as in <see cref="Constant"/>: columns as <see cref="Rel.Columns"/>.
    /// </summary>
    /// <exception cref="KqlException">There are more rows than may be held.</exception>
    public abstract IReadOnlyList<object?[]> Read(Rel rows);

    /// <summary>Keeps rows for the rest of the query in a temporary table; values as in <see cref="Constant"/>. Their order is kept.</summary>
    public abstract Rel Store(IReadOnlyList<(string Name, KqlType Type)> columns, IReadOnlyList<object?[]> rows);

    /// <summary>Keeps a relation for the rest of the query, so that it is computed once.</summary>
    public abstract Rel Keep(Rel rows);
}
