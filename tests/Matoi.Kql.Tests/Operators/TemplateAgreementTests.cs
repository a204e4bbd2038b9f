using System.Collections.Immutable;
using System.Globalization;
using DuckDB.NET.Data;
using Matoi.Kql.Binding;
using Matoi.Kql.DuckDb;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Sql;
using Xunit;

namespace Matoi.Kql.Tests.Operators;

/// <summary>A function that is written twice, in C# and in the engine's SQL, gives the same answers both ways.</summary>
public class TemplateAgreementTests
{
    private const int MostRows = 1_000;

    // The binder calls these only with arguments that it has made or checked.
    private static readonly string[] Inner = ["_json_array", "_json_bag", "_substring_fixed"];
    private static readonly DuckDBConnection Connection = Open();
    private static readonly FunctionRegistry Functions = new();

    public static TheoryData<string> Templates()
    {
        var data = new TheoryData<string>();
        foreach (var name in AllNames().Order(StringComparer.Ordinal))
        {
            foreach (var function in FunctionTable.Overloads(name))
            {
                if (function is { DuckDb: not null, Volatile: false } && !Inner.Contains(name))
                {
                    data.Add(Signature(function));
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_and_method_agree_over_edge_values(string signature)
    {
        var function = FunctionTable.Overloads(signature[..signature.IndexOf('(', StringComparison.Ordinal)]).Single(f => Signature(f) == signature);
        var rows = Rows(function);
        var expected = rows.Select(r => Method(function, r)).ToList();
        var kept = rows.Zip(expected).Where(p => p.Second is not null).ToList();
        var actual = Template(function, [.. kept.Select(k => k.First)]);
        Assert.Empty(kept.Zip(actual)
            .Where(p => p.Second.Ran && !Same(p.First.Second!.Value, p.Second.Value))
            .Take(12)
            .Select(p => $"{function.Name}({string.Join(", ", p.First.First.Select(a => Text(a.Value)))}) = {Text(p.First.Second!.Value)} in C#, {Text(p.Second.Value)} in SQL"));
    }

    [Fact]
    public void Engine_knows_every_function_by_a_name_of_its_own()
        => Assert.Empty(
            from name in AllNames()
            from function in FunctionTable.Overloads(name)
            from count in Enumerable.Range(function.Required, function.Parameters.Length - function.Required + 1)
            group function by FunctionNames.Of(function, count) into same
            where same.Distinct().Count() > 1
            select same.Key);

    // A value of the query that is no part of the text would be a parameter too many.
    [Fact]
    public void Template_holds_every_argument()
        => Assert.Empty(
            from name in AllNames()
            from function in FunctionTable.Overloads(name)
            where function.DuckDb is { } template && !function.Variadic && Enumerable.Range(0, function.Parameters.Length).Any(i => !template.Contains($"{{{i}}}", StringComparison.Ordinal))
            select Signature(function));

    private static DuckDBConnection Open()
    {
        var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        return connection;
    }

    private static IEnumerable<string> AllNames() => FunctionTable.Names.Concat(FunctionTable.Hidden);

    private static string Signature(KqlFunction function) => $"{function.Name}({string.Join(", ", function.Parameters.Select(p => Conversions.Name(p.Type)))})";

    private static List<Constant[]> Rows(KqlFunction function)
    {
        var count = function.Parameters.Length;
        IEnumerable<ImmutableArray<Constant>> rows = [[]];
        foreach (var parameter in function.Parameters)
        {
            var values = EdgeValues.Of(parameter.Type);
            rows = rows.SelectMany(row => values.Select(v => row.Add(new Constant(parameter.Type, v))));
        }

        // Of very many combinations every n-th is enough.
        var total = function.Parameters.Aggregate(1, (product, p) => product * EdgeValues.Of(p.Type).Length);
        var step = Math.Max(1, total / MostRows);
        return [.. rows.Where((_, i) => i % step == 0).Select(r => r.ToArray())];
    }

    private static Constant? Method(KqlFunction function, Constant[] arguments)
    {
        try
        {
            return Constants.Compute(function, arguments);
        }
        catch (ArgumentRefusedException)
        {
            return null;
        }
    }

    private static IReadOnlyList<(bool Ran, object? Value)> Template(KqlFunction function, IReadOnlyList<Constant[]> rows)
    {
        try
        {
            return [.. Read(function, rows).Select(v => (true, v))];
        }
        catch (DuckDBException) when (function.MayOverflow)
        {
            // A row that stops the statement must not hide the others.
            var half = rows.Count / 2;
            return half == 0 ? [(false, null)] : [.. Template(function, [.. rows.Take(half)]), .. Template(function, [.. rows.Skip(half)])];
        }
    }

    private static List<object?> Read(KqlFunction function, IReadOnlyList<Constant[]> rows)
    {
        var made = new Columns();
        var inputs = function.Parameters.Select((p, i) => made.Add($"a{i}", p.Type)).ToImmutableArray();
        var row = made.Add("row", KqlType.Long);
        var result = made.Add("result", function.Returns);
        var source = new ValuesRel([.. inputs, row], [.. rows.Select((r, i) => (IReadOnlyList<Scalar>)[.. r, Constant.Long(i)])]);
        var call = new Call(function, [.. inputs.Select(c => new ColumnValue(c))], function.Returns);
        var project = new ProjectRel(source, [(row, new ColumnValue(row)), (result, call)]);
        var sql = DuckDbEmitter.Emit(project) with { Exact = null };
        var statements = new Statements(Connection, Functions, TestContext.Current.CancellationToken);
        return [.. statements.Read(sql, project.Columns, int.MaxValue).Rows.OrderBy(r => (long)r[0]!).Select(r => r[1])];
    }

    private static bool Same(object? a, object? b) => (a, b) switch
    {
        (double x, double y) => x.Equals(y) || x == y || Math.Abs(x - y) <= 1e-14 * Math.Abs(x),
        _ => Equals(a, b),
    };

    private static string Text(object? value) => value switch
    {
        null => "null",
        string s => $"\"{s}\"",
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
