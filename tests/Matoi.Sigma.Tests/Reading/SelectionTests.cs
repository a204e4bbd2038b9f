using Matoi.Sigma.Reading;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class SelectionTests
{
    [Theory]
    [InlineData("s: {a: x}", "a='x'")]
    [InlineData("s: {a: x, b: y}", "(a='x' & b='y')")]
    [InlineData("s: {a: [x, y], b: z}", "((a='x' | a='y') & b='z')")]
    [InlineData("s: [{a: x}, {b: y, c: z}]", "(a='x' | (b='y' & c='z'))")]
    [InlineData("s: [x, y]", "(any='*x*' | any='*y*')")]
    [InlineData("s: x", "any='*x*'")]
    [InlineData("s: [x, {a: y}]", "(any='*x*' | a='y')")]
    [InlineData("s: {'|all': [x, y]}", "(any='*x*' & any='*y*')")]
    [InlineData("s: {'|re': 'x.y'}", "any~/x.y/")]
    [InlineData("s: {a: }", "a=null")]
    [InlineData("s: {a: null}", "a=null")]
    [InlineData("s: {a: ''}", "a=''")]
    [InlineData("s: {a: 'null'}", "a='null'")]
    [InlineData("s: {a: ['', null]}", "(a='' | a=null)")]
    [InlineData("s: {a: 1}", "a='1'")]
    [InlineData("s: {a: true}", "a='true'")]
    [InlineData("s: {a.b.c: x}", "a.b.c='x'")]
    [InlineData("s: {a: 'x*y?'}", "a='x*y?'")]
    [InlineData(@"s: {a: 'C:\x\*'}", @"a='C:\\x\*'")]
    [InlineData(@"s: {a: 'C:\x\\*'}", @"a='C:\\x\\*'")]
    public void Selection_asks(string detection, string expected) => Assert.Equal(expected, Written.Condition(detection));

    [Theory]
    [InlineData("s: {a|contains: x}", "a='*x*'")]
    [InlineData("s: {a|contains: 'x*y'}", "a='*x*y*'")]
    [InlineData(@"s: {a|contains: '\x\'}", @"a='*\\x\\*'")]
    [InlineData("s: {a|startswith: x}", "a='x*'")]
    [InlineData(@"s: {a|endswith: '\x.exe'}", @"a='*\\x.exe'")]
    [InlineData("s: {a|contains|all: [x, y]}", "(a='*x*' & a='*y*')")]
    [InlineData("s: {a|all|contains: [x, y]}", "(a='*x*' & a='*y*')")]
    [InlineData("s: {a|cased: X}", "a=='X'")]
    [InlineData("s: {a|contains|cased: X}", "a=='*X*'")]
    [InlineData("s: {a|exists: true}", "a?")]
    [InlineData("s: {a|exists: false}", "a-")]
    [InlineData("s: {a|neq: x}", "!a='x'")]
    [InlineData("s: {a|neq: [x, y]}", "!(a='x' | a='y')")]
    [InlineData("s: {a|contains|neq: x}", "!a='*x*'")]
    [InlineData("s: {a|neq: null}", "!a=null")]
    [InlineData("s: {a|lt: 1}", "a Less 1")]
    [InlineData("s: {a|lte: 1.5}", "a LessOrEqual 1.5")]
    [InlineData("s: {a|gt: -2}", "a Greater -2")]
    [InlineData("s: {a|gte: '3'}", "a GreaterOrEqual 3")]
    [InlineData("s: {a|minute: 5}", "a.Minute Equal 5")]
    [InlineData("s: {a|hour|gte: 22}", "a.Hour GreaterOrEqual 22")]
    [InlineData("s: {a|day: 1}", "a.Day Equal 1")]
    [InlineData("s: {a|week|lt: 9}", "a.Week Less 9")]
    [InlineData("s: {a|month: [1, 2]}", "(a.Month Equal 1 | a.Month Equal 2)")]
    [InlineData("s: {a|year|neq: 2026}", "!a.Year Equal 2026")]
    [InlineData("s: {a|cidr: 10.0.0.0/8}", "a in 10.0.0.0/8")]
    [InlineData("s: {a|cidr: ['2001:db8::/32', 192.0.2.1]}", "(a in 2001:db8::/32 | a in 192.0.2.1/32)")]
    [InlineData("s: {a|cidr: 0.0.0.0/0}", "a in 0.0.0.0/0")]
    [InlineData("s: {a|fieldref: b}", "a Equals b")]
    [InlineData("s: {a|fieldref|startswith: b.c}", "a StartsWith b.c")]
    [InlineData("s: {a|fieldref|endswith: b}", "a EndsWith b")]
    [InlineData("s: {a|fieldref|contains|cased: b}", "a Contains b cased")]
    [InlineData("s: {a|fieldref|neq: b}", "!a Equals b")]
    [InlineData("s: {a|re: '^x.*y$'}", "a~/^x.*y$/")]
    [InlineData("s: {a|re|i|m|s: x}", "a~/x/ims")]
    [InlineData("s: {a|re|i: [x, y]}", "(a~/x/i | a~/y/i)")]
    [InlineData("s: {a|re|startswith: 'x|y'}", @"a~/\A(?:x|y)/")]
    [InlineData(@"s: {a|re: '(?=x)(\w)\1'}", @"a~/(?=x)(\w)\1/")]
    [InlineData("s: {a|base64: foobar}", "a='Zm9vYmFy'")]
    [InlineData("s: {a|base64offset|contains: foobar}", "(a='*Zm9vYmFy*' | a='*Zvb2Jhc*' | a='*mb29iYX*')")]
    [InlineData("s: {a|wide|base64offset|contains: ping}", "(a='*cABpAG4AZw*' | a='*AAaQBuAGcA*' | a='*wAGkAbgBnA*')")]
    [InlineData("s: {a|utf16le|base64: cmd}", "a='YwBtAGQA'")]
    [InlineData("s: {a|utf16be|base64: cmd}", "a='AGMAbQBk'")]
    [InlineData("s: {a|utf16|base64: cmd}", "a='//5jAG0AZAA='")]
    [InlineData("s: {a|wide: xy}", "a='x\0y\0'")]
    [InlineData("s: {a|base64: é}", "a='w6k='")]
    public void Modifier_asks(string detection, string expected) => Assert.Equal(expected, Written.Condition(detection));

    [Fact]
    public void Windash_writes_every_flag_with_every_dash()
    {
        Assert.Equal("(a='* -f*' | a='* /f*' | a='* –f*' | a='* —f*' | a='* ―f*')", Written.Condition("s: {a|windash|contains: ' -f'}"));
        var two = Written.Condition("s: {a|contains|windash: '-a x-y /b'}").Split(" | ");
        Assert.Equal(25, two.Distinct().Count());
        Assert.All(two, text => Assert.Contains(" x-y ", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Windash_with_all_joins_the_spellings_of_each_value()
        => Assert.StartsWith("((a='*-x*' | a='*/x*'", Written.Condition("s: {a|windash|contains|all: ['-x', '-y']}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("s: {a|expand: '%admins%'}", "(a='alice' | a='adm_*')")]
    [InlineData("s: {a|expand: 'x%one%y'}", "a='x1y'")]
    [InlineData("s: {a|contains|expand: '%one%'}", "a='*1*'")]
    [InlineData("s: {a|expand: '%one%%admins%'}", "(a='1alice' | a='1adm_*')")]
    [InlineData(@"s: {a|expand: '\%plain%one%'}", "a='%plain1'")]
    [InlineData("s: {a|expand: '5% of %one%'}", "a='5% of 1'")]
    [InlineData("s: {a|expand: '%nobody%'}", "never")]
    [InlineData("s: {a|expand: ['%nobody%', b]}", "a='b'")]
    [InlineData("s: {a|expand|all: ['%nobody%', b]}", "(never & a='b')")]
    [InlineData("s: {a|expand|neq: '%nobody%'}", "never")]
    [InlineData("s: {a|expand|cidr: '%net%'}", "a in 10.0.0.0/8")]
    [InlineData("s: {a: '%one%'}", "a='%one%'")]
    public void Placeholder_stands_for_its_values(string detection, string expected)
    {
        var options = new SigmaReaderOptions { Placeholders = new Dictionary<string, IReadOnlyList<string>> { ["admins"] = ["alice", "adm_*"], ["one"] = ["1"], ["net"] = ["10.0.0.0/8"] } };

        Assert.Equal(expected, Written.Condition(detection, options: options));
    }

    [Theory]
    [InlineData("s: {a|startwith: x}", "5:9: SIGMA202 there is no modifier 'startwith'; 'startswith' is probably meant")]
    [InlineData("s: {a|contains|al: x}", "5:18: SIGMA202 there is no modifier 'al'; 'all' is probably meant")]
    [InlineData("s: {a|lt: x}", "5:13: SIGMA204 a comparison takes a number, not 'x'")]
    [InlineData("s: {a|exists: maybe}", "5:17: SIGMA204 'exists' takes true or false")]
    [InlineData("s: {a|exists|neq: true}", "5:7: SIGMA203 'exists' stands alone; its value says whether the field shall be there")]
    [InlineData("s: {a|contains|endswith: x}", "5:7: SIGMA203 only one of contains, startswith and endswith can be true; for both ends write 'contains'")]
    [InlineData("s: {a|all|all: [x, y]}", "5:7: SIGMA203 the modifier 'all' stands here twice")]
    [InlineData("s: {a|re|cidr: x}", "5:7: SIGMA203 're' and 'cidr' are different tests; write two fields")]
    [InlineData("s: {a|i: x}", "5:7: SIGMA203 'i' is a flag of 're' and stands behind it")]
    [InlineData("s: {a|contains|base64: x}", "5:7: SIGMA203 'contains' stands behind 'base64', since wildcards cannot be encoded")]
    [InlineData("s: {a|base64|wide: x}", "5:7: SIGMA203 'wide' stands before 'base64', since the text is encoded in this order")]
    [InlineData("s: {a|base64|windash: x}", "5:7: SIGMA203 'windash' stands before 'base64', since it changes the text that is encoded")]
    [InlineData("s: {a|base64|base64offset: x}", "5:7: SIGMA203 'base64' and 'base64offset' are two encodings of the same text; write one")]
    [InlineData("s: {a|cidr|contains: 10.0.0.0/8}", "5:7: SIGMA203 'contains' does not go with 'cidr'")]
    [InlineData("s: {a|gt|windash: 1}", "5:7: SIGMA203 'windash' does not go with 'gt'")]
    [InlineData("s: {a|neq|gt: 1}", "5:7: SIGMA203 'neq' does not go with 'gt'; write the opposite comparison")]
    [InlineData("s: {'|gt': 1}", "5:7: SIGMA203 'gt' needs a field before it")]
    [InlineData("s: {a|base64: 'x*'}", "5:17: SIGMA204 'base64' takes texts without wildcards; write \\* for the sign itself")]
    [InlineData("s: {a|base64offset: x}", "5:23: SIGMA204 'base64offset' takes texts of two bytes or more")]
    [InlineData("s: {a|cidr: 10.1.2.3/8}", "5:15: SIGMA204 '10.1.2.3/8' is no network, since bits behind /8 are set; write 10.0.0.0/8")]
    [InlineData("s: {a|cidr: 10.0.0.0/33}", "5:15: SIGMA204 the length of '10.0.0.0/33' must be a number from 0 to 32")]
    [InlineData("s: {a|cidr: 10/8}", "5:15: SIGMA204 '10/8' is no network; write 10.0.0.0/8 or 2001:db8::/32")]
    [InlineData("s: {a|contains: null}", "5:19: SIGMA204 null stands alone: it goes with no modifier but neq")]
    [InlineData("s: {a|re: 'x(y'}", "5:16: SIGMA205 this regular expression cannot be read: Invalid pattern 'x(y' at offset 3. Not enough )'s.")]
    [InlineData("s: {a|windash: '-a -b -c -d -e -f'}", "5:18: SIGMA206 'windash' takes values with at most 5 flags")]
    [InlineData("s: {a: {b: c}}", "5:10: SIGMA106 a field takes a value or a list of values; write the path of a nested field with dots (a.b)")]
    [InlineData("s: {a: []}", "5:10: SIGMA201 the list of values of 'a' is empty")]
    [InlineData("s: {}", "5:6: SIGMA201 the selection is empty")]
    [InlineData("s: []", "5:6: SIGMA201 the selection is empty")]
    [InlineData("s: [[x]]", "5:7: SIGMA106 a list of a selection holds mappings or texts")]
    [InlineData("s: {a: x, a: y}", "5:13: SIGMA104 'a' stands here twice; keep one, or make one list of both")]
    public void Refuses_with_the_place(string detection, string expected) => Assert.Equal(expected, Written.Errors(Written.Rule(detection)));

    [Fact]
    public void Place_in_a_block_of_text_is_that_of_its_line()
        => Assert.Equal("7:10: SIGMA205 this regular expression cannot be read: Invalid pattern 'x b) ' at offset 4. Too many )'s.",
            Written.Errors(Written.Rule("s:\n  a|re: |\n    x b)")));

    [Theory]
    [InlineData("s: {a|all: x}", "s", "5:7: SIGMA904 'all' has no meaning for one value")]
    [InlineData("s: {a: x}\nt: {b: y}", "s", "6:3: SIGMA901 the condition does not use 't'")]
    [InlineData("s: {a|expand: '%nobody%'}", "s", "5:17: SIGMA905 the placeholder %nobody% has no values here, so that this test matches nothing")]
    public void Warns(string detection, string condition, string expected) => Assert.Equal(expected, Written.Warnings(Written.Rule(detection, condition)));
}
