using System.Collections.Frozen;
using System.Reflection;

namespace Matoi.Kql.Functions;

/// <summary>All scalar functions of this assembly, by name.</summary>
public static class FunctionTable
{
    private static readonly FrozenDictionary<string, KqlFunction[]> All = Load();

    /// <summary>The overloads of a name; empty when there is none.</summary>
    public static IReadOnlyList<KqlFunction> Overloads(string name) => All.GetValueOrDefault(name) ?? [];

    /// <summary>The one overload of a name that is used inside the engine.</summary>
    public static KqlFunction Get(string name, params ReadOnlySpan<KqlType> types)
    {
        foreach (var function in Overloads(name))
        {
            if (types.IsEmpty || Fits(function, types))
            {
                return function;
            }
        }

        throw new KeyNotFoundException($"no function {name}({string.Join(", ", types.ToArray())})");
    }

    /// <summary>Names that a query may call, sorted.</summary>
    public static IEnumerable<string> Names => All.Where(f => f.Key[0] != '_' && !f.Value[0].Deprecated).Select(f => f.Key).Order(StringComparer.Ordinal);

    /// <summary>Names that operators and special forms use.</summary>
    internal static IEnumerable<string> Hidden => All.Keys.Where(k => k[0] == '_');

    private static bool Fits(KqlFunction function, ReadOnlySpan<KqlType> types)
    {
        for (var i = 0; i < types.Length; i++)
        {
            if (function.ParameterAt(i)?.Type != types[i])
            {
                return false;
            }
        }

        return types.Length >= function.Required;
    }

    private static FrozenDictionary<string, KqlFunction[]> Load()
        => (from type in typeof(FunctionTable).Assembly.GetTypes()
            where type.IsAbstract && type.IsSealed
            from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            from declared in method.GetCustomAttributes<KqlFunctionAttribute>()
            group KqlFunction.Of(method, declared) by declared.Name).ToFrozenDictionary(g => g.Key, g => g.ToArray());
}
