using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>What a name stands for: <c>let</c> variables and parameters, innermost first.</summary>
internal sealed class Scope(Scope? parent)
{
    private readonly Dictionary<string, Meaning> _names = new(StringComparer.Ordinal);

    /// <summary>What <c>withsource</c> and <c>search</c> call the rows that stand left of the operator being bound; null when they have no name of their own.</summary>
    public string? Source { get; set; }

    /// <summary>The scope around this one; null for the outermost.</summary>
    public Scope? Around => parent;

    /// <summary>Gives a name its meaning in this scope.</summary>
    public void Set(string name, Meaning meaning) => _names[name] = meaning;

    /// <summary>The innermost meaning; null when there is none.</summary>
    public Meaning? Find(string name) => _names.TryGetValue(name, out var meaning) ? meaning : parent?.Find(name);

    /// <summary>All names, for suggestions and wildcards.</summary>
    public IEnumerable<string> Names => parent is null ? _names.Keys : _names.Keys.Concat(parent.Names).Distinct();

    /// <summary>The scope as it is now: what a function's body sees does not change by later statements.</summary>
    public Scope Now()
    {
        var now = new Scope(parent);
        foreach (var (name, meaning) in _names)
        {
            now._names[name] = meaning;
        }

        return now;
    }
}

/// <summary>What a name stands for.</summary>
internal abstract record Meaning;

/// <summary>A scalar, which does not depend on rows.</summary>
internal sealed record ScalarMeaning(Scalar Value) : Meaning;

/// <summary>A relation. <see cref="Missing"/> holds what could not be found when it was bound: it is told where the name is used, if at all.</summary>
internal sealed record TableMeaning(Rel Rows) : Meaning
{
    /// <summary>Errors of the definition.</summary>
    public IReadOnlyList<KqlError> Missing { get; init; } = [];

    /// <summary>What <c>withsource</c> calls its rows; null when it has no name of its own.</summary>
    public string? Source { get; init; }
}

/// <summary>A user's function with the scope it was written in; <paramref name="Binder"/> knows the text that its spans point into.</summary>
internal sealed record FunctionMeaning(string Name, LambdaExpr Lambda, Scope Scope, Binder Binder) : Meaning
{
    private bool? _table;

    /// <summary>True when the body gives rows; found out once.</summary>
    public bool IsTable(Func<FunctionMeaning, bool> find)
    {
        if (_table is null)
        {
            // A function that comes back to itself is refused when it is called.
            _table = true;
            _table = find(this);
        }

        return _table.Value;
    }
}

/// <summary>A <c>declare pattern</c> with the binder that knows its text.</summary>
internal sealed record PatternMeaning(PatternStatement Pattern, Scope Scope, Binder Binder) : Meaning;
