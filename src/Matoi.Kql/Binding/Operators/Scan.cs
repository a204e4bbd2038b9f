using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>scan</c>: the steps are bound here and run over the rows in memory by <see cref="ScanMachine"/>.</summary>
internal static class Scan
{
    /// <summary>The records that match, with the declared columns and, when asked for, the number of their sequence.</summary>
    public static Rel Bind(ScanOperator op, Rel input, RowContext context)
    {
        var rows = op.OrderBy.Count == 0 ? input : Sort.Bind(op.OrderBy, input, context);
        if (Declared(op, rows, context) is not { } declared || Refused(op, context))
        {
            return Binder.Empty();
        }

        var match = op.Parameters.Word("with_match_id");
        var layout = new ScanLayout(rows, [.. declared.Select(d => d.Column)], op.Steps);
        var steps = op.Steps.Select((s, i) => Step(s, i, layout, context)).OfType<BoundStep>().ToList();
        var by = op.PartitionBy.Select(p => ScalarBinder.Bind(p, context with { Input = rows })).ToList();
        if (steps.Count < op.Steps.Count || by.Any(b => b is Faulty))
        {
            return Binder.Empty();
        }

        if (context.Binder.Data is not { } data)
        {
            var columns = layout.Current.Columns.AsEnumerable();
            return new ValuesRel([.. match is null ? columns : columns.Append(new Columns().Keep(columns).Add(match, KqlType.Long))], []) { Open = input.Open };
        }

        try
        {
            return Run(rows, declared, steps, by, match, layout, data);
        }
        catch (NotSupportedException)
        {
            context.Binder.Refuse("an expression inside scan that only the engine can compute", op.Span);
            return Binder.Empty();
        }
    }

    private static Rel Run(Rel rows, List<(Column Column, Constant Default)> declared, List<BoundStep> steps, List<Scalar> by, string? match, ScanLayout layout, QueryData data)
    {
        // Keys of partitions go along behind the record.
        var made = new Columns().Keep(rows.AllColumns);
        var keys = by.Select(b => (Column: made.Add("key", b), Value: b)).ToList();
        var read = data.Read(keys.Count == 0 ? rows : Binder.Project(rows, [.. Binder.Same(rows.Columns), .. keys]));
        ScanMachine? machine = null;
        var evaluator = new RowEvaluator(column => layout.Place(column) is var (step, at) && step < 0 ? () => machine!.Current[at] : () => machine!.Of(step, at), data);
        var compiled = steps.Select(s => new ScanMachineStep(s.Output, evaluator.Compile(s.Condition), [.. s.Assignments.Select(a => (a.Column, evaluator.Compile(a.Value)))])).ToList();
        var defaults = declared.Select(d => d.Default.Value).ToList();
        machine = new(compiled, rows.Columns.Length, defaults, [.. rows.Columns.Select(c => Constant.Null(c.Type).Value), .. defaults]);
        var width = rows.Columns.Length;
        var output = new List<ScanMatch>();
        foreach (var partition in Enumerable.Range(0, read.Count).GroupBy(r => string.Join('\u0001', read[r][width..].Select(v => v is null ? "" : "=" + v))))
        {
            output.AddRange(machine.Run(read, partition));
            machine.Reset();
        }

        return data.Store(
            [.. layout.Current.Columns.Select(c => (c.Name, c.Type)), .. match is null ? Array.Empty<(string, KqlType)>() : [(match, KqlType.Long)]],
            [.. output.OrderBy(m => m.Row).Select(m => match is null ? m.Values : [.. m.Values, m.Sequence])]);
    }

    private static List<(Column Column, Constant Default)>? Declared(ScanOperator op, Rel input, RowContext context)
    {
        var columns = new Columns().Keep(input.Columns);
        var declared = new List<(Column, Constant)>();
        foreach (var column in op.Declare)
        {
            if (columns.Has(column.Name))
            {
                context.Binder.Error("KQL320", $"scan declares '{column.Name}', but the rows have a column of this name", column.Span);
                return null;
            }

            var value = column.Default is null ? Constant.Null(column.Type) : context.Binder.BindConstant(column.Default, context.Scope, column.Type, $"the default of '{column.Name}'");
            if (value is null)
            {
                return null;
            }

            declared.Add((columns.Add(column.Name, column.Type), value));
        }

        return declared;
    }

    private static bool Refused(ScanOperator op, RowContext context)
    {
        if (op.Steps.FirstOrDefault(s => s.Optional) is { } optional)
        {
            context.Binder.Refuse("an optional step of scan", optional.Span);
            return true;
        }

        if (op.PartitionBy.Count > 0 && op.Parameters.Word("with_match_id") is not null)
        {
            context.Binder.Refuse("with_match_id together with partition by in scan", op.Span);
            return true;
        }

        return false;
    }

    private static BoundStep? Step(ScanStep step, int index, ScanLayout layout, RowContext context)
    {
        var output = step.Output switch { null or "all" => ScanOutput.All, "last" => ScanOutput.Last, "none" => ScanOutput.None, _ => (ScanOutput?)null };
        if (output is null)
        {
            context.Binder.Error("KQL316", $"a step's output is all, last or none, not '{step.Output}'", step.Span);
            return null;
        }

        var inner = context with { Input = layout.Current, Named = layout.Named(index), Windows = null };
        var condition = ScalarBinder.Bind(step.Condition, inner);
        if (condition is not Faulty && Conversions.Implicit(condition, KqlType.Bool) is null)
        {
            context.Binder.Error("KQL313", $"a step needs a condition, but this is a {Conversions.Name(condition.Type)}", step.Condition.Span);
            return null;
        }

        var assignments = step.Assignments.Select(a => Assignment(a, layout, inner)).ToList();
        return condition is Faulty || assignments.Any(a => a is null) ? null : new(output.Value, Conversions.Implicit(condition, KqlType.Bool)!, [.. assignments.OfType<(int, Scalar)>()]);
    }

    private static (int Column, Scalar Value)? Assignment(NamedExpr assignment, ScanLayout layout, RowContext context)
    {
        var at = layout.Declared(assignment.Names[0]);
        if (at < 0)
        {
            context.Binder.Error("KQL201", $"scan declares no column '{assignment.Names[0]}'", assignment.NameSpan, NearestName.Of(assignment.Names[0], layout.DeclaredNames));
            return null;
        }

        var value = ScalarBinder.Bind(assignment.Value, context);
        var type = layout.Current.Columns[at].Type;
        if (value is Faulty)
        {
            return null;
        }

        if (Conversions.Implicit(value, type) is { } fitting)
        {
            return (at, fitting);
        }

        context.Binder.Error("KQL303", $"'{assignment.Names[0]}' is a {Conversions.Name(type)}, but this is a {Conversions.Name(value.Type)}", assignment.Value.Span);
        return null;
    }

    private sealed record BoundStep(ScanOutput Output, Scalar Condition, IReadOnlyList<(int Column, Scalar Value)> Assignments);
}
