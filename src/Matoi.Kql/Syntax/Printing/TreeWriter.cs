using System.Globalization;
using System.Text;

namespace Matoi.Kql.Syntax.Printing;

/// <summary>Builds the text of a tree out of forms: a head and its parts in parentheses.</summary>
internal sealed class TreeWriter
{
    private readonly StringBuilder text = new();

    public override string ToString() => text.ToString();

    /// <summary>A node by its family.</summary>
    internal void Write(Node node)
    {
        switch (node)
        {
            case Expr expression:
                ExpressionPrinter.Write(this, expression);
                break;
            case Operator found:
                OperatorPrinter.Write(this, found);
                break;
            case OperatorParameter parameter:
                Raw(parameter.Name).Raw("=").Write(parameter.Value);
                break;
            case ColumnDeclaration column:
                Raw(Name(column.Name)).Raw(":").Raw(TypeNames.Of(column.Type));
                break;
            default:
                StatementPrinter.Write(this, node);
                break;
        }
    }

    /// <summary>
    /// <c>(head part part)</c>. A part is a string written as it is, a node, a list of nodes, or null and an empty list, which are left out;
    /// a string with what follows it as a pair is a form of its own.
    /// </summary>
    internal void Form(string head, params ReadOnlySpan<object?> parts)
    {
        text.Append('(').Append(head);
        foreach (var part in parts)
        {
            Part(part);
        }

        text.Append(')');
    }

    /// <summary>Text as it is.</summary>
    internal TreeWriter Raw(string piece)
    {
        text.Append(piece);
        return this;
    }

    /// <summary>Nodes with a separator between.</summary>
    internal void Join(string separator, IEnumerable<Node> nodes)
    {
        var first = true;
        foreach (var node in nodes)
        {
            text.Append(first ? "" : separator);
            first = false;
            Write(node);
        }
    }

    /// <summary>A name as it would be written in a query.</summary>
    internal static string Name(string name) =>
        name.Length > 0 && Lexing.Lexer.IsNameStart(name[0]) && name.Skip(1).All(Lexing.Lexer.IsNamePart) ? name : $"['{name.Replace("'", "\\'", StringComparison.Ordinal)}']";

    /// <summary>A string in double quotes.</summary>
    internal static string Quoted(string value)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' or '\\' => quoted.Append('\\').Append(c),
                '\n' => quoted.Append("\\n"),
                '\t' => quoted.Append("\\t"),
                '\r' => quoted.Append("\\r"),
                _ when char.IsControl(c) || char.IsSurrogate(c) => quoted.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    private void Part(object? part)
    {
        switch (part)
        {
            case null:
                break;
            case string piece:
                text.Append(' ').Append(piece);
                break;
            case Node node:
                text.Append(' ');
                Write(node);
                break;
            case IEnumerable<Node> nodes:
                foreach (var node in nodes)
                {
                    text.Append(' ');
                    Write(node);
                }

                break;
            case (string head, var inner):
                if (inner is not null && inner is not IReadOnlyCollection<Node> { Count: 0 })
                {
                    text.Append(' ');
                    Form(head, inner);
                }

                break;
        }
    }
}
