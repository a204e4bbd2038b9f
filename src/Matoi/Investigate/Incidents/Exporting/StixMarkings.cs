using System.Text.Json.Nodes;
using Matoi.Model.Incidents;

namespace Matoi.Investigate.Incidents.Exporting;

/// <summary>TLP as STIX 2.1 marking definitions. Pure.</summary>
internal static class StixMarkings
{
    /// <summary>The marking of a level, as a statement: the standard's own objects know TLP 1 only.</summary>
    public static JsonObject Of(Tlp tlp) => new()
    {
        ["type"] = "marking-definition",
        ["spec_version"] = "2.1",
        ["id"] = StixIds.Of("marking-definition", $"{tlp}"),
        ["created"] = "2022-08-01T00:00:00.000Z",
        ["definition_type"] = "statement",
        ["definition"] = new JsonObject { ["statement"] = Name(tlp) },
    };

    /// <summary>As TLP 2.0 writes it.</summary>
    public static string Name(Tlp tlp) => tlp == Tlp.AmberStrict ? "TLP:AMBER+STRICT" : $"TLP:{tlp.ToString().ToUpperInvariant()}";
}
