using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Matoi.Model;
using Matoi.Model.Sources;

namespace Matoi.Detect.Intake;

/// <summary>
/// Turns the records of one input into rows and alerts: parse, open envelopes, recognise, map. Holds what lines of text need from the lines above them, so one
/// mapper belongs to one input; chunks of JSON may be mapped by several threads at once.
/// </summary>
internal sealed class RecordMapper(SourceCatalogue catalogue, RowBatchPool pool, IntakeLimits limits, TimeProvider clock, Source? forced = null)
{
    private readonly JsonDocumentOptions _json = new() { MaxDepth = limits.Depth };
    private volatile Source? _last;
    private IReadOnlyList<string>? _header;

    /// <summary>Maps every record of the chunk.</summary>
    public MappedChunk Map(RecordChunk chunk)
    {
        var output = new ChunkOutput(pool, clock);
        foreach (var slice in chunk.Slices)
        {
            if (slice.Problem is { } problem)
            {
                Refuse(output, "", slice.Offset, problem, chunk.Bytes(slice));
            }
            else if (slice.IsText)
            {
                MapLine(chunk.Bytes(slice), slice.Offset, null, output);
            }
            else
            {
                MapJson(chunk.Bytes(slice), slice.Offset, null, 0, output);
            }
        }

        return output.Chunk;
    }

