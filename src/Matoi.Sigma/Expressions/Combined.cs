namespace Matoi.Sigma.Expressions;

/// <summary>Combines expressions without nesting more than needed.</summary>
internal static class Combined
{
    /// <summary>All of them.</summary>
    public static Expression All(IEnumerable<Expression> operands)
    {
        var flat = operands.SelectMany(operand => operand is AllOf all ? all.Operands : [operand]).ToList();
        return flat.Count == 1 ? flat[0] : new AllOf(flat);
    }

    /// <summary>At least one of them.</summary>
    public static Expression Any(IEnumerable<Expression> operands)
    {
        var flat = operands.SelectMany(operand => operand is AnyOf any ? any.Operands : [operand]).ToList();
        return flat.Count == 1 ? flat[0] : new AnyOf(flat);
    }

    /// <summary>So many of them.</summary>
    public static Expression AtLeast(int count, IReadOnlyList<Expression> operands)
        => count == 1 ? Any(operands) : count == operands.Count ? All(operands) : new AtLeast(count, operands);

    /// <summary>The opposite.</summary>
    public static Expression Not(Expression operand) => operand is Not not ? not.Operand : new Not(operand);
}
