using System.Text.Json;
using Matoi.Detect.Intake;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Detect.Streaming;

/// <summary>Takes the records of an input to look at them only: nothing becomes a row. JSON that no source knows is handed on with an empty source.</summary>
internal sealed class MatchOutput(RowBatchPool pool, TimeProvider clock, Action<Source?, SourceRecord> look) : ChunkOutput(pool, clock)
{
    public override void Map(Source source, SourceRecord record, long offset) => look(source, record);

    public override void Refuse(long offset, Problem problem, ReadOnlyMemory<byte> bytes, string? file = null)
    {
        if (problem.Code != "unrecognised")
        {
            return;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes);
            look(null, new(document.RootElement, bytes));
        }
        catch (JsonException)
        {
            // A line of text that no source knows is no event of any log source.
        }
    }
}
