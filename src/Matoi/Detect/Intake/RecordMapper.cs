using System.Runtime.InteropServices;
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
internal sealed class RecordMapper(SourceCatalogue catalogue, RowBatchPool pool, IntakeLimits limits, TimeProvider clock, Source? forced = null, Func<ChunkOutput>? output = null)
{
    private const int MostBrokenParts = 1000;
    private readonly JsonDocumentOptions _json = new() { MaxDepth = limits.Depth };
    private volatile Source? _last;
    private IReadOnlyList<string>? _header;

    /// <summary>How deep in envelopes a record stands, and how much the record around it may still expand to.</summary>
    private readonly record struct Opening(int Depth, ExpansionBudget Budget);

    /// <summary>Maps every record of the chunk.</summary>
    public MappedChunk Map(RecordChunk chunk)
    {
        var mapped = output?.Invoke() ?? new ChunkOutput(pool, clock);
        foreach (var slice in chunk.Slices)
        {
            if (slice.Problem is { } problem)
            {
                mapped.Refuse(slice.Offset, problem, chunk.Bytes(slice), slice.File);
            }
            else if (slice.IsText)
            {
                MapLine(chunk.Bytes(slice), slice.Offset, null, mapped);
            }
            else
            {
                MapJson(chunk.Bytes(slice), slice.Offset, null, new(0, new(limits)), mapped);
            }
        }

        return mapped.Chunk;
    }

    private void MapJson(ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, Opening opening, ChunkOutput output)
    {
        // The parser passes over the bytes inside strings, and the lake trusts that text is UTF-8.
        if (!Utf8.IsValid(bytes.Span))
        {
            output.Refuse(offset, RecordProblems.InvalidUtf8(), bytes);
            return;
        }

        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(bytes, _json);
        }
        catch (JsonException e)
        {
            output.Refuse(offset, RecordProblems.Explain(e, bytes.Span), bytes);
            return;
        }

