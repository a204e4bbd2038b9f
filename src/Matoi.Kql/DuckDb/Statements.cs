using DuckDB.NET.Data;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;

namespace Matoi.Kql.DuckDb;

/// <summary>Runs emitted statements on the connection of one query.</summary>
internal sealed class Statements(DuckDBConnection connection, FunctionRegistry functions, CancellationToken cancel)
{
    /// <summary>Rows of a SELECT; true when there were more than <paramref name="limit"/>.</summary>
    public (List<object?[]> Rows, bool More) Read(SqlText sql, IReadOnlyList<Column> columns, int limit) => Run(sql, command =>
    {
        using var reader = (DuckDBDataReader)command.ExecuteReader();
        return ResultReader.Read(reader, columns, limit);
    });

    /// <summary>Runs a SELECT into a temporary table.</summary>
    public void Keep(string table, SqlText sql)
    {
        SqlText Create(SqlText select) => select with { Text = $"CREATE TEMP TABLE {table} AS {select.Text}", Exact = select.Exact is { } exact ? () => Create(exact()) : null };
        Run(Create(sql), command => command.ExecuteNonQuery());
    }

    /// <summary>Runs a statement; once more, exactly, when it fails and can be written without what may have made it fail.</summary>
    private T Run<T>(SqlText sql, Func<DuckDBCommand, T> run)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            using var command = Command(sql);
            using var stop = cancel.Register(command.Cancel);
            return run(command);
        }
        catch (DuckDBException) when (sql.Exact is not null && !cancel.IsCancellationRequested)
        {
            return Run(sql.Exact(), run);
        }
    }

    private DuckDBCommand Command(SqlText sql)
    {
        foreach (var (function, arguments) in sql.Functions)
        {
            functions.Register(connection, function, arguments);
        }

        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The emitter puts names of our own and numbers into the text; texts of the query are parameters.
        command.CommandText = sql.Text;
#pragma warning restore CA2100
        foreach (var parameter in sql.Parameters)
        {
            command.Parameters.Add(new DuckDBParameter(parameter));
        }

        return command;
    }
}
