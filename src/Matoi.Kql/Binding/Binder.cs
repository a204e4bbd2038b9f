using System.Collections.Immutable;
using Matoi.Kql.Binding.Operators;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Gives every name of a query its meaning and every expression its type: a syntax tree becomes a relation. One per text; functions from elsewhere get their own.</summary>
internal sealed class Binder(string text, KqlCatalog catalog, KqlOptions options, Diagnostics diagnostics, QueryData? data)
{
    private const int DeepestCall = 60;
    private const int MostCalls = 5000;
    private CallState _calls = new();

    /// <summary>The text that spans point into.</summary>
    public string Text { get; } = text;

    /// <summary>What may be named.</summary>
    public KqlCatalog Catalog { get; } = catalog;

    /// <summary>Settings.</summary>
    public KqlOptions Options { get; } = options;

    /// <summary>What went wrong so far.</summary>
    public Diagnostics Diagnostics { get; } = diagnostics;

    /// <summary>Runs parts ahead; null when the query is only looked at, and once an error is known, as what it stands in cannot run.</summary>
    public QueryData? Data
    {
        get
        {
            _calls.AsksForData |= Diagnostics.Errors.Count == 0;
            return Diagnostics.Errors.Count == 0 ? data : null;
        }
    }

    /// <summary>True when a part of the query has to run ahead: without data, columns may be unknown.</summary>
    public bool AsksForData => _calls.AsksForData;

    /// <summary>The hint of <c>render</c>, when there is one.</summary>
    public RenderOperator? Render { get; set; }

    private int Depth { get; init; }

    private (Binder Binder, string What, TextSpan Span)? Inside { get; init; }

    /// <summary>Binds a whole query; the result is that of its last tabular expression.</summary>
    public Rel BindQuery(Query query, Scope scope)
    {
        Rel? result = null;
        foreach (var statement in query.Statements)
        {
            if (StatementBinder.Bind(this, statement, scope) is { } rows)
            {
                result = rows;
            }
        }

        if (result is null)
        {
            Error("KQL208", "the query has no tabular expression: nothing to show", query.Span);
        }

        return result ?? Empty();
    }

    /// <summary>Binds a tabular expression; <paramref name="input"/> is what an operator at the start of a pipeline works on.</summary>
    public Rel BindTable(Expr expression, Scope scope, Rel? input = null, Rel? outer = null)
    {
        var rows = TableBinder.Bind(this, expression, scope, input, outer);
        return rows is Graphs.GraphRel ? TableOperators.NoRows(this, expression.Span) : rows;
    }

    /// <summary>Binds a tabular expression where <see cref="IsTable"/> may say no: the error is reported and the rows are empty.</summary>
    public static Rel Empty() => new ValuesRel([], []) { Open = true };

    /// <summary>True when an expression gives rows rather than a value.</summary>
    public bool IsTable(Expr expression, Scope scope, Rel? input = null) => TableBinder.IsTable(this, expression, scope, input);

    /// <summary>Binds an expression that must not depend on rows, converted to a type; null when it is not constant (the error is reported).</summary>
    public Constant? BindConstant(Expr expression, Scope scope, KqlType type, string what)
    {
        var value = ScalarBinder.Bind(expression, new(this, scope));
        if (value is Faulty)
        {
            return null;
        }

        if (value is ScalarRows rows && Data is not null)
        {
            value = new Constant(rows.Type, Data.Read(rows.Rows) is [var row, ..] ? row[0] : null);
        }

        var converted = Conversions.Implicit(value, type) ?? value;
        if (converted is Constant constant && constant.Type == type)
        {
            return constant;
        }

        Error("KQL304", $"{what} must be a constant of type {Conversions.Name(type)}", expression.Span);
        return null;
    }

    /// <summary>The same for a constant that must not be null.</summary>
    public Constant? BindValue(Expr expression, Scope scope, KqlType type, string what)
    {
        var value = BindConstant(expression, scope, type, what);
        if (value is null or { Value: not null })
        {
            return value;
        }

        Error("KQL406", $"{what} must not be null", expression.Span);
        return null;
    }

