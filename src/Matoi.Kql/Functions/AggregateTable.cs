using System.Collections.Frozen;
using System.Reflection;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions;

/// <summary>All aggregates by name.</summary>
internal static class AggregateTable
{
    private static readonly FrozenDictionary<string, Aggregate> All =
        (from type in typeof(AggregateTable).Assembly.GetTypes()
         where type.IsAbstract && type.IsSealed
         from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
         from declared in method.GetCustomAttributes<KqlAggregateAttribute>()
         select Load(method, declared)).ToFrozenDictionary(a => a.Name);

    /// <summary>Names of all aggregates.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The aggregate of a name; null when there is none.</summary>
    public static Aggregate? Find(string name) => All.GetValueOrDefault(name);

    private static Aggregate Load(MethodInfo method, KqlAggregateAttribute declared)
    {
        var prefix = declared.Prefix ?? declared.Name + "_";
        if (method.ReturnType == typeof(Scalar))
        {
            return new(declared.Name, prefix, method.CreateDelegate<Func<AggregateBinding, Scalar>>(), null);
        }

        var columns = method.CreateDelegate<Func<AggregateBinding, IReadOnlyList<(string Name, Scalar Value)>>>();
        return new(declared.Name, prefix, call => columns(call) is [var first, ..] ? first.Value : new Faulty(), columns);
    }

    /// <summary>An aggregate: <paramref name="Bind"/> gives its (first) value, <paramref name="Columns"/> all columns of one that may give several.</summary>
    internal sealed record Aggregate(string Name, string Prefix, Func<AggregateBinding, Scalar> Bind, Func<AggregateBinding, IReadOnlyList<(string Name, Scalar Value)>>? Columns);
}
