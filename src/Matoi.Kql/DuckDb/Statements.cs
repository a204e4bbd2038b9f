using System.Globalization;
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
            using var stop = new Interruption(command, cancel);
            return run(command);
        }
        catch (DuckDBException) when (sql.Exact is not null && !cancel.IsCancellationRequested)
        {
            return Run(sql.Exact(), run);
        }
    }

    /// <summary>Creates a temporary table with rows; values as in <see cref="Constant"/>.</summary>
    public void Append(string table, IReadOnlyList<Column> columns, IEnumerable<IReadOnlyList<object?>> rows)
    {
        using (var create = Command(new($"CREATE TEMP TABLE {DuckDbTypes.Quote(table)} ({string.Join(", ", columns.Select(c => $"{DuckDbTypes.Quote(c.Sql)} {DuckDbTypes.Sql(c.Type)}"))})", [], [])))
        {
            create.ExecuteNonQuery();
        }

        using var appender = connection.CreateAppender("temp", "main", table);
        foreach (var values in rows)
        {
            cancel.ThrowIfCancellationRequested();
            var row = appender.CreateRow();
            for (var i = 0; i < columns.Count; i++)
            {
                Append(row, values[i]);
            }

            row.EndRow();
        }
    }

    private static IDuckDBAppenderRow Append(IDuckDBAppenderRow row, object? value) => value switch
    {
        null => row.AppendNullValue(),
        bool b => row.AppendValue(b),
        int i => row.AppendValue(i),
        long l => row.AppendValue(l),
        double d => row.AppendValue(d),
        DateTime t => row.AppendValue(t.Ticks),
        TimeSpan t => row.AppendValue(t.Ticks),
        Guid g => row.AppendValue(g.ToString("D")),
        decimal d => row.AppendValue(d.ToString(CultureInfo.InvariantCulture)),
        string s => row.AppendValue(s),
        _ => throw new NotSupportedException($"a value of {value.GetType().Name} cannot be kept"),
    };

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
