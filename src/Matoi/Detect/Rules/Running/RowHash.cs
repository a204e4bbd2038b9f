using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Matoi.Kql;
using Matoi.Model.Sources;

namespace Matoi.Detect.Rules.Running;

/// <summary>What makes a row the same row again: its columns and values. The order of a dynamic array does not count, because sets have none.</summary>
public static class RowHash
{
    /// <summary>128 bits of a row.</summary>
    public static UInt128 Of(ResultTable table, object?[] row)
    {
        var text = new StringBuilder();
        for (var i = 0; i < row.Length; i++)
        {
            text.Append(table.Columns[i].Name).Append('\u001f').Append(row[i] is string json && table.Columns[i].Type == KqlType.Dynamic ? Canonical(json) : ResultTable.Text(row[i], table.Columns[i].Type)).Append('\u001e');
        }

        return MapOutput.RecordId(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static string Canonical(string json)
    {
        try
        {
            return Write(JsonNode.Parse(json));
        }
        catch (JsonException)
        {
            return json;
        }
    }

    private static string Write(JsonNode? node) => node switch
    {
        JsonArray array => $"[{string.Join(',', array.Select(Write).Order(StringComparer.Ordinal))}]",
        JsonObject bag => $"{{{string.Join(',', bag.Select(p => $"{JsonSerializer.Serialize(p.Key)}:{Write(p.Value)}").Order(StringComparer.Ordinal))}}}",
        _ => node?.ToJsonString() ?? "null",
    };
}
