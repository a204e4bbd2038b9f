using System.Diagnostics;
using DuckDB.NET.Data;

namespace Matoi.Kql.DuckDb;

/// <summary>Runs KQL on a DuckDB database. Thread-safe; each query has a connection of its own.</summary>
/// <param name="open">Opens a connection to the database, always the same one: functions are registered once.</param>
public sealed class DuckDbEngine(Func<DuckDBConnection> open)
{
    private readonly FunctionRegistry _functions = new();

    /// <summary>Runs a query to its end.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; a timeout is a <see cref="KqlException"/>.</exception>
    public KqlResult Run(string text, KqlCatalog catalog, KqlOptions options, CancellationToken cancel = default)
    {
        var watch = Stopwatch.StartNew();
        using var connection = open();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(options.Timeout);
        var statements = new Statements(connection, _functions, timeout.Token);
        try
        {
            var compiled = KqlCompiler.Compile(text, catalog, options, new TemporaryRows(statements, options));
            var (rows, more) = statements.Read(compiled.Sql, compiled.Columns, options.MaxRows);
            return new(
                [.. compiled.Columns.Select(c => new ResultColumn(c.Name, c.Type))],
                rows,
                watch.Elapsed,
                more,
                compiled.Render,
                more ? [.. compiled.Warnings, $"the result was cut after {options.MaxRows} rows"] : compiled.Warnings)
            { Paths = compiled.Paths };
        }
        catch (DuckDBException) when (cancel.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancel);
        }
        catch (Exception e) when (e is DuckDBException or OperationCanceledException && timeout.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            throw new KqlException(text, [new("KQL501", $"the query took longer than {options.Timeout.TotalSeconds:0} s; make its time range smaller or filter sooner", new(0, text.Length))]);
        }
        catch (DuckDBException e)
        {
            throw new KqlException(text, [new("KQL502", $"the engine failed: {e.Message.Split('\n')[0]}", new(0, text.Length))]);
        }
    }
}
