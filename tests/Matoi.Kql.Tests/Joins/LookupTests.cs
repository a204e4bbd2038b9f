using Xunit;

namespace Matoi.Kql.Tests.Joins;

/// <summary><c>lookup</c>.</summary>
public sealed class LookupTests
{
    private const string Sides = "let F = datatable(k:long, v:string)[1,'a', 2,'b']; let D = datatable(k:long, v:string)[1,'x'];";

    [Fact]
    public void Keeps_all_left_rows_and_does_not_repeat_keys()
    {
        var result = Kql.Run($"{Sides} F | lookup D on k | order by k asc");
        Assert.Equal(["k", "v", "v1"], result.Columns.Select(c => c.Name));
        Assert.Equal(["1 | a | x", "2 | b | "], Kql.Rows($"{Sides} F | lookup D on k | order by k asc"));
    }

    [Fact]
    public void Keeps_only_rows_with_a_partner_when_inner()
        => Assert.Equal(["1 | a | x"], Kql.Rows($"{Sides} F | lookup kind=inner D on k"));

    [Fact]
    public void Leaves_out_the_right_key_when_its_name_differs()
        => Assert.Equal(["k", "v", "w"], Kql.Run($"{Sides} F | lookup (D | project id = k, w = v) on $left.k == $right.id").Columns.Select(c => c.Name));

    [Fact]
    public void Refuses_other_kinds() => Assert.Contains("KQL316", Assert.Single(Kql.Errors($"{Sides} F | lookup kind=rightouter D on k")));
}
