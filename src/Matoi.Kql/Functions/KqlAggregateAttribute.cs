namespace Matoi.Kql.Functions;

/// <summary>
/// Declares an aggregate by a static method that takes an <see cref="AggregateBinding"/> and gives its value, mostly by <see cref="AggregateBinding.Add"/>; one that
/// gives several columns (<c>arg_max</c>, <c>percentiles</c>) returns a list of names and values.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class KqlAggregateAttribute(string name) : Attribute
{
    /// <summary>The name in KQL.</summary>
    public string Name { get; } = name;

    /// <summary>What stands before the first argument's name in an automatic column name, <c>max_</c> in <c>max_x</c>; the default is the aggregate's name with <c>_</c>.</summary>
    public string? Prefix { get; init; }
}
