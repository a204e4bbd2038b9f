using System.Globalization;
using DuckDB.NET.Data;
using Matoi.Kql.DuckDb;
using Xunit;

namespace Matoi.Kql.Tests;

/// <summary>Runs queries that bring their own rows, and shows answers and errors as text.</summary>
internal static class Kql
{
    /// <summary>What <c>now()</c> is in every test.</summary>
    public static readonly DateTime Now = new(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc);

    private static readonly DuckDBConnection Root = Open();
    private static readonly DuckDbEngine Engine = new(() =>
    {
        var connection = Root.Duplicate();
        connection.Open();
        return connection;
    });

    /// <summary>The answer of a query.</summary>
    public static KqlResult Run(string query, KqlCatalog? catalog = null, KqlOptions? options = null, CancellationToken? cancel = null)
        => Engine.Run(query, catalog ?? new EmptyCatalog(), options ?? new(Now), cancel ?? TestContext.Current.CancellationToken);

    /// <summary>Rows as lines: values as <c>tostring()</c> writes them, <c>null</c> for null, with <c>" | "</c> between them.</summary>
    public static string[] Rows(string query) => [.. Run(query).Rows.Select(r => string.Join(" | ", r.Select(Text)))];

    /// <summary>All rows in one text, a line each.</summary>
    public static string Table(string query) => string.Join("\n", Rows(query));

    /// <summary>The value of an expression of constants, computed while the query is bound.</summary>
    public static string Print(string expression) => Assert.Single(Rows($"print x = {expression}"));

    /// <summary>The value of an expression over one row, whose columns are <c>a</c>, <c>b</c>…: computed by the engine.</summary>
    public static string OverRow(string expression, params string[] values)
        => Assert.Single(Rows($"datatable({string.Join(", ", values.Select((_, i) => $"{(char)('a' + i)}:string"))})[{string.Join(", ", values.Select(Literal))}] | project x = {expression}"));

    /// <summary>All errors of a query, each as <c>line:column: code message</c>; empty when it runs.</summary>
    public static string[] Errors(string query, KqlCatalog? catalog = null)
    {
        try
        {
            Run(query, catalog);
            return [];
        }
        catch (KqlException e)
        {
            return [.. e.Errors.Select(x => x.Describe(query).Split('\n')[0])];
        }
    }

    /// <summary>A text as a literal of KQL.</summary>
    public static string Literal(string text)
        => "\"" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal) + "\"";

    private static string Text(object? value) => value switch
    {
        null => "null",
        bool b => b ? "true" : "false",
        double d => d.ToString("R", CultureInfo.InvariantCulture),
        DateTime t => t.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture),
        TimeSpan t => t.ToString("c", CultureInfo.InvariantCulture),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SET TimeZone='UTC'";
        command.ExecuteNonQuery();
        return connection;
    }
}
