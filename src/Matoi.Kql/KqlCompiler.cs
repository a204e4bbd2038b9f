using Matoi.Kql.Binding;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;
using Matoi.Kql.Syntax;

namespace Matoi.Kql;

/// <summary>A query ready to run.</summary>
/// <param name="Syntax">What was read.</param>
/// <param name="Rows">What it means.</param>
/// <param name="Sql">What the engine runs.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="Render">The hint of <c>render</c>; null when there is none.</param>
/// <param name="Warnings">What a reader of the result should know.</param>
/// <param name="Paths">JSON paths that are read as text out of stored columns.</param>
public sealed record CompiledQuery(Query Syntax, Rel Rows, SqlText Sql, IReadOnlyList<Column> Columns, RenderOperator? Render, IReadOnlyList<string> Warnings, IReadOnlyList<PathUse> Paths);

/// <summary>Compiles the text of a query.</summary>
public static class KqlCompiler
{
    /// <summary>Reads, binds and emits without touching data: operators whose columns depend on data have open columns then.</summary>
    /// <exception cref="KqlException">Everything that is wrong with the query.</exception>
    public static CompiledQuery Compile(string text, KqlCatalog catalog, KqlOptions options) => Compile(text, catalog, options, null);

    internal static CompiledQuery Compile(string text, KqlCatalog catalog, KqlOptions options, QueryData? data)
    {
        var (query, errors) = KqlParser.Parse(text);
        if (errors.Count > 0)
        {
            throw new KqlException(text, errors);
        }

        try
        {
            var (binder, rows) = Bind(query, text, catalog, options, data);
            var (planned, paths) = PathColumns.Apply(rows);
            return new(query, planned, DuckDbEmitter.Emit(planned, options.MaxRows + 1), planned.Columns, binder.Render, binder.Diagnostics.Warnings, paths);
        }
        catch (InsufficientExecutionStackException)
        {
            throw new KqlException(text, [new("KQL403", "the query is nested too deep; name parts of it with let", query.Span)]);
        }
        catch (ArgumentRefusedException e)
        {
            throw new KqlException(text, [new("KQL406", e.Message, query.Span)]);
        }
        catch (StatementRefusedException e)
        {
            throw new KqlException(text, [new("KQL403", e.Message, query.Span)]);
        }
    }

    /// <summary>Binds a query; where a part has to run ahead for it, only once no name in it is wrong, as far as that can be known without data.</summary>
    private static (Binder Binder, Rel Rows) Bind(Query query, string text, KqlCatalog catalog, KqlOptions options, QueryData? data)
    {
        var diagnostics = new Diagnostics();
        var binder = new Binder(text, catalog, options, diagnostics, null);
        var rows = binder.BindQuery(query, new Scope(null));
        var ahead = data is not null && binder.AsksForData;

        // Types of columns that depend on data are not known here: an error of types may be none.
        var errors = diagnostics.Errors.Where(e => !ahead || e.Code.StartsWith("KQL2", StringComparison.Ordinal)).ToList();
        if (errors.Count == 0 && ahead)
        {
            diagnostics = new();
            binder = new(text, catalog, options, diagnostics, data);
            rows = binder.BindQuery(query, new Scope(null));
            errors = diagnostics.Errors;
        }

        return errors.Count == 0 ? (binder, rows) : throw new KqlException(text, errors);
    }
}