    private void MapJson(ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, int depth, ChunkOutput output)
    {
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, _json);
        }
        catch (JsonException e)
        {
            Refuse(output, "", offset, Explain(e, bytes.Span), bytes);
            return;
        }

        using (document)
        {
            if (DuplicateKeys.Find(document.RootElement) is { } name)
            {
                Refuse(output, "", offset, new("duplicate-keys", $"the JSON names '{name}' twice in one object, so two readers may see two different events; fix the producer"), bytes);
                return;
            }

            MapElement(document.RootElement, bytes, offset, delivery, depth, output);
        }
    }

    private void MapElement(JsonElement json, ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, int depth, ChunkOutput output)
    {
        var record = new SourceRecord(json, bytes, Delivery: delivery);
        if (json.ValueKind == JsonValueKind.Object && (forced ?? Recognise(record)) is { } source)
        {
            MapRecord(source, record, offset, output);
        }
        else if (Open(json) is { } parts)
        {
            MapParts(parts, bytes, offset, depth, output);
        }
        else if (json.ValueKind == JsonValueKind.Array)
        {
            MapParts(json.EnumerateArray().Select(item => new EnvelopePart(item, default, delivery ?? new("json"))), bytes, offset, depth, output);
        }
        else if (json.ValueKind != JsonValueKind.Object)
        {
            Refuse(output, "", offset, new("wrong-type", $"the record is a JSON {json.ValueKind.ToString().ToLowerInvariant()}, expected an object"), bytes);
        }
        else
        {
            output.Chunk.Unrecognised++;
            Refuse(output, "", offset, new("unrecognised", "no source knows this JSON; name one with --source or describe it in a mapping file"), bytes);
        }
    }

    private Source? Recognise(SourceRecord record)
    {
        if (_last is { About.Order: 0 } last && last.Recognises(record))
        {
            return last;
        }

        foreach (var source in catalogue.Sources)
        {
            if (source.Recognises(record))
            {
                _last = source;
                return source;
            }
        }

        return null;
    }

    private IEnumerable<EnvelopePart>? Open(JsonElement json)
        => json.ValueKind != JsonValueKind.Object ? null
            : catalogue.Envelopes.FirstOrDefault(e => e.Envelope.Recognises(json)).Envelope?.Open(json)
                ?? (Container(json) is { } array ? array.EnumerateArray().Select(item => new EnvelopePart(item, default, new("json"))) : null);

    private static JsonElement? Container(JsonElement json)
    {
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array && JsonScanner.IsContainerName(Encoding.UTF8.GetBytes(property.Name)))
            {
                return property.Value;
            }
        }

        return null;
    }

    private void MapParts(IEnumerable<EnvelopePart> parts, ReadOnlyMemory<byte> bytes, long offset, int depth, ChunkOutput output)
    {
        if (depth == limits.Envelopes)
        {
            Refuse(output, "", offset, new("too-many-envelopes", $"more than {limits.Envelopes} envelopes inside each other; unwrap it at the producer"), bytes);
            return;
        }

        try
        {
            foreach (var part in parts)
            {
                MapPart(part, offset, depth + 1, output);
            }
        }
        catch (Exception e) when (e is FormatException or InvalidOperationException or KeyNotFoundException or JsonException)
        {
            Refuse(output, "", offset, new("broken-envelope", $"the envelope cannot be opened: {e.Message}"), bytes);
        }
    }

    private void MapPart(EnvelopePart part, long offset, int depth, ChunkOutput output)
    {
        if (part.Json is { } json)
        {
            var raw = System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(json).ToArray();
            MapElement(json, raw, offset, part.Delivery, depth, output);
            return;
        }

        using var content = Decompressor.Open(new MemoryStream(part.Bytes.ToArray()), limits);
        var splitter = new RecordSplitter(content, limits, () => new MemoryStream());
        foreach (var chunk in splitter.Chunks())
        {
            using (chunk)
            {
                foreach (var slice in chunk.Slices)
                {
                    if (slice.IsText)
                    {
                        MapLine(chunk.Bytes(slice).ToArray(), offset, part.Delivery, output);
                    }
                    else
                    {
                        MapJson(chunk.Bytes(slice).ToArray(), offset, part.Delivery, depth, output);
                    }
                }
            }
        }
    }

    private void MapLine(ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, ChunkOutput output)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            Refuse(output, "", offset, InvalidUtf8(), bytes);
            return;
        }

        var text = Encoding.UTF8.GetString(bytes.Span);
        if (text.Length < 8192 && catalogue.Sources.FirstOrDefault(s => s.IsHeader(text)) is { } owner)
        {
            _header = TextFields.Split(text);
            _last = owner;
            return;
        }

        var record = new SourceRecord(default, bytes, text, _header, delivery);
        if ((forced ?? Recognise(record)) is { } source)
        {
            MapRecord(source, record, offset, output);
            return;
        }

        output.Chunk.Unrecognised++;
        Refuse(output, "", offset, new("unrecognised", "no source knows this line; name one with --source or describe it in a mapping file"), bytes);
    }

    private static void MapRecord(Source source, SourceRecord record, long offset, ChunkOutput output)
    {
        output.Begin(source.Id, record);
        output.Chunk.Read[source.Id] = output.Chunk.Read.GetValueOrDefault(source.Id) + 1;
        Problem? problem;
        try
        {
            problem = source.Map(record, output);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or ArgumentException or OverflowException or KeyNotFoundException or IndexOutOfRangeException)
        {
            // A value of a kind the source did not expect: this record's fault, not the batch's.
            problem = new("wrong-type", $"{source.Id} cannot read this record: {e.Message}");
        }

        if (problem is null)
        {
            output.Accept(record);
        }
        else
        {
            output.DropRecord();
            output.Chunk.Refusals.Add(new(source.Id, offset, problem, record.Bytes.ToArray()));
        }
    }

    private static void Refuse(ChunkOutput output, string source, long offset, Problem problem, ReadOnlyMemory<byte> bytes)
    {
        if (source.Length == 0)
        {
            output.Chunk.Read[""] = output.Chunk.Read.GetValueOrDefault("") + 1;
        }

        output.Chunk.Refusals.Add(new(source, offset, problem, bytes.ToArray()));
    }

    private static Problem Explain(JsonException e, ReadOnlySpan<byte> bytes)
    {
        if (!Utf8.IsValid(bytes))
        {
            return InvalidUtf8();
        }

        var where = $"at byte {e.BytePositionInLine} of line {e.LineNumber + 1}";
        return e.Message switch
        {
            var m when m.Contains("depth", StringComparison.OrdinalIgnoreCase) => new("too-deep", $"the JSON nests too deeply {where}; flatten it at the producer"),
            var m when m.Contains("end of data", StringComparison.Ordinal) || m.Contains("incomplete", StringComparison.OrdinalIgnoreCase)
                => new("truncated-json", $"the JSON ends in the middle {where}; send it again whole"),
            var m => new("invalid-json", $"not valid JSON {where}: {m.Split(". LineNumber")[0]}"),
        };
    }

    private static Problem InvalidUtf8() => new("invalid-utf8", "the bytes are not UTF-8; convert the file (iconv -t UTF-8) and send it again");
}
