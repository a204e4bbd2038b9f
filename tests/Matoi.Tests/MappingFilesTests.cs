using Matoi.Clouds.Generic;
using Xunit;

namespace Matoi.Tests;

/// <summary>A mapping file says everything that is wrong with it at once, and hurts no other file.</summary>
public class MappingFilesTests
{
    private const string Good = """
        id: example.app
        product: Example
        summary: JSON lines of the example application.
        table: Example_CL
        match: { properties: [when, who] }
        time: when
        columns:
          User: who
          Count: { type: int, path: n }
        """;

    [Fact]
    public void Read_gives_a_source_when_the_file_is_right()
    {
        var (source, problems) = MappingFiles.Read("example.yml", Good);

        Assert.Empty(problems);
        Assert.Equal(["TimeGenerated", "User", "Count"], source!.Tables.Single().Columns.Select(c => c.Name));
    }

    [Fact]
    public void Read_reports_every_problem_with_its_place()
    {
        var (source, problems) = MappingFiles.Read("bad.yml", """
            id: example.bad
            product: Example
            tabel: Example_CL
            cloud: Moon
            time: [when]
            columns:
              User: { type: text, path: who }
              Names: "who[].name"
            alert:
              title: "{who}"
              severity: { path: level, map: { bad: Terrible } }
              entities:
                - { type: Person, path: who }
            """);

        Assert.Null(source);
        Assert.Equal(
        [
            "bad.yml:1:1: 'match' must name the properties of the JSON, or the header columns of the CSV, by which a record is told",
            "bad.yml:1:1: 'summary' is missing",
            "bad.yml:1:1: 'table' is missing",
            "bad.yml:3:1: the file has no 'tabel' (known: id, product, cloud, summary, order, table, delimiter, match, time, identity, columns, alert)",
            "bad.yml:4:8: cloud 'Moon' is not one of Unknown, Azure, Aws, Google",
            "bad.yml:5:7: 'time' must be text",
            "bad.yml:7:9: column User has the type 'text', which is not one of string, bool, int, long, real, datetime, dynamic",
            "bad.yml:8:10: column Names takes one value, so a bracket in its path must hold a number (take [0], or the whole array as dynamic)",
            "bad.yml:10:3: 'sourceRef' is missing",
            "bad.yml:11:40: severity 'Terrible' is not one of Unknown, Informational, Low, Medium, High, Critical, Fatal",
            "bad.yml:13:15: type 'Person' is not one of Account, Host, IP, CloudResource, Process, File, FileHash, URL, DNS, Mailbox, MailMessage, CloudApplication, Malware, RegistryKey, RegistryValue, SecurityGroup",
        ], problems.Select(p => p.Message).OrderBy(Line).ThenBy(m => m, StringComparer.Ordinal));
    }

    [Fact]
    public void Read_reports_the_place_when_the_yaml_is_broken()
    {
        var (source, problems) = MappingFiles.Read("broken.yml", "id: a\nproduct: [b\n");

        Assert.Null(source);
        Assert.Equal("mapping-syntax", Assert.Single(problems).Code);
        Assert.StartsWith("broken.yml:", problems[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_keeps_the_good_files_when_one_is_bad()
    {
        var folder = Directory.CreateTempSubdirectory("mappings").FullName;
        File.WriteAllText(Path.Combine(folder, "a.yml"), Good);
        File.WriteAllText(Path.Combine(folder, "b.yml"), "id: only");
        File.WriteAllText(Path.Combine(folder, "c.yml"), Good);

        var (sources, problems) = MappingFiles.Load(folder);

        Directory.Delete(folder, true);
        Assert.Equal("example.app", Assert.Single(sources).Id);
        Assert.Contains(problems, p => p.Message == "c.yml:1:1: the id 'example.app' is taken by a.yml; give each file its own");
        Assert.Contains(problems, p => p.Message == "b.yml:1:1: 'product' is missing");
    }

    [Fact]
    public void Load_gives_nothing_when_there_is_no_folder()
    {
        var (sources, problems) = MappingFiles.Load("/no/such/folder");

        Assert.Empty(sources);
        Assert.Empty(problems);
    }

    private static int Line(string message) => int.Parse(message.Split(':')[1]);
}
