using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>What a name stands for: <c>let</c> variables and parameters, innermost first.</summary>
internal sealed class Scope(Scope? parent)
{
    private readonly Dictionary<string, Meaning> _names = new(StringComparer.Ordinal);

    /// <summary>Gives a name its meaning in this scope.</summary>
    public void Set(string name, Meaning meaning) => _names[name] = meaning;

    /// <summary>The innermost meaning; null when there is none.</summary>
    public Meaning? Find(string name) => _names.TryGetValue(name, out var meaning) ? meaning : parent?.Find(name);

    /// <summary>All names, for suggestions and wildcards.</summary>
    public IEnumerable<string> Names => parent is null ? _names.Keys : _names.Keys.Concat(parent.Names).Distinct();
}

/// <summary>What a name stands for.</summary>
internal abstract record Meaning;

/// <summary>A scalar, which does not depend on rows.</summary>
internal sealed record ScalarMeaning(Scalar Value) : Meaning;

/// <summary>A relation.</summary>
internal sealed record TableMeaning(Rel Rows) : Meaning;

/// <summary>A user's function with the scope it was written in; <paramref name="Binder"/> knows the text that its spans point into.</summary>
internal sealed record FunctionMeaning(string Name, LambdaExpr Lambda, Scope Scope, Binder Binder) : Meaning;

/// <summary>A <c>declare pattern</c>.</summary>
internal sealed record PatternMeaning(PatternStatement Pattern, Scope Scope) : Meaning;
