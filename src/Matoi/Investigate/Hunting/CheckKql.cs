using Matoi.Kql;
using Matoi.Kql.Syntax;
using Matoi.Storage.Lake;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Matoi.Investigate.Hunting;

/// <summary>Tells what is wrong with a text, or what it becomes, without running it: IR-4.</summary>
public sealed class CheckKql(LakeKql lake, TimeProvider clock)
{
    /// <summary>The query.</summary>
    public sealed record Request(string? Text);

    /// <summary>What an editor underlines.</summary>
    /// <param name="Errors">All errors; none when the query can run.</param>
    /// <param name="Warnings">What is doubtful.</param>
    /// <param name="Columns">Columns of the result as far as they are known without data.</param>
    public sealed record Answer(IReadOnlyList<KqlProblems.PlacedError> Errors, IReadOnlyList<string> Warnings, IReadOnlyList<ShowSchema.ColumnInfo> Columns);

    /// <summary>What a query becomes.</summary>
    /// <param name="Tree">The tree that was read.</param>
    /// <param name="Sql">The engine's statement.</param>
    /// <param name="Parameters">Values of its parameters <c>$1</c>, <c>$2</c>, …</param>
    /// <param name="Columns">Columns of the result.</param>
    public sealed record Explanation(string Tree, string Sql, IReadOnlyList<object> Parameters, IReadOnlyList<ShowSchema.ColumnInfo> Columns);

    /// <summary>Checks a text.</summary>
    public Answer Check(string text)
    {
        try
        {
            var compiled = Compile(text);
            return new([], compiled.Warnings, Columns(compiled));
        }
        catch (KqlException e)
        {
            return new(KqlProblems.Placed(e.Text.Length == 0 ? text : e.Text, e.Errors), [], []);
        }
    }

    /// <summary>Explains a text.</summary>
    /// <exception cref="KqlException">The query is wrong.</exception>
    public Explanation Explain(string text)
    {
        var compiled = Compile(text);
        return new(SyntaxPrinter.Print(compiled.Syntax), compiled.Sql.Text, compiled.Sql.Parameters, Columns(compiled));
    }

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/kql/check", (Request request, CheckKql check) => check.Check(request.Text ?? "")).WithSummary("Errors of a query with their places, without running it.");
        routes.MapPost("/kql/explain", (Request request, CheckKql check) =>
        {
            try
            {
                return Results.Ok(check.Explain(request.Text ?? ""));
            }
            catch (KqlException e)
            {
                return e.ToResult(request.Text ?? "");
            }
        }).WithSummary("A query's tree and the SQL it becomes.");
    }

    private CompiledQuery Compile(string text) => KqlCompiler.Compile(text, lake.Catalog(), new(clock.GetUtcNow().UtcDateTime));

    private static IReadOnlyList<ShowSchema.ColumnInfo> Columns(CompiledQuery compiled) => [.. compiled.Columns.Select(c => new ShowSchema.ColumnInfo(c.Name, ResultFormats.TypeName(c.Type)))];
}
