using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Matoi.Clouds.Aws;
using Matoi.Clouds.Generic;
using Matoi.Detect.Intake;
using Matoi.Model.Lake;
using Matoi.Model.Sources;

namespace Matoi.Conformance;

/// <summary>Runs one input through split, unwrap, recognise and map, and writes what comes out as JSON to compare.</summary>
internal static class MappedText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter() },
    };

    public static SourceCatalogue Catalogue { get; } = SourceCatalogue.Load([typeof(CloudTrail).Assembly], Mapped());

    private static IReadOnlyList<Source> Mapped()
    {
        var (sources, problems) = MappingFiles.Load(Path.Combine(Repository.Root, "content", "mappings"));
        return problems.Count == 0 ? sources : throw new InvalidOperationException(string.Join('\n', problems.Select(p => p.Message)));
    }

    public static List<MappedChunk> Map(Stream input, SourceCatalogue? catalogue = null)
    {
        var limits = new IntakeLimits();
        var mapper = new RecordMapper(catalogue ?? Catalogue, new RowBatchPool(), limits, TimeProvider.System);
        var chunks = new List<MappedChunk>();
        using var content = Decompressor.Open(input, limits);
        foreach (var chunk in new RecordSplitter(content, limits, () => new MemoryStream()).Chunks())
        {
            using (chunk)
            {
                chunks.Add(mapper.Map(chunk));
            }
        }

        return chunks;
    }

    public static string Write(IEnumerable<MappedChunk> chunks)
    {
        var all = chunks.ToList();
        var result = new JsonObject
        {
            ["rows"] = new JsonArray([.. all.SelectMany(c => c.Batches).SelectMany(Rows)]),
            ["alerts"] = new JsonArray([.. all.SelectMany(c => c.Alerts).Select(a => JsonSerializer.SerializeToNode(a.Alert, Options))]),
            ["rejected"] = new JsonArray([.. all.SelectMany(c => c.Refusals).Select(r => new JsonObject { ["source"] = r.Source, ["code"] = r.Problem.Code })]),
        };
        return result.ToJsonString(Options) + "\n";
    }

    private static IEnumerable<JsonNode> Rows(RowBatch batch)
        => Enumerable.Range(0, batch.Rows).Where(row => !batch.Skip[row]).Select(row => Row(batch, row));

    private static JsonObject Row(RowBatch batch, int row)
    {
        var node = new JsonObject { ["_Table"] = batch.Table.Name, ["_Source"] = batch.Source };
        for (var i = 0; i < batch.Table.Columns.Length; i++)
        {
            if (batch.Has(i, row))
            {
                node[batch.Table.Columns[i].Name] = Cell(batch, batch.Table.Columns[i].Type, batch.Cells(i)[row]);
            }
        }

        return node;
    }

    private static JsonValue Cell(RowBatch batch, ColumnType type, long cell) => type switch
    {
        ColumnType.String or ColumnType.Dynamic => JsonValue.Create(Encoding.UTF8.GetString(batch.Text(cell))),
        ColumnType.Bool => JsonValue.Create(cell != 0),
        ColumnType.Real => JsonValue.Create(BitConverter.Int64BitsToDouble(cell)),
        ColumnType.DateTime => JsonValue.Create(DateTimeOffset.UnixEpoch.AddTicks(cell * 10).ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ")),
        _ => JsonValue.Create(cell),
    };
}
