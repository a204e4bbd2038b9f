using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Matoi.Clouds.Generic;
using Matoi.Detect;
using Matoi.Model;
using Matoi.Server;
using Xunit;

namespace Matoi.Tests.Architecture;

/// <summary>References between projects run one way, and files and names stay as the house style has them.</summary>
public partial class ArrowsTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Here(), "..", "..", "..", "src"));

    private static IEnumerable<string> Files => Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal));

    [Theory]
    [InlineData("Matoi.Model", "")]
    [InlineData("Matoi.Kql", "DuckDB.NET.Data.Full MaxMind.Db")]
    [InlineData("Matoi.Sigma", "YamlDotNet")]
    [InlineData("Matoi.Clouds", "Matoi.Model YamlDotNet")]
    [InlineData("Matoi.Server", "BlazorMonaco Matoi Matoi.Clouds Microsoft.AspNetCore.OpenApi MudBlazor Spectre.Console System.CommandLine")]
    public void Project_refers_to_nothing_else_when_it_is_built(string project, string references)
    {
        var named = XDocument.Load(Path.Combine(Source, project, $"{project}.csproj")).Descendants()
            .Where(e => e.Name.LocalName is "ProjectReference" or "PackageReference").Select(e => Path.GetFileNameWithoutExtension("/" + e.Attribute("Include")!.Value.Replace('.', '\u0001')).Replace('\u0001', '.'));
        Assert.Equal(references.Split(' ', StringSplitOptions.RemoveEmptyEntries), named.Select(n => n.Replace(".csproj", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Product_refers_to_the_model_and_the_engines_and_to_no_cloud_when_it_is_built()
        => Assert.Equal(["../Matoi.Kql/Matoi.Kql.csproj", "../Matoi.Model/Matoi.Model.csproj", "../Matoi.Sigma/Matoi.Sigma.csproj"], XDocument.Load(Path.Combine(Source, "Matoi", "Matoi.csproj")).Descendants("ProjectReference").Select(e => e.Attribute("Include")!.Value));

    [Theory]
    [InlineData(typeof(Problem), "")]
    [InlineData(typeof(MappingFiles), "Matoi.Model YamlDotNet")]
    [InlineData(typeof(DetectRoom), "Matoi.Kql Matoi.Model Matoi.Sigma YamlDotNet")]
    [InlineData(typeof(MatoiHost), "Matoi Matoi.Clouds Matoi.Kql Matoi.Model Matoi.Sigma")]
    public void Assembly_uses_no_other_of_ours_when_it_is_loaded(Type of, string allowed)
        => Assert.Empty(of.Assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("Matoi", StringComparison.Ordinal) || n == "YamlDotNet" && of != typeof(MappingFiles)).Except(allowed.Split(' ')));

    [Fact]
    public void Model_uses_the_base_library_only_when_it_is_loaded()
        => Assert.All(typeof(Problem).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name));

    [Fact]
    public void Folder_is_no_drawer_for_everything_when_it_is_named()
        => Assert.DoesNotContain(Directory.EnumerateDirectories(Source, "*", SearchOption.AllDirectories).Select(Path.GetFileName),
            name => name is "Core" or "Common" or "Utils" or "Helpers" or "Services" or "Managers");

    [Fact]
    public void Namespace_is_no_drawer_for_everything_when_it_is_named()
        => Assert.DoesNotContain(Files, f => File.ReadLines(f).Any(line => Drawer().IsMatch(line)));

    [Fact]
    public void File_fits_in_500_lines_when_it_is_written_by_hand() => Assert.DoesNotContain(Files, f => File.ReadLines(f).Count() > 500);

    [Fact]
    public void Interfaces_stay_fewer_than_15_when_counted() => Assert.True(Files.Sum(f => Interface().Count(File.ReadAllText(f))) < 15);

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"^namespace .*\b(Core|Common|Utils|Helpers|Services|Managers)\b")]
    private static partial Regex Drawer();

    [GeneratedRegex(@"^\s*(public|internal|private|file)?\s*(partial )?interface I[A-Z]", RegexOptions.Multiline)]
    private static partial Regex Interface();
}
