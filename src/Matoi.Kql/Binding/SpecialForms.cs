using System.Collections.Frozen;
using System.Reflection;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>
/// Declares a form that looks like a function but whose type, number or evaluation of arguments no signature can say, such as <c>iff</c>, <c>case</c>,
/// <c>column_ifexists</c>, <c>prev</c>. The method takes a <see cref="FormCall"/> and gives a <see cref="Scalar"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class SpecialFormAttribute(string name) : Attribute
{
    /// <summary>The name in KQL.</summary>
    public string Name { get; } = name;
}

/// <summary>A special form in use.</summary>
internal sealed record FormCall(CallExpr Syntax, RowContext Context)
{
    /// <summary>How many arguments are written.</summary>
    public int Count => Syntax.Arguments.Count;

    /// <summary>The bound argument at a position.</summary>
    public Scalar Argument(int position) => ScalarBinder.Bind(Syntax.Arguments[position], Context);

    /// <summary>All arguments, bound.</summary>
    public List<Scalar> Arguments() => [.. Syntax.Arguments.Select(a => ScalarBinder.Bind(a, Context))];

    /// <summary>Reports that the form takes other arguments.</summary>
    public Scalar Wrong(string expected) => ScalarBinder.Fault(Context, "KQL303", $"{Syntax.Name} takes {expected}", Syntax.Span);

    /// <summary>Reports an error at an argument.</summary>
    public Scalar Fault(string code, string message, int position) => ScalarBinder.Fault(Context, code, message, Syntax.Arguments[position].Span);

    /// <summary>A call of a function with bound arguments.</summary>
    public Scalar Make(string function, params IReadOnlyList<Scalar> arguments) => Calls.Make(Context, function, arguments, Syntax.Span);
}

/// <summary>All special forms by name.</summary>
internal static class SpecialForms
{
    private static readonly FrozenDictionary<string, Func<FormCall, Scalar>> All =
        (from type in typeof(SpecialForms).Assembly.GetTypes()
         where type.IsAbstract && type.IsSealed
         from method in type.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
         from declared in method.GetCustomAttributes<SpecialFormAttribute>()
         select (declared.Name, Form: method.CreateDelegate<Func<FormCall, Scalar>>())).ToFrozenDictionary(f => f.Name, f => f.Form);

    /// <summary>Names of all forms.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The form of a name; null when there is none.</summary>
    public static Func<FormCall, Scalar>? Find(string name) => All.GetValueOrDefault(name);
}
