using Xunit;

namespace Matoi.Kql.Tests.Geo;

/// <summary>Lines, polygons and cells on Earth; numbers are those of the documentation, or follow from a sphere of 6371010 metres.</summary>
public class ShapeTests
{
    private const string Prelude = """
        let line = dynamic({"type":"LineString","coordinates":[[-73.95796, 40.80042], [-73.97317, 40.764486]]});
        let quarter = dynamic({"type":"LineString","coordinates":[[0,0],[0,0],[90,0]]});
        let point = dynamic({"type":"LineString","coordinates":[[1,1]]});
        let square = dynamic({"type":"Polygon","coordinates":[[[0,0],[10,0],[10,10],[0,10],[0,0]]]});
        let turned = dynamic({"type":"Polygon","coordinates":[[[0,0],[0,10],[10,10],[10,0],[0,0]],[[4,4],[6,4],[6,6],[4,6],[4,4]]]});
        let twoSquares = dynamic({"type":"MultiPolygon","coordinates":[[[[0,0],[10,0],[10,10],[0,10],[0,0]]],[[[10,0],[20,0],[20,10],[10,10],[10,0]]]]});
        let octant = dynamic({"type":"Polygon","coordinates":[[[0,0],[90,0],[0,90],[0,0]]]});
        let bow = dynamic({"type":"Polygon","coordinates":[[[0,0],[10,10],[10,0],[0,10],[0,0]]]});
        let park = dynamic({"type":"Polygon","coordinates":[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]]});
        let across = dynamic({"type":"MultiPolygon","coordinates":[[[[-73.9495,40.7969],[-73.95807266235352,40.80068603561921],[-73.98201942443848,40.76825672305777],[-73.97317886352539,40.76455136505513],[-73.9495,40.7969]]],[[[-73.94262313842773,40.775991804565585],[-73.98107528686523,40.791849155467695],[-73.99600982666016,40.77092185281977],[-73.96150588989258,40.75609977566361],[-73.94262313842773,40.775991804565585]]]]});

        """;

    [Theory]
    [InlineData("geo_line_length(quarter) * 2 / pi()", "6371010")]
    [InlineData("geo_line_locate_point(quarter, 30, 20) * 3000", "1000")]
    [InlineData("geo_distance_point_to_line(30, 45, quarter) * 4 / pi()", "6371010")]
    [InlineData("geo_distance_point_to_line(-90, 0, quarter) * 2 / pi()", "6371010")]
    [InlineData("geo_polygon_area(octant) * 2 / pi()", "40589768420100")]
    [InlineData("geo_polygon_perimeter(octant) / 3 * 2 / pi()", "6371010")]
    [InlineData("geo_polygon_area(park)", "3475207")]
    [InlineData("geo_polygon_perimeter(park)", "9930")]
    [InlineData("geo_polygon_area(across)", "10889972")]
    [InlineData("geo_polygon_perimeter(across)", "15944")]
    [InlineData("geo_polygon_area(twoSquares) - 2 * geo_polygon_area(square)", "0")]
    [InlineData("geo_distance_point_to_polygon(-73.9839, 40.7705, park)", "260")]
    [InlineData("geo_distance_point_to_polygon(5, 5, turned) / geo_distance_2points(5, 5, 4, 5)", "1")]
    [InlineData("geo_angle(0, 10, 0, 5, 3, -10) * 100000000", "294493843")]
    public void Measure_is_that_of_the_sphere(string expression, string whole) => Assert.Equal(whole, Print($"tolong(round({expression}))"));

    [Theory]
    [InlineData("geo_point_in_polygon(5, 5, square)", "true")]
    [InlineData("geo_point_in_polygon(5, 5, turned)", "false")]
    [InlineData("geo_point_in_polygon(2, 2, turned)", "true")]
    [InlineData("geo_point_in_polygon(-175, -5, square)", "false")]
    [InlineData("geo_point_in_polygon(5, 10.01, square)", "true")]
    [InlineData("geo_point_in_polygon(15, 5, twoSquares)", "true")]
    [InlineData("geo_point_in_polygon(25, 5, twoSquares)", "false")]
    [InlineData("geo_point_in_polygon(1, 1, bow)", "null")]
    [InlineData("geo_point_in_polygon(200, 1, square)", "null")]
    [InlineData("geo_polygon_area(point)", "null")]
    [InlineData("geo_line_length(point)", "null")]
    [InlineData("geo_intersects_2lines(quarter, dynamic({'type':'LineString','coordinates':[[45,-5],[45,5]]}))", "true")]
    [InlineData("geo_intersects_2lines(quarter, dynamic({'type':'LineString','coordinates':[[45,1],[45,5]]}))", "false")]
    [InlineData("geo_intersects_2lines(quarter, dynamic({'type':'LineString','coordinates':[[90,0],[90,5]]}))", "true")]
    [InlineData("geo_intersects_2lines(quarter, point)", "null")]
    [InlineData("geo_intersects_2polygons(square, park)", "false")]
    [InlineData("geo_intersects_2polygons(square, dynamic({'type':'Polygon','coordinates':[[[4,4],[6,4],[5,6],[4,4]]]}))", "true")]
    [InlineData("geo_intersects_2polygons(turned, dynamic({'type':'Polygon','coordinates':[[[4.5,4.5],[5.5,4.5],[5,5.5],[4.5,4.5]]]}))", "false")]
    [InlineData("geo_intersects_line_with_polygon(quarter, square)", "true")]
    public void Shapes_are_compared(string expression, string value) => Assert.Equal(value, Print(expression));

