using Xunit;

namespace Matoi.Kql.Tests.Scan;

/// <summary><c>scan</c>.</summary>
public sealed class ScanTests
{
    private const string Events = """
        let Events = datatable(Ts:timespan, Event:string)
            [0m,"A", 1m,"Start", 2m,"B", 3m,"D", 4m,"Stop", 6m,"C", 8m,"Start", 11m,"E", 12m,"Stop"];
        """;

    [Fact]
    public void Sums_up_with_the_state_of_its_step()
        => Assert.Equal(["1 | 1", "2 | 3", "3 | 6"], Kql.Rows("range x from 1 to 3 step 1 | scan declare (sum:long = 0) with (step s: true => sum = x + s.sum;)"));

    [Fact]
    public void Sees_the_default_of_a_declared_column_without_a_step_before_it()
        => Assert.Equal(["1 | 8", "2 | 9"], Kql.Rows("range x from 1 to 2 step 1 | scan declare (sum:long = 7) with (step s: true => sum = x + sum;)"));

    [Fact]
    public void Gives_the_events_between_two()
        => Assert.Equal(
            ["Start 0", "B 0", "D 0", "Stop 0", "Start 1", "E 1", "Stop 1"],
            Kql.Rows($"""
                {Events}
                Events | sort by Ts asc | scan with_match_id=id with (
                    step s1: Event == "Start";
                    step s2: Event != "Start" and Event != "Stop" and Ts - s1.Ts <= 5m;
                    step s3: Event == "Stop" and Ts - s1.Ts <= 5m;
                ) | project strcat(Event, " ", id)
                """));

    [Fact]
    public void Cuts_sessions_at_gaps()
        => Assert.Equal(
            ["0 | 0 | 0", "1 | 0 | 0", "32 | 32 | 1", "36 | 32 | 1", "75 | 75 | 2"],
            Kql.Rows("""
                datatable(t:long)[0, 1, 32, 36, 75] | sort by t asc
                | scan with_match_id=id declare (start:long) with (
                    step inside: true => start = iff(isnull(inside.start), t, inside.start);
                    step end output=none: t - inside.start > 30;
                )
                """));

    [Theory]
    [InlineData("all", "1, 2, 3, 4, 5")]
    [InlineData("last", "2, 3, 5")]
    [InlineData("none", "3")]
    public void Gives_of_repeated_matches_what_output_asks_for(string output, string expected)
        => Assert.Equal(expected, string.Join(", ", Kql.Rows($"""
            datatable(t:long, e:string)[1,"a", 2,"a", 3,"b", 4,"a", 5,"a"] | sort by t asc
            | scan with (step first output={output}: e == "a"; step second: e == "b";) | project t
            """)));

    [Fact]
    public void Runs_for_each_partition_by_itself()
        => Assert.Equal(
            ["a | 1 | 1", "b | 2 | 2", "a | 3 | 4", "b | 4 | 6"],
            Kql.Rows("""
                datatable(g:string, v:long)["b",4, "a",1, "b",2, "a",3]
                | scan order by v asc partition by g declare (sum:long = 0) with (step s: true => sum = v + s.sum;)
                """));

    [Fact]
    public void Runs_inside_partition()
        => Assert.Equal(
            ["a | 1 | 1", "a | 3 | 4", "b | 2 | 2", "b | 4 | 6"],
            Kql.Rows("""
                datatable(g:string, v:long)["b",4, "a",1, "b",2, "a",3]
                | partition hint.strategy=native by g (sort by v asc | scan declare (sum:long = 0) with (step s: true => sum = v + s.sum;))
                | sort by g asc, v asc
                """));

    [Fact]
    public void Gives_nothing_over_no_rows()
        => Assert.Empty(Kql.Rows("print x = 1 | where x == 2 | scan declare (n:long = 0) with (step s: true => n = 1;)"));

    [Theory]
    [InlineData("step s: x;", "KQL313")]
    [InlineData("step s: true => y = 1;", "KQL201")]
    [InlineData("step s: true => n = 'a';", "KQL303")]
    [InlineData("step s: t.x == 1; step t: true;", "KQL201")]
    [InlineData("step s output=some: true;", "KQL316")]
    [InlineData("step s optional: true;", "KQL401")]
    public void Tells_what_is_wrong(string steps, string code)
        => Assert.Contains(Kql.Errors($"print x = 'a' | scan declare (n:long = 0) with ({steps})"), e => e.Contains(code, StringComparison.Ordinal));
}
