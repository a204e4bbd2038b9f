using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding;

/// <summary>Makes the output columns of an operator from its items: a name that is written must be new, an automatic one gets a number where it is taken.</summary>
internal sealed class OutputColumns(Binder binder)
{
    private readonly Columns _columns = new();
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private int _unnamed = 1;

    /// <summary>The column of an item's value; a null name gives the first free one of <c>Column1</c>, <c>Column2</c>….</summary>
    public Column Add(Expr item, string? name, Scalar value) => Add(item, name, value, item is NameExpr || item is NamedExpr named && named.Names.Contains(name));

    /// <summary>The same, knowing whether the name is written.</summary>
    public Column Add(Expr item, string? name, Scalar value, bool written)
    {
        if (written && !_written.Add(name!))
        {
            binder.Error("KQL320", $"there is a column '{name}' already; choose another name", item.Span);
        }

        return _columns.Add(name ?? Unnamed(_columns, ref _unnamed), value);
    }

    /// <summary>The first name of <c>Column1</c>, <c>Column2</c>… that no column has.</summary>
    public static string Unnamed(Columns columns, ref int number)
    {
        while (columns.Has($"Column{number}"))
        {
            number++;
        }

        return $"Column{number++}";
    }
}