    [Theory]
    [InlineData("geo_intersection_2lines(dynamic({'type':'LineString','coordinates':[[-10,0],[10,0]]}), dynamic({'type':'LineString','coordinates':[[0,-5],[0,5]]}))", """{"type":"Point","coordinates":[0,0]}""")]
    [InlineData("geo_intersection_line_with_polygon(point, square)", "null")]
    [InlineData("geo_intersection_line_with_polygon(line, square)", """{"type":"GeometryCollection","geometries":[]}""")]
    [InlineData("geo_line_densify(dynamic({'type':'LineString','coordinates':[[50,50],[51,51]]}))", """{"type":"LineString","coordinates":[[50,50],[50.125,50.125],[50.25,50.25],[50.375,50.375],[50.5,50.5],[50.625,50.625],[50.75,50.75],[50.875,50.875],[51,51]]}""")]
    [InlineData("geo_polygon_densify(dynamic({'type':'Polygon','coordinates':[[[10,10],[11,10],[11,11],[10,11],[10,10]]]}))", """{"type":"Polygon","coordinates":[[[10,10],[10.25,10],[10.5,10],[10.75,10],[11,10],[11,11],[10.75,11],[10.5,11],[10.25,11],[10,11],[10,10]]]}""")]
    [InlineData("geo_line_densify(line, 0)", "null")]
    [InlineData("geo_closest_point_on_polygon(5, 5, square)", """{"type":"Point","coordinates":[5,5]}""")]
    [InlineData("geo_line_interpolate_point(quarter, 1)", """{"type":"Point","coordinates":[90,0]}""")]
    [InlineData("geo_line_interpolate_point(quarter, 2)", "null")]
    public void Shapes_are_made(string expression, string shape) => Assert.Equal(shape, Print(expression));

    [Theory]
    [InlineData("geo_point_to_s2cell(real(-80.195829), 25.802215, 8)", "88d9b")]
    [InlineData("geo_point_to_s2cell(10.1234, 53, 8)", "47b1d")]
    [InlineData("geo_point_to_s2cell(0, 0, 0)", "1")]
    [InlineData("geo_point_to_s2cell(300, 1, 8)", "")]
    [InlineData("geo_point_to_s2cell(1, 1, 35)", "")]
    [InlineData("geo_s2cell_to_central_point('1')", """{"type":"Point","coordinates":[0,0]}""")]
    [InlineData("geo_s2cell_to_central_point('a')", "null")]
    [InlineData("geo_point_to_s2cell(toreal(geo_s2cell_to_central_point('1234567').coordinates[0]), toreal(geo_s2cell_to_central_point('1234567').coordinates[1]), 12)", "1234567")]
    [InlineData("array_length(geo_s2cell_to_polygon('89c259').coordinates[0])", "5")]
    [InlineData("geo_h3cell_parent('862a1072fffffff')", "852a1073fffffff")]
    [InlineData("geo_h3cell_parent('862a1072fffffff', 1)", "812a3ffffffffff")]
    [InlineData("geo_h3cell_parent('862a1072fffffff', 15)", "")]
    [InlineData("geo_h3cell_parent('802bfffffffffff')", "")]
    [InlineData("geo_h3cell_parent('123')", "")]
    [InlineData("geo_h3cell_level('862a1072fffffff')", "6")]
    [InlineData("geo_h3cell_level('abc')", "null")]
    public void Cells_are_those_of_the_grid(string expression, string cell) => Assert.Equal(cell, Kql.Print(expression));

    [Fact]
    public void Lines_that_touch_are_refused_when_their_crossing_is_asked_for()
        => Assert.Contains("touch or cross more than once", Assert.Single(Kql.Errors($"{Prelude} print geo_intersection_2lines(line, line)")), StringComparison.Ordinal);

    private static string Print(string expression) => Assert.Single(Kql.Rows($"{Prelude} print x = {expression}"));
}
