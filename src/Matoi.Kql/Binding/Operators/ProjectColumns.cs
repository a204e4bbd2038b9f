using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>project-away</c>, <c>project-keep</c>, <c>project-rename</c>, <c>project-reorder</c>, <c>project-by-names</c>.</summary>
internal static class ProjectColumns
{
    /// <summary>The input with other columns, names or places.</summary>
    public static Rel Bind(ProjectOperator op, Rel input, RowContext context) => op.Word switch
    {
        "project-rename" => Rename(op, input, context),
        "project-reorder" => Kept(input, Reordered(op, input, context)),
        "project-by-names" => Kept(input, ByNames(op, input, context)),
        "project-away" => Kept(input, input.Columns.Except(Chosen(op, input, context))),
        _ => Kept(input, input.Columns.Intersect(Chosen(op, input, context))),
    };

    /// <summary>Columns of an input whose name matches a pattern with <c>*</c>.</summary>
    public static IEnumerable<Column> Matching(Rel input, string pattern) => input.Columns.Where(c => Wildcards.Matches(pattern, c.Name));

    private static Rel Kept(Rel input, IEnumerable<Column> columns) => Binder.Project(input, Binder.Same(columns), input.Open);

    /// <summary>The columns that the items name; an unknown name is an error, unless the input may have it.</summary>
    private static HashSet<Column> Chosen(ProjectOperator op, Rel input, RowContext context)
        => [.. op.Items.SelectMany(i => Named(i.Value, input, context))];

    private static IEnumerable<Column> Named(Expr item, Rel input, RowContext context)
    {
        if (item is WildcardExpr { Pattern: var pattern })
        {
            return Matching(input, pattern);
        }

        if (Name(item) is not { } name)
        {
            context.Binder.Error("KQL301", "a column's name is expected here", item.Span);
            return [];
        }

        if (input.Find(name) is { } column)
        {
            return [column];
        }

        if (!input.Open && !context.Binder.Options.Lenient)
        {
            context.Binder.Error("KQL201", $"no column '{name}' here ({input.Columns.Length} columns)", item.Span, NearestName.Of(name, input.Columns.Select(c => c.Name)));
        }

        return [];
    }

    private static string? Name(Expr item) => item switch
    {
        NameExpr name => name.Name,
        NamedExpr { Value: NameExpr name } => name.Name,
        _ => null,
    };

    private static Rel Rename(ProjectOperator op, Rel input, RowContext context)
    {
        var names = new Dictionary<Column, string>();
        foreach (var item in op.Items)
        {
            if (item.Value is not NamedExpr { Names: [var name], Value: NameExpr old })
            {
                context.Binder.Error("KQL301", "project-rename takes items of the form new = old", item.Span);
            }
            else if (Named(old, input, context).FirstOrDefault() is { } column && !names.TryAdd(column, name))
            {
                context.Binder.Error("KQL317", $"column '{old.Name}' is renamed twice", item.Span);
            }
        }

        var columns = new Columns();
        var kept = new List<(Column, Scalar)>();
        foreach (var column in input.Columns)
        {
            var name = names.GetValueOrDefault(column, column.Name);
            if (columns.Has(name))
            {
                context.Binder.Error("KQL320", $"there is a column '{name}' already; choose another name", op.Span);
            }

            kept.Add((columns.Add(name, new ColumnValue(column)), new ColumnValue(column)));
        }

        return Binder.Project(input, kept, input.Open);
    }

    /// <summary>The columns that are named, in that order, then the others; a pattern's columns stand as they did, or sorted.</summary>
    private static IEnumerable<Column> Reordered(ProjectOperator op, Rel input, RowContext context)
    {
        var result = new List<Column>();
        foreach (var item in op.Items)
        {
            var columns = Ordered(Named(item.Value, input, context), item.Order).ToList();
            if (item.Value is NameExpr name && columns.Any(result.Contains))
            {
                context.Binder.Error("KQL317", $"column '{name.Name}' has its place already", item.Span);
            }

            result.AddRange(columns.Where(c => !result.Contains(c)));
        }

        return result.Concat(input.Columns.Except(result));
    }

    private static IEnumerable<Column> Ordered(IEnumerable<Column> columns, string? order) => order switch
    {
        "asc" => columns.OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase),
        "desc" => columns.OrderByDescending(c => c.Name, StringComparer.OrdinalIgnoreCase),
        "granny-asc" => columns.OrderBy(c => c.Name, NaturalOrder.Instance),
        "granny-desc" => columns.OrderByDescending(c => c.Name, NaturalOrder.Instance),
        _ => columns,
    };

    /// <summary>The columns that constants name, in that order: texts and arrays of texts, with <c>*</c>; what is unknown is left out.</summary>
    private static List<Column> ByNames(ProjectOperator op, Rel input, RowContext context)
    {
        var result = new List<Column>();
        foreach (var item in op.Items)
        {
            var value = ScalarBinder.Bind(item.Value, context with { Input = null });
            if (value is Faulty)
            {
                continue;
            }

            if (Names(value) is not { } names)
            {
                context.Binder.Error("KQL304", "project-by-names takes constant texts, or arrays of them", item.Span);
                continue;
            }

            result.AddRange(names.SelectMany(n => Matching(input, n)).Where(c => !result.Contains(c)));
        }

        return result;
    }

    private static IEnumerable<string>? Names(Scalar value) => value switch
    {
        Constant { Type: KqlType.String, Value: string text } => [text],
        Constant { Type: KqlType.Dynamic, Value: string json } when Json.Read(json) is JsonArray array => array.Select(n => n?.ToString() ?? ""),
        Constant { Type: KqlType.Dynamic, Value: string json } when Json.Read(json) is JsonValue text => [text.ToString()],
        _ => null,
    };
}
