using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding.Plugins;

/// <summary>Makes rows the same each time they are evaluated.</summary>
internal static class Repeatable
{
    /// <summary>
    /// The rows themselves when they come from stored rows by projection and filter only: these are evaluated again, cheaper than keeping all their columns.
    /// Else kept rows: a sample, a limit, a group may give others the second time, or cost much.
    /// </summary>
    public static Rel Rows(Rel rows, QueryData data) => IsSame(rows) ? rows : data.Keep(rows);

    private static bool IsSame(Rel rows) => rows switch
    {
        ScanRel or ValuesRel or RangeRel => true,
        ProjectRel project => IsSame(project.Input) && project.Items.Concat(project.HiddenItems).All(i => IsSame(i.Value)),
        FilterRel filter => IsSame(filter.Input) && IsSame(filter.Predicate),
        SortRel sort => IsSame(sort.Input),
        ExpandRel expand => IsSame(expand.Input),
        SharedRel { Materialize: false } shared => IsSame(shared.Inner),
        _ => false,
    };

    private static bool IsSame(Scalar value) => value is not Call { Function.Volatile: true } && value.Operands.All(IsSame);
}
