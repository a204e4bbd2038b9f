using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>Operators are functions with names of their own: <c>a + b</c> is <c>_add(a, b)</c>. A negated operator is <c>not</c> of the plain one.</summary>
internal static class OperatorBinder
{
    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["or"] = "_or", ["and"] = "_and", ["+"] = "_add", ["-"] = "_subtract", ["*"] = "_multiply", ["/"] = "_divide", ["%"] = "_modulo",
        ["=="] = "_equal", ["<"] = "_less", ["<="] = "_lessequal", [">"] = "_greater", [">="] = "_greaterequal",
        ["=~"] = "_equal_ci", ["has"] = "_has", [":"] = "_has", ["has_cs"] = "_has_cs", ["contains"] = "_contains", ["contains_cs"] = "_contains_cs",
        ["startswith"] = "_startswith", ["startswith_cs"] = "_startswith_cs", ["endswith"] = "_endswith", ["endswith_cs"] = "_endswith_cs",
        ["hasprefix"] = "_hasprefix", ["hasprefix_cs"] = "_hasprefix_cs", ["hassuffix"] = "_hassuffix", ["hassuffix_cs"] = "_hassuffix_cs",
        ["matches regex"] = "_matches_regex", ["like"] = "_like", ["like_cs"] = "_like_cs",
    };

    /// <summary>The value of an operator between two values.</summary>
    public static Scalar Apply(string op, Scalar left, Scalar right, RowContext context, TextSpan span)
    {
        if (left is Faulty || right is Faulty)
        {
            return new Faulty();
        }

        if (Functions.TryGetValue(op, out var function))
        {
            return op switch
            {
                "==" or "<" or "<=" or ">" or ">=" => ComparisonBinder.Apply(op, function, left, right, context, span),
                "+" or "-" or "*" or "/" or "%" when left.Type == KqlType.Dynamic && right.Type == KqlType.Dynamic => Calls.Make(context, function + "_dynamic", [left, right], span),
                "+" or "-" or "*" or "/" or "%" => Calls.Make(context, function, [Operand(left, right.Type, op), Operand(right, left.Type, op)], span),
                _ => Calls.Make(context, function, [left, right], span),
            };
        }

        var plain = op switch
        {
            "!=" or "<>" => "==",
            "!~" => "=~",
            "notlike" => "like",
            "notlike_cs" => "like_cs",
            "notcontains" => "contains",
            "notcontains_cs" => "contains_cs",
            _ => op.TrimStart('!'),
        };
        return plain != op && Functions.ContainsKey(plain)
            ? Calls.Make(context, "not", [Apply(plain, left, right, context, span)], span)
            : ScalarBinder.Fault(context, "KQL204", $"no operator '{op}'", span);
    }

    /// <summary>An operand of arithmetic: a dynamic one becomes what the other is, or what goes with it.</summary>
    private static Scalar Operand(Scalar value, KqlType other, string op) => value.Type != KqlType.Dynamic ? value : other switch
    {
        KqlType.Int or KqlType.Long => Conversions.Explicit(value, KqlType.Long),
        KqlType.Real or KqlType.Decimal => Conversions.Explicit(value, other),
        KqlType.DateTime => Conversions.Explicit(value, op == "-" ? KqlType.DateTime : KqlType.TimeSpan),
        KqlType.TimeSpan => Conversions.Explicit(value, op == "*" ? KqlType.Real : KqlType.TimeSpan),
        _ => value,
    };

    /// <summary>How an operator's function is written in KQL; null for other functions.</summary>
    public static string? Spelling(string function)
        => function is "_negate" or "_negate_dynamic" ? "-" : Functions.FirstOrDefault(f => f.Value == function || f.Value + "_dynamic" == function).Key;
}