    /// <summary>Binds a constant number of rows, not negative; null when it is not (the error is reported).</summary>
    public Constant? BindCount(Expr expression, Scope scope, string what)
    {
        var count = BindValue(expression, scope, KqlType.Long, what);
        if (count is null or { Value: >= 0L })
        {
            return count;
        }

        Error("KQL406", $"{what} must not be negative", expression.Span);
        return null;
    }

    /// <summary>Reports an error; one in the text of a stored function is told where the query calls it.</summary>
    public void Error(string code, string message, TextSpan span, string? suggestion = null)
    {
        var (binder, place) = (this, span);
        for (; binder.Inside is { } inside; (binder, place) = (inside.Binder, inside.Span))
        {
            message = binder == this ? $"in {inside.What}: {message}" : message;
        }

        Diagnostics.Add(code, message, place, suggestion);
    }

    /// <summary>Reports that something is understood but not supported, because a wrong answer would be worse.</summary>
    public void Refuse(string what, TextSpan span) => Error("KQL401", $"{what} is not supported", span);

    /// <summary>A binder for another text, such as that of a stored function, whose errors are told at a place of this one's.</summary>
    public Binder Other(string text, string what, TextSpan span)
        => new(text, Catalog, Options, Diagnostics, data) { Depth = Depth, Inside = (this, what, span), _calls = _calls };

    /// <summary>The binder of a function's body, one call deeper; null (with an error) when calls nest too deep, as in a recursion, or are too many.</summary>
    public Binder? Enter(Binder caller, TextSpan span)
    {
        if (caller.Depth >= DeepestCall)
        {
            caller.Error("KQL402", $"functions call each other more than {DeepestCall} deep; a function cannot call itself", span);
            return null;
        }

        if (++_calls.Count > MostCalls)
        {
            caller.Error("KQL402", $"the query calls functions more than {MostCalls} times, one inside another; keep results with let", span);
            return null;
        }

        return new(Text, Catalog, Options, Diagnostics, data) { Depth = caller.Depth + 1, Inside = Inside, _calls = _calls };
    }

    /// <summary>The stored function of a name as <paramref name="read"/> finds it, asked once per query.</summary>
    public FunctionMeaning? Stored(string name, Func<FunctionMeaning?> read)
    {
        if (!_calls.Functions.TryGetValue(name, out var function))
        {
            function = read();
            _calls.Functions[name] = function;
        }

        return function;
    }

    /// <summary>A relation with the input's columns followed or replaced by others, hidden ones kept.</summary>
    public static Rel Project(Rel input, IReadOnlyList<(Column Column, Scalar Value)> items, bool open = false)
    {
        // What carries the order must not vanish when its column does.
        var columns = new Columns().Keep(items.Select(i => i.Column));
        var moved = new Dictionary<Column, Column>();
        foreach (var (column, value) in items)
        {
            if (value is ColumnValue source)
            {
                moved.TryAdd(source.Column, column);
            }
        }

        var hidden = new List<(Column, Scalar)>();
        foreach (var source in input.Order.Select(k => k.Column).Concat(input.Hidden).Distinct())
        {
            if (!moved.ContainsKey(source))
            {
                var column = columns.Hidden(source.Name, source.Type, source.Form);
                moved[source] = column;
                hidden.Add((column, new ColumnValue(source)));
            }
        }

        return new ProjectRel(input, items)
        {
            HiddenItems = hidden,
            Hidden = [.. hidden.Select(h => h.Item1)],
            Order = [.. input.Order.Select(k => k with { Column = moved[k.Column] })],
            Open = open,
        };
    }

    /// <summary>The items that pass columns on as they are, for use before or among others in <see cref="Project"/>.</summary>
    public static ImmutableArray<(Column Column, Scalar Value)> Same(IEnumerable<Column> columns) => [.. columns.Select(c => (c, (Scalar)new ColumnValue(c)))];

    /// <summary>What all binders of one query have in common.</summary>
    private sealed class CallState
    {
        public int Count { get; set; }

        public bool AsksForData { get; set; }

        public Dictionary<string, FunctionMeaning?> Functions { get; } = new(StringComparer.Ordinal);
    }
}
