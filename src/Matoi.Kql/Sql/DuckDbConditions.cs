using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Conditions and equality.</summary>
internal sealed partial class DuckDbEmitter
{
    /// <summary>A condition where null counts as false, so that the engine may use plain comparisons on stored columns.</summary>
    private string Predicate(Scalar value) => value switch
    {
        Call { Function.Name: "_and", Arguments: [var a, var b] } => $"({Predicate(a)} AND {Predicate(b)})",
        Call { Function.Name: "_or" } => Any(value),
        Call { Function.Name: "not", Arguments: [Call { Function.Name: "_equal" } equal] } => StoredComparison.Different(equal, Raw, Scalar) ?? Different(equal) ?? Scalar(value),
        Call call => StoredComparison.Of(call, Raw, Scalar) ?? TextMembership.Of(call, condition: true, Raw, Scalar) ?? Same(call) ?? Scalar(value),
        InRows rows => Membership(rows, exact: false),
        _ => Scalar(value),
    };

    /// <summary>Conditions of which one must hold; a column compared with several constants is one membership.</summary>
    private string Any(Scalar value)
    {
        // A long list of values is as deep a tree, so no recursion here.
        var (open, leaves) = (new Stack<Scalar>([value]), new List<Scalar>());
        while (open.TryPop(out var next))
        {
            if (next is Call { Function.Name: "_or", Arguments: [var a, var b] })
            {
                open.Push(b);
                open.Push(a);
            }
            else
            {
                leaves.Add(next);
            }
        }

        var members = leaves.Select(l => (Leaf: l, Member: l is Call call ? StoredComparison.Member(call) : null)).ToList();
        var parts = new List<string>();
        foreach (var group in members.GroupBy(m => m.Member is { } member ? member.Column : (object)m.Leaf))
        {
            var values = group.ToList();
            parts.Add(values is [var only] ? Predicate(only.Leaf) : $"({Raw((Column)group.Key)} IN ({string.Join(", ", values.Select(v => Scalar(v.Member!.Value.Value)))}))");
        }

        return parts is [var one] ? one : $"({string.Join(" OR ", parts)})";
    }

    /// <summary>Equality where null counts as false; null when the call is none that is shorter so.</summary>
    private string? Same(Call call)
        => call is { Function.Name: "_equal", Function.DuckDb: not null, Arguments: [var a, var b] } && (a.Type != KqlType.Real || IsPlain(a) || IsPlain(b)) ? $"({Scalar(a)} = {Scalar(b)})" : null;

    /// <summary>Inequality where null counts as false.</summary>
    private string? Different(Call equal)
        => equal is { Function.DuckDb: not null, Arguments: [var a, var b] } && (a.Type != KqlType.Real || IsPlain(a) || IsPlain(b)) ? $"({Scalar(a)} IS DISTINCT FROM {Scalar(b)})" : null;

    /// <summary>Equality with a constant, which is never null; null when no side is one.</summary>
    private string? SameAsConstant(Call call)
        => call is { Function.Name: "_equal", Function.DuckDb: not null, Arguments: [{ Type: not KqlType.String } a, var b] } && (IsPlain(a) || IsPlain(b)) ? $"({Scalar(a)} IS NOT DISTINCT FROM {Scalar(b)})" : null;

    private static bool IsPlain(Scalar value) => value is Constant { Value: not (null or double.NaN) };
}
