using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class ConditionTests
{
    private const string Four = "a: {x: 1}\nb: {x: 2}\nsel_1: {x: 3}\nsel_2: {x: 4}\n_c: {x: 5}";

    [Theory]
    [InlineData("a", "x='1'")]
    [InlineData("a and b", "(x='1' & x='2')")]
    [InlineData("a OR b AND NOT sel_1", "(x='1' | (x='2' & !x='3'))")]
    [InlineData("(a or b) and sel_1", "((x='1' | x='2') & x='3')")]
    [InlineData("((a)or(b))", "(x='1' | x='2')")]
    [InlineData("not not a", "x='1'")]
    [InlineData("not a and b", "(!x='1' & x='2')")]
    [InlineData("a and b and sel_1", "(x='1' & x='2' & x='3')")]
    [InlineData("1 of sel_*", "(x='3' | x='4')")]
    [InlineData("any of sel_*", "(x='3' | x='4')")]
    [InlineData("all of sel_*", "(x='3' & x='4')")]
    [InlineData("All Of *_2", "x='4'")]
    [InlineData("1 of s*_*", "(x='3' | x='4')")]
    [InlineData("1 of s*l_*1*", "x='3'")]
    [InlineData("1 of **", "(x='1' | x='2' | x='3' | x='4')")]
    [InlineData("1 of a", "x='1'")]
    [InlineData("1 of them", "(x='1' | x='2' | x='3' | x='4')")]
    [InlineData("2 of them", "2 of (x='1', x='2', x='3', x='4')")]
    [InlineData("2 of sel_*", "(x='3' & x='4')")]
    [InlineData("1 of *", "(x='1' | x='2' | x='3' | x='4')")]
    [InlineData("1 of _*", "x='5'")]
    [InlineData("_c", "x='5'")]
    [InlineData("a and not 1 of sel_*", "(x='1' & !(x='3' | x='4'))")]
    [InlineData("[a, b]", "(x='1' | x='2')")]
    [InlineData("[a and b, not a]", "((x='1' & x='2') | !x='1')")]
    public void Condition_reads_as(string condition, string expected) => Assert.Equal(expected, Written.Condition(Four, condition));

    [Theory]
    [InlineData("sel_3", "10:14: SIGMA302 there is no selection 'sel_3'; 'sel_1' is probably meant")]
    [InlineData("a and zzz", "10:20: SIGMA302 there is no selection 'zzz'")]
    [InlineData("a and", "10:14: SIGMA301 the name of a selection is missing here")]
    [InlineData("a and or b", "10:20: SIGMA301 the name of a selection is missing here")]
    [InlineData("a b", "10:16: SIGMA301 'and' or 'or' is missing before 'b'")]
    [InlineData("(a or b", "10:14: SIGMA301 this parenthesis is not closed")]
    [InlineData("a)", "10:15: SIGMA301 this parenthesis was not opened")]
    [InlineData("x of sel_*", "10:14: SIGMA301 before 'of' stands a number from 1, 'any' or 'all', not 'x'")]
    [InlineData("0 of sel_*", "10:14: SIGMA301 before 'of' stands a number from 1, 'any' or 'all', not '0'")]
    [InlineData("3 of sel_*", "10:14: SIGMA301 'sel_*' stands for 2, of which 3 cannot be true")]
    [InlineData("1 of filter*", "10:19: SIGMA302 there is no selection 'filter*'")]
    [InlineData("1 of sel_1*1", "10:19: SIGMA302 there is no selection 'sel_1*1'; 'sel_1' is probably meant")]
    [InlineData("1 of", "10:14: SIGMA301 behind 'of' stands 'them' or a name, which may hold *")]
    [InlineData("sel_*", "10:14: SIGMA302 before 'sel_*' stands '1 of' or 'all of'")]
    [InlineData("them", "10:14: SIGMA302 there is no selection; before 'them' stands '1 of' or 'all of'")]
    [InlineData("a | count() > 5", "10:16: SIGMA111 aggregations in conditions are no longer part of the format; write a correlation of type event_count or value_count")]
    [InlineData("'a and zz'", "10:21: SIGMA302 there is no selection 'zz'")]
    [InlineData(">-\n    a and\n    zz", "12:5: SIGMA302 there is no selection 'zz'")]
    [InlineData("[a, zz]", "10:18: SIGMA302 there is no selection 'zz'")]
    [InlineData("", "5:3: SIGMA107 'detection' needs 'condition', which is empty")]
    public void Refuses_with_the_place(string condition, string expected) => Assert.Equal(expected, Written.Errors(Written.Rule(Four, condition)));

    [Theory]
    [InlineData("(")]
    [InlineData("not ")]
    public void Deep_nesting_is_refused(string part)
        => Assert.Contains("SIGMA301 the condition nests more than 100 deep", Written.Errors(Written.Rule(Four, string.Concat(Enumerable.Repeat(part, 50_000)) + "a")), StringComparison.Ordinal);
}
