using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Finds the rows behind a name: a variable, a stored table, a stored function without parameters.</summary>
internal static class Tables
{
    /// <summary>What a name that is not found is reported with; a fuzzy union passes over such a table.</summary>
    public const string Unknown = "KQL206";

    /// <summary>The rows of a name; an error and empty rows when there is none.</summary>
    public static Rel Named(Binder binder, string name, TextSpan span, Scope scope)
    {
        if (Find(binder, name, span, scope) is { } rows)
        {
            return rows;
        }

        binder.Error(Unknown, $"no table '{name}'", span, NearestName.Of(name, binder.Catalog.TableNames.Concat(scope.Names).Concat(binder.Catalog.FunctionNames)));
        return Binder.Empty();
    }

    /// <summary>The rows of a name; null when nothing has the name.</summary>
    public static Rel? Find(Binder binder, string name, TextSpan span, Scope scope)
    {
        switch (scope.Find(name))
        {
            case TableMeaning table:
                foreach (var error in table.Missing)
                {
                    binder.Diagnostics.Add(error.Code, error.Message, error.Span, error.Suggestion);
                }

                return table.Rows;
            case FunctionMeaning function:
                return FunctionCalls.Table(function, [], new(binder, scope), span) ?? Binder.Empty();
            case ScalarMeaning { Value: ScalarRows rows }:
                return rows.Rows;
            case ScalarMeaning { Value: Faulty }:
                return Binder.Empty();
            case ScalarMeaning:
                binder.Error("KQL311", $"'{name}' is a value, not rows", span);
                return Binder.Empty();
        }

        return Stored(binder, name, span);
    }

    /// <summary>The rows of a stored table, or of a stored function without parameters; null when there is none.</summary>
    public static Rel? Stored(Binder binder, string name, TextSpan span)
        => binder.Catalog.FindTable(name) is { } definition ? Scan(binder, definition)
            : FunctionCalls.Find(name, binder, span) is { } function ? FunctionCalls.Table(function, [], new(binder, new(null)), span) ?? Binder.Empty()
            : null;

    /// <summary>The rows of a stored table inside the query's time range.</summary>
    public static Rel Scan(Binder binder, TableDefinition table)
    {
        var columns = new Columns();
        var made = table.Columns.Select(c => (Definition: c, Column: columns.Add(c.Name, c.Type, c.Form))).ToList();
        Rel rows = new ScanRel(table.Source, [.. made.Where(m => !m.Definition.Hidden).Select(m => m.Column)], made.Where(m => !m.Definition.Stored).Select(m => m.Column).ToHashSet())
        {
            Hidden = [.. made.Where(m => m.Definition.Hidden).Select(m => m.Column)],
            Expressions = made.Where(m => m.Definition.Expression is not null).ToDictionary(m => m.Column, m => m.Definition.Expression!),
            Table = table.Name,
            Paths = table.Paths,
            PathsSource = table.PathsSource,
        };
        rows = Between(rows, made.Find(m => m.Definition.Name == table.TimeColumn).Column, binder.Options.From, binder.Options.To);
        return Between(rows, made.Find(m => m.Definition is { Name: TableDefinition.IngestColumn, Type: KqlType.DateTime }).Column, binder.Options.IngestedFrom, binder.Options.IngestedTo);
    }

    private static Rel Between(Rel rows, Column? time, DateTime? from, DateTime? to)
    {
        rows = time is null || from is null ? rows : new FilterRel(rows, Calls.Make(FunctionTable.Get("_greaterequal", KqlType.DateTime, KqlType.DateTime), new ColumnValue(time), new Constant(KqlType.DateTime, from)));
        return time is null || to is null ? rows : new FilterRel(rows, Calls.Make(FunctionTable.Get("_less", KqlType.DateTime, KqlType.DateTime), new ColumnValue(time), new Constant(KqlType.DateTime, to)));
    }
}
