using Xunit;

namespace Matoi.Kql.Tests.Geo;

/// <summary>Functions over places on Earth.</summary>
public class GeoTests
{
    [Theory]
    [InlineData("geo_distance_2points(real(-122.407628), 47.578557, real(-118.275287), 34.019056)", "1546754.351973809")]
    [InlineData("geo_distance_2points(300, 1, 1, 1)", "null")]
    [InlineData("geo_point_in_circle(real(-122.143564), 47.535677, real(-122.100896), 47.527351, 3500)", "true")]
    [InlineData("geo_point_in_circle(real(-122.137575), 47.630683, real(-122.100896), 47.527351, 3500)", "false")]
    [InlineData("geo_point_in_circle(1, 1, 1, 1, real(-1))", "null")]
    [InlineData("geo_azimuth(5, 10, 10, real(-40))", "3.054599397964492")]
    [InlineData("geo_azimuth(5, 10, 5, 10)", "null")]
    [InlineData("geo_point_to_geohash(139.806115, 35.554128, 12)", "xn76m27ty9g4")]
    [InlineData("geo_point_to_geohash(real(-80.195829), 25.802215, 8)", "dhwfz15h")]
    [InlineData("geo_point_to_geohash(200, 1, 8)", "")]
    [InlineData("geo_point_to_geohash(1, 1, int(null))", "")]
    [InlineData("geo_geohash_to_central_point('sunny')", """{"type":"Point","coordinates":[42.47314453125,23.70849609375]}""")]
    [InlineData("geo_geohash_to_central_point('a')", "null")]
    [InlineData("geo_geohash_to_polygon('dr5ru')", """{"type":"Polygon","coordinates":[[[-74.00390625,40.7373046875],[-73.9599609375,40.7373046875],[-73.9599609375,40.78125],[-74.00390625,40.78125],[-74.00390625,40.7373046875]]]}""")]
    public void Function_gives_what_Kusto_gives_when_arguments_are_constant(string expression, string value) => Assert.Equal(value, Kql.Print(expression));

    [Fact]
    public void Function_is_refused_by_name_when_it_needs_geometry() => Assert.Equal(["1:7: KQL401 'geo_polygon_buffer' is not supported"], Kql.Errors("print geo_polygon_buffer(dynamic({}), 1)"));

    [Fact]
    public void Place_of_address_is_null_with_a_warning_when_there_is_no_file()
    {
        var result = Kql.Run("print geo_info_from_ip_address('20.53.203.50')");
        Assert.Null(Assert.Single(Assert.Single(result.Rows)));
        Assert.Contains("no file with places", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Place_of_address_comes_from_the_file_when_there_is_one()
    {
        using var file = new PlacesFile();
        var rows = Kql.Run("datatable(a:string)['20.53.203.50', '8.8.8.8', 'x'] | project geo_info_from_ip_address(a)", new GeoCatalog(file.Path)).Rows;
        Assert.Equal(["""{"country":"Australia","state":"New South Wales","city":"Sydney","latitude":-33.8715,"longitude":151.2006}""", null, null], rows.Select(r => r[0]));
    }

    [Fact]
    public void Query_is_refused_when_the_file_cannot_be_read()
    {
        using var file = new PlacesFile();
        File.WriteAllText(file.Path, "nothing of the kind");
        Assert.Contains("cannot be read", Assert.Single(Kql.Errors("print geo_info_from_ip_address('1.1.1.1')", new GeoCatalog(file.Path))), StringComparison.Ordinal);
    }

    private sealed class GeoCatalog(string path) : KqlCatalog
    {
        public override IEnumerable<string> TableNames => [];

        public override string GeoFile => path;

        public override TableDefinition? FindTable(string name) => null;
    }
}
