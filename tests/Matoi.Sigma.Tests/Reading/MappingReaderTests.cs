using Matoi.Sigma.Mapping;
using Xunit;

namespace Matoi.Sigma.Tests.Reading;

public class MappingReaderTests
{
    private const string One = """
        logsource: {product: azure, service: auditlogs}
        records: [azure.audit]
        anyCase: true
        roots: ['', properties]
        fields: {Status: [properties.result, result], who: caller}
        when: {category: AuditLogs}
        time: time
        id: [id]
        entities: [{type: Account, path: caller, scope: tenantId}, {type: IP, path: ip}]
        """;

    [Fact]
    public void Mapping_is_read()
    {
        var mapping = Assert.Single(LogSourceMappings.Read([("m.yml", One)]).All);

        Assert.Equal(("m.yml", "azure/auditlogs", true), (mapping.File, mapping.LogSource.ToString(), mapping.AnyCase));
        Assert.Equal(["azure.audit"], mapping.Records);
        Assert.Equal(["properties.result", "result"], mapping.Paths("status"));
        Assert.Equal(["caller"], mapping.Paths("who"));
        Assert.Equal(["other", "properties.other"], mapping.Paths("other"));
        Assert.Equal("category='AuditLogs'", Written.Line(mapping.When));
        Assert.Equal(["time", "id"], [.. mapping.Time, .. mapping.Id]);
        Assert.Equal([new("Account", "caller", "tenantId"), new("IP", "ip", null)], mapping.Entities);
    }

    [Fact]
    public void Names_differ_by_case_unless_the_mapping_says_otherwise()
        => Assert.Equal(["status"], Assert.Single(LogSourceMappings.Read([("m.yml", "logsource: {product: p}\nrecords: [r]\nfields: {Status: x}")]).All).Paths("status"));

    [Fact]
    public void What_documents_have_in_common_is_merged()
    {
        var all = LogSourceMappings.Read([("m.yml", "action: global\nrecords: [r]\nfields: {a: x}\n---\nlogsource: {product: p}\n---\nlogsource: {product: q}\nfields: {b: y}")]).All;

        Assert.Equal(["p", "q"], all.Select(m => m.LogSource.ToString()));
        Assert.Equal(["x", "y"], [.. all[1].Paths("a"), .. all[1].Paths("b")]);
    }

    [Theory]
    [InlineData("records: [r]", "1:1: SIGMA107 a mapping needs 'logsource'")]
    [InlineData("logsource: {product: p}", "1:1: SIGMA107 a mapping needs 'records'")]
    [InlineData("logsource: {product: p}\nrecords: [r]\nfeilds: {}", "3:1: SIGMA109 'feilds' means nothing in a mapping; 'fields' is probably meant")]
    [InlineData("logsource: {product: p}\nrecords: [r]\nfields: {a: {b: c}}", "3:13: SIGMA106 'a' must be a text or a list of texts\n3:10: SIGMA107 'fields' needs 'a', which is empty")]
    [InlineData("logsource: {product: p}\nrecords: [r]\nanyCase: true\nfields: {a: x, A: y}", "4:16: SIGMA104 'A' stands here twice, since case does not count; make one list of both")]
    [InlineData("logsource: {product: p}\nrecords: [r]\nentities: [{type: IP}]", "3:12: SIGMA107 an entity needs 'path'")]
    [InlineData("logsource: {product: p}\nrecords: [r]\nwhen: {a|lt: x}", "3:14: SIGMA204 a comparison takes a number, not 'x'")]
    [InlineData("logsource: {product: p}\nrecords: [r]\nanyCase: maybe", "3:10: SIGMA108 'anyCase' must be true or false")]
    public void Refuses_with_the_place(string text, string expected)
    {
        var read = LogSourceMappings.Read([("", text)]);

        Assert.Equal(expected, string.Join("\n", read.Errors.Select(e => e.ToString()[1..])));
        Assert.Empty(read.All);
    }

    [Theory]
    [InlineData("windows", null, null, "windows")]
    [InlineData("windows", "process_creation", null, "windows/process_creation windows/process_creation")]
    [InlineData("WINDOWS", "Process_Creation", null, "windows/process_creation windows/process_creation")]
    [InlineData("windows", "other", null, "windows")]
    [InlineData("windows", "process_creation", "security", "windows/process_creation windows/process_creation windows/security")]
    [InlineData("linux", null, null, "")]
    [InlineData(null, "process_creation", null, "windows/process_creation windows/process_creation")]
    public void Mappings_that_say_the_most_are_taken(string? product, string? category, string? service, string expected)
    {
        var mappings = LogSourceMappings.Read([("m.yml", string.Join("\n---\n", new[] { "product: windows", "product: windows, category: process_creation", "product: windows, service: security",
            "product: windows, category: process_creation" }.Select(source => $"logsource: {{{source}}}\nrecords: [r]")))]);

        Assert.Equal(expected, string.Join(' ', mappings.For(new(category, product, service)).Select(m => m.LogSource.ToString()).Order()));
    }
}
