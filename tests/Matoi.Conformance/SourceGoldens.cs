using Xunit;

namespace Matoi.Conformance;

/// <summary>Every source maps its fixtures to the recorded rows and alerts, and every source has a fixture.</summary>
public class SourceGoldens
{
    public static TheoryData<string> Cases() => [.. Directory.GetDirectories(Repository.Goldens).SelectMany(Directory.GetDirectories)
        .Where(folder => Directory.GetFiles(folder, "input.*").Length > 0)
        .Select(folder => Path.GetRelativePath(Repository.Goldens, folder)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Sources() => [.. MappedText.Catalogue.Sources.Select(s => s.Id)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fixture_maps_to_its_recorded_rows_and_alerts(string folder)
    {
        var path = Path.Combine(Repository.Goldens, folder);
        using var input = File.OpenRead(Directory.GetFiles(path, "input.*").Single());
        var mapped = MappedText.Map(input);
        var actual = MappedText.Write(mapped);
        var expected = Path.Combine(path, "expected.json");
        if (Repository.Recording)
        {
            File.WriteAllText(expected, actual);
        }

        Assert.Equal(File.ReadAllText(expected), actual);
        var source = folder.Split(Path.DirectorySeparatorChar)[0];
        Assert.Equal([source], mapped.SelectMany(c => c.Read.Keys).Distinct());
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public void Source_has_a_fixture(string id)
        => Assert.True(Directory.Exists(Path.Combine(Repository.Goldens, id)), $"source {id} has no fixture: add tests/Goldens/{id}/<case>/input.json and run MATOI_RECORD=1 ./test.sh SourceGoldens");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Fixture_is_recognised_by_one_source_only(string folder)
    {
        using var input = File.OpenRead(Directory.GetFiles(Path.Combine(Repository.Goldens, folder), "input.*").Single());
        var bytes = new MemoryStream();
        input.CopyTo(bytes);
        foreach (var other in MappedText.Catalogue.Sources)
        {
            var single = new Detect.Intake.SourceCatalogue([other], MappedText.Catalogue.Envelopes);
            var recognised = MappedText.Map(new MemoryStream(bytes.ToArray()), catalogue: single).Any(c => c.Read.ContainsKey(other.Id));
            Assert.True(!recognised || other.Id == folder.Split(Path.DirectorySeparatorChar)[0] || other.About.Order > 0,
                $"{other.Id} recognises the fixture {folder}, too");
        }
    }
}