        using (document)
        {
            if (DuplicateKeys.Find(document.RootElement) is { } name)
            {
                output.Refuse(offset, new("duplicate-keys", $"the JSON names '{name}' twice in one object, so two readers may see two different events; fix the producer"), bytes);
                return;
            }

            MapElement(document.RootElement, bytes, offset, delivery, opening, output);
        }
    }

    private void MapElement(JsonElement json, ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, Opening opening, ChunkOutput output)
    {
        try
        {
            Place(json, bytes, offset, delivery, opening, output);
        }
        catch (InvalidOperationException e)
        {
            output.Refuse(offset, new("invalid-unicode", $"a name or text in the JSON is no Unicode ({e.Message}); fix the producer"), bytes);
        }
    }

    private void Place(JsonElement json, ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, Opening opening, ChunkOutput output)
    {
        var record = new SourceRecord(json, bytes, Delivery: delivery);
        if (json.ValueKind == JsonValueKind.Object && (forced ?? Recognise(record)) is { } source)
        {
            output.Map(source, record, offset);
        }
        else if (json.ValueKind == JsonValueKind.Object && catalogue.Envelopes.FirstOrDefault(e => e.Envelope.Recognises(json)) is { Envelope: { } envelope, Id: var id })
        {
            MapEnvelope(envelope, id, json, bytes, offset, opening, output);
        }
        else if ((json.ValueKind == JsonValueKind.Array ? json : Container(json)) is { } items)
        {
            MapParts(items.EnumerateArray().Select(item => new EnvelopePart(item, default, delivery ?? new("json"))), "json", bytes, offset, opening, output);
        }
        else if (json.ValueKind != JsonValueKind.Object)
        {
            output.Refuse(offset, new("wrong-type", $"the record is a JSON {json.ValueKind.ToString().ToLowerInvariant()}, expected an object"), bytes);
        }
        else
        {
            output.Chunk.Unrecognised++;
            output.Refuse(offset, new("unrecognised", "no source knows this JSON; name one with --source or describe it in a mapping file"), bytes);
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

    private static JsonElement? Container(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in json.EnumerateObject())
            {
                if (property.Value.ValueKind == JsonValueKind.Array && JsonScanner.IsContainerName(JsonMarshal.GetRawUtf8PropertyName(property)))
                {
                    return property.Value;
                }
            }
        }

        return null;
    }

    private void MapEnvelope(Envelope envelope, string id, JsonElement json, ReadOnlyMemory<byte> bytes, long offset, Opening opening, ChunkOutput output)
    {
        IEnumerable<EnvelopePart>? parts = null;
        var why = "its content is missing or of the wrong kind";
        try
        {
            parts = envelope.Open(json);
        }
        catch (Exception e) when (IsBroken(e))
        {
            why = e.Message;
        }

        if (parts is null)
        {
            output.Refuse(offset, RecordProblems.Broken(id, why), bytes);
            return;
        }

        MapParts(parts, id, bytes, offset, opening, output);
    }

    private void MapParts(IEnumerable<EnvelopePart> parts, string envelope, ReadOnlyMemory<byte> bytes, long offset, Opening opening, ChunkOutput output)
    {
        if (opening.Depth == limits.Envelopes)
        {
            output.Refuse(offset, new("too-many-envelopes", $"more than {limits.Envelopes} envelopes inside each other; unwrap it at the producer"), bytes);
            return;
        }

        // A part that cannot be opened leaves the parts behind it to be read.
        using var part = parts.GetEnumerator();
        for (var failed = 0; failed < MostBrokenParts;)
        {
            try
            {
                if (!part.MoveNext())
                {
                    return;
                }
            }
            catch (Exception e) when (IsBroken(e))
            {
                failed++;
                output.Refuse(offset, RecordProblems.Broken(envelope, e.Message), bytes);
                continue;
            }

            MapPart(part.Current, envelope, bytes, offset, opening with { Depth = opening.Depth + 1 }, output);
        }
    }

    private static bool IsBroken(Exception e) => e is FormatException or InvalidOperationException or KeyNotFoundException or JsonException;

    private void MapPart(EnvelopePart part, string envelope, ReadOnlyMemory<byte> outer, long offset, Opening opening, ChunkOutput output)
    {
        if (part.Json is { } json)
        {
            var raw = JsonMarshal.GetRawUtf8Value(json).ToArray();
            MapElement(json, raw, offset, part.Delivery, opening, output);
            return;
        }

        try
        {
            using var content = Decompressor.Open(new MemoryStream(part.Bytes.ToArray()), limits);
            using var counted = new BoundedExpansion(content, () => outer.Length, opening.Budget);
            foreach (var chunk in new RecordSplitter(counted, limits, () => new MemoryStream()).Chunks())
            {
                using (chunk)
                {
                    MapSlices(chunk, offset, part.Delivery, opening, output);
                }
            }
        }
        catch (ZipBombException e)
        {
            output.Refuse(offset, new("zip-bomb", e.Message), outer);
        }
        catch (InvalidDataException e)
        {
            output.Refuse(offset, RecordProblems.Broken(envelope, $"the compressed content is damaged: {e.Message}"), outer);
        }
    }

    private void MapSlices(RecordChunk chunk, long offset, Delivery delivery, Opening opening, ChunkOutput output)
    {
        foreach (var slice in chunk.Slices)
        {
            var bytes = chunk.Bytes(slice).ToArray();
            if (slice.Problem is { } problem)
            {
                output.Refuse(offset, problem, bytes);
            }
            else if (slice.IsText)
            {
                MapLine(bytes, offset, delivery, output);
            }
            else
            {
                MapJson(bytes, offset, delivery, opening, output);
            }
        }
    }

    private void MapLine(ReadOnlyMemory<byte> bytes, long offset, Delivery? delivery, ChunkOutput output)
    {
        if (!Utf8.IsValid(bytes.Span))
        {
            output.Refuse(offset, RecordProblems.InvalidUtf8(), bytes);
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
            output.Map(source, record, offset);
            return;
        }

        output.Chunk.Unrecognised++;
        output.Refuse(offset, UnknownLine(text), bytes);
    }

    private Problem UnknownLine(string text)
        => _header is { } header && TextFields.Split(text).Count is var fields && fields != header.Count
            ? new("wrong-fields", $"the line has {fields} fields and the header above it names {header.Count}; send the file again whole")
            : new("unrecognised", "no source knows this line; name one with --source or describe it in a mapping file");
}
