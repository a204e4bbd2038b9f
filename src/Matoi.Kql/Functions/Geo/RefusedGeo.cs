using Matoi.Kql.Binding;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Functions.Geo;

/// <summary>Geometry on the sphere and its cells, which is not supported: each function is refused by name.</summary>
internal static class RefusedGeo
{
    /// <summary>Reports that the function is not supported.</summary>
    [SpecialForm("geo_from_wkt")]
    [SpecialForm("geo_geohash_neighbors")]
    [SpecialForm("geo_h3cell_children")]
    [SpecialForm("geo_h3cell_neighbors")]
    [SpecialForm("geo_h3cell_rings")]
    [SpecialForm("geo_h3cell_to_central_point")]
    [SpecialForm("geo_h3cell_to_polygon")]
    [SpecialForm("geo_intersection_2polygons")]
    [SpecialForm("geo_line_buffer")]
    [SpecialForm("geo_line_simplify")]
    [SpecialForm("geo_line_to_s2cells")]
    [SpecialForm("geo_point_buffer")]
    [SpecialForm("geo_point_to_h3cell")]
    [SpecialForm("geo_polygon_buffer")]
    [SpecialForm("geo_polygon_simplify")]
    [SpecialForm("geo_polygon_to_h3cells")]
    [SpecialForm("geo_polygon_to_s2cells")]
    [SpecialForm("geo_s2cell_neighbors")]
    [SpecialForm("geo_simplify_polygons_array")]
    [SpecialForm("geo_union_lines_array")]
    [SpecialForm("geo_union_polygons_array")]
    public static Scalar Refuse(FormCall call)
    {
        call.Context.Binder.Refuse($"'{call.Syntax.Name}'", call.Syntax.NameSpan);
        return new Faulty();
    }
}
