namespace Matoi.Kql.Syntax.Printing;

/// <summary>Statements, functions' parameters and the parts of operators as text.</summary>
internal static class StatementPrinter
{
    internal static void Write(TreeWriter w, Node node)
    {
        switch (node)
        {
            case Query query:
                w.Join("\n", query.Statements);
                break;
            case ExpressionStatement statement:
                w.Write(statement.Value);
                break;
            case LetStatement let:
                w.Form("let", TreeWriter.Name(let.Name), let.Value);
                break;
            case SetStatement set:
                w.Form("set", TreeWriter.Name(set.Name), set.Value);
                break;
            case DeclareStatement declare:
                w.Form("declare", declare.Parameters);
                break;
            case PatternStatement pattern:
                w.Form("pattern", TreeWriter.Name(pattern.Name), ("parameters", pattern.Parameters), ("path", pattern.Path), pattern.Cases);
                break;
            case PatternCase found:
                w.Form("case", ("values", found.Values), ("path", found.Path), found.Body);
                break;
            case RestrictStatement restrict:
                w.Form("restrict", restrict.Entities);
                break;
            case AliasStatement alias:
                w.Form("alias", TreeWriter.Name(alias.Name), alias.Value);
                break;
            case FunctionParameter parameter:
                Parameter(w, parameter);
                break;
            default:
                Part(w, node);
                break;
        }
    }

    private static void Parameter(TreeWriter w, FunctionParameter parameter)
    {
        w.Raw(TreeWriter.Name(parameter.Name)).Raw(":");
        if (parameter.Type is { } type)
        {
            w.Raw(TypeNames.Of(type));
        }
        else if (parameter.Columns is { Count: > 0 } columns)
        {
            w.Raw("(").Join(" ", columns);
            w.Raw(")");
        }
        else
        {
            w.Raw("(*)");
        }

        if (parameter.Default is { } value)
        {
            w.Raw("=").Write(value);
        }
    }

    private static void Part(TreeWriter w, Node node)
    {
        switch (node)
        {
            case ProjectItem { Order: { } order } item:
                w.Form(order, item.Value);
                break;
            case ProjectItem item:
                w.Write(item.Value);
                break;
            case SortItem item:
                w.Form(item.Ascending ? "asc" : "desc", item.Value, item.NullsFirst is { } first ? first ? "nulls-first" : "nulls-last" : null);
                break;
            case TopNestedLevel level:
                w.Form("level", level.Count, ("of", level.Of), ("others", level.Others), (level.Ascending == true ? "by-asc" : "by", level.By));
                break;
            case MvItem item:
                w.Form("item", item.Value, item.To is { } to ? TypeNames.Of(to) : null);
                break;
            case ParsePart part:
                Parse(w, part);
                break;
            case SeriesItem item:
                w.Form("series", item.Value, ("default", item.Default));
                break;
            case FindColumn column:
                w.Raw(column.Name).Raw(column.Type is { } type ? $":{TypeNames.Of(type)}" : "");
                break;
            case ScanDeclaration column:
                w.Form("column", $"{TreeWriter.Name(column.Name)}:{TypeNames.Of(column.Type)}", column.Default);
                break;
            case ScanStep step:
                w.Form("step", TreeWriter.Name(step.Name), step.Optional ? "optional" : null, step.Output is { } output ? $"output={output}" : null, step.Condition, step.Assignments);
                break;
        }
    }

    private static void Parse(TreeWriter w, ParsePart part)
    {
        if (part.Text is { } text)
        {
            w.Write(text);
        }
        else
        {
            w.Raw(part.Column is { } column ? TreeWriter.Name(column) + (part.Type is { } type ? $":{TypeNames.Of(type)}" : "") : "*");
        }
    }
}
