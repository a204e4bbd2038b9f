using System.Collections.Frozen;
using System.Reflection;
using Matoi.Kql.Binding;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Functions;

/// <summary>Declares an aggregate by a static method that takes an <see cref="AggregateBinding"/> and gives the value, mostly by <see cref="AggregateBinding.Add"/>.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class KqlAggregateAttribute(string name) : Attribute
{
    /// <summary>The name in KQL.</summary>
    public string Name { get; } = name;

    /// <summary>What stands before the first argument's name in an automatic column name, <c>max_</c> in <c>max_x</c>; the default is the aggregate's name with <c>_</c>.</summary>
    public string? Prefix { get; init; }
}

/// <summary>An aggregate in use.</summary>
internal sealed record AggregateBinding(CallExpr Syntax, RowContext Context, List<(Column Column, AggregateCall Value)> Sink)
{
    /// <summary>How many arguments are written.</summary>
    public int Count => Syntax.Arguments.Count;

    /// <summary>The bound argument at a position; aggregates and row functions are not allowed inside.</summary>
    public Scalar Argument(int position) => ScalarBinder.Bind(Syntax.Arguments[position], Context.Plain);

    /// <summary>The argument as a type; <see cref="Faulty"/> with an error when it does not fit.</summary>
    public Scalar Argument(int position, KqlType type)
    {
        var value = Argument(position);
        return Conversions.Implicit(value, type) ?? ScalarBinder.Fault(Context, "KQL303", $"{Syntax.Name} needs a {Conversions.Name(type)} here, not {Conversions.Name(value.Type)}", Syntax.Arguments[position].Span);
    }

    /// <summary>Reports that the aggregate takes other arguments.</summary>
    public Scalar Wrong(string expected) => ScalarBinder.Fault(Context, "KQL303", $"{Syntax.Name} takes {expected}", Syntax.Span);

    /// <summary>Adds an aggregate to the summarize and gives its value.</summary>
    public Scalar Add(string template, KqlType type, IReadOnlyList<Scalar> arguments, Constant? overNothing = null)
    {
        if (arguments.Any(a => a is Faulty))
        {
            return new Faulty();
        }

        var column = new Column($"{Syntax.Name}_", type, $"~{Syntax.Name}{Sink.Count}");
        Sink.Add((column, new(template, arguments, type, overNothing)));
        return new ColumnValue(column);
    }
}

/// <summary>All aggregates by name.</summary>
internal static class AggregateTable
{
    private static readonly FrozenDictionary<string, Aggregate> All =
        (from type in typeof(AggregateTable).Assembly.GetTypes()
         where type.IsAbstract && type.IsSealed
         from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
         from declared in method.GetCustomAttributes<KqlAggregateAttribute>()
         select new Aggregate(declared.Name, declared.Prefix ?? declared.Name + "_", method.CreateDelegate<Func<AggregateBinding, Scalar>>())).ToFrozenDictionary(a => a.Name);

    /// <summary>Names of all aggregates.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The aggregate of a name; null when there is none.</summary>
    public static Aggregate? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>An aggregate.</summary>
    internal sealed record Aggregate(string Name, string Prefix, Func<AggregateBinding, Scalar> Bind);
}
