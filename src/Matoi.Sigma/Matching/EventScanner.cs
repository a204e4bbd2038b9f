using System.Text;
using System.Text.Json;
using Matoi.Sigma.Mapping;

namespace Matoi.Sigma.Matching;

/// <summary>
/// Matches events against a program, one after the other, reading their JSON once and only where some rule asks. Its memory is used again for every event; not for
/// several threads at once.
/// </summary>
public sealed class EventScanner
{
    private const int Deepest = 256;
    private const int LongestShown = 300;
    private static readonly JsonReaderOptions Options = new() { MaxDepth = Deepest };
    private readonly RuleProgram _program;
    private readonly PathNode _nowhere = new(anyCase: false);
    private readonly int[] _found;
    private readonly int[] _looked;
    private readonly int[] _decided;
    private readonly bool[] _decisions;
    private readonly int[] _candidates;
    private readonly int[] _hits;
    private readonly int[] _firstValue;
    private readonly int[] _lastValue;
    private readonly int[] _valuesOf;
    private KeptValue[] _values = new KeptValue[16];
    private byte[] _unescaped = new byte[256];
    private byte[] _name = new byte[64];
    private char[] _chars = new char[256];
    private ReadOnlyMemory<byte> _json;
    private int _generation;
    private int _candidateCount;
    private int _valueCount;
    private int _unescapedLength;

    /// <summary>Creates a scanner for the program.</summary>
    public EventScanner(RuleProgram program)
    {
        _program = program;
        (_found, _looked, _candidates, _hits) = (new int[program.Woken.Length], new int[program.Rules.Count], new int[program.Rules.Count], new int[program.Rules.Count]);
        (_decided, _decisions) = (new int[program.Deferred.Length], new bool[program.Deferred.Length]);
        (_firstValue, _lastValue, _valuesOf) = (new int[program.Fields.Length], new int[program.Fields.Length], new int[program.Fields.Length]);
    }

    /// <summary>How often a regular expression took too long and was taken not to match.</summary>
    public long TimedOut { get; internal set; }

    internal CaseFolding Folding { get; } = new();

    // A value that a test after the reading needs: in the record, or without its escapes in a buffer.
    private readonly record struct KeptValue(int Start, int Length, bool Unescaped, int Next);

    /// <summary>The rules that match the event, by their places in <see cref="RuleProgram.Rules"/>; valid until the next call.</summary>
    /// <param name="json">One JSON object in UTF-8.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public ReadOnlySpan<int> Match(ReadOnlyMemory<byte> json)
    {
        Begin(json);
        var reader = new Utf8JsonReader(json.Span, Options);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return [];
        }

        Object(ref reader, _program.Root);
        var hits = 0;
        foreach (var rule in _program.Always)
        {
            Look(rule, ref hits);
        }

        for (var i = 0; i < _candidateCount; i++)
        {
            Look(_candidates[i], ref hits);
        }

        return _hits.AsSpan(0, hits);
    }

    /// <summary>Because of which fields a rule matched the event of the last <see cref="Match"/>, in the order of the rule; tests inside a <c>not</c> are left out.</summary>
    /// <param name="rule">Its place in <see cref="RuleProgram.Rules"/>.</param>
    /// <param name="record">The same event.</param>
    public IReadOnlyList<MatchedField> Explain(int rule, JsonElement record)
        => [.. _program.Tests[rule].Where(t => t.Field is not null && t.Node.Holds(this)).DistinctBy(t => t.Field)
            .Select(t => new MatchedField(t.Field!, RecordFields.First(record, t.Paths, _program.AnyCase) is { } value ? value.Length > LongestShown ? value[..LongestShown] + "…" : value : ""))];

    /// <summary>Tells that a predicate holds for the event.</summary>
    internal void Holds(int predicate)
    {
        if (_found[predicate] == _generation)
        {
            return;
        }

        _found[predicate] = _generation;
        foreach (var rule in _program.Woken[predicate])
        {
            if (_looked[rule] != _generation)
            {
                _looked[rule] = _generation;
                _candidates[_candidateCount++] = rule;
            }
        }
    }

    /// <summary>Tells that the text of an anchor was found in a value.</summary>
    internal void Found(TextAnchor anchor, ReadOnlySpan<byte> folded, ReadOnlySpan<byte> value)
    {
        if (_found[anchor.Predicate] != _generation && (anchor.Check is not { } check || check.IsMatch(check.Cased ? value : folded)))
        {
            Holds(anchor.Predicate);
        }
    }

    /// <summary>Whether a predicate holds.</summary>
    internal bool IsFound(int predicate) => _found[predicate] == _generation;

    /// <summary>Makes a deferred test, once for an event.</summary>
    internal bool Decide(int test)
    {
        if (_decided[test] != _generation)
        {
            _decided[test] = _generation;
            _decisions[test] = Decide(_program.Deferred[test]);
        }

        return _decisions[test];
    }

    /// <summary>The places of the values of a field.</summary>
    internal ValuePlaces ValuesOf(int field) => new(this, _valuesOf[field] == _generation ? _firstValue[field] : -1);

    /// <summary>A value without its quotes and escapes.</summary>
    internal ReadOnlySpan<byte> Value(int place)
    {
        var kept = _values[place];
        return kept.Unescaped ? _unescaped.AsSpan(kept.Start, kept.Length) : _json.Span.Slice(kept.Start, kept.Length);
    }

    /// <summary>A value as characters; valid until the next call.</summary>
    internal ReadOnlySpan<char> Text(ReadOnlySpan<byte> value)
    {
        if (_chars.Length < value.Length)
        {
            _chars = new char[value.Length * 2];
        }

        return _chars.AsSpan(0, Encoding.UTF8.GetChars(value, _chars));
    }

    private void Begin(ReadOnlyMemory<byte> json)
    {
        if (++_generation == int.MaxValue)
        {
            Array.ForEach([_found, _looked, _decided, _valuesOf], Array.Clear);
            _generation = 1;
        }

        (_json, _candidateCount, _valueCount, _unescapedLength) = (json, 0, 0, 0);
    }

    private void Look(int rule, ref int hits)
    {
        if (_program.Conditions[rule].Holds(this))
        {
            _hits[hits++] = rule;
        }
    }

    private bool Decide(DeferredTest test)
    {
        foreach (var place in ValuesOf(test.Field))
        {
            if (test.Holds(Value(place), this))
            {
                return true;
            }
        }

        return false;
    }

    private void Object(ref Utf8JsonReader reader, PathNode node)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var child = node.Find(reader.ValueIsEscaped ? Name(ref reader) : reader.ValueSpan);
            reader.Read();
            if (child is not null)
            {
                Value(ref reader, child, raw: true);
            }
            else if (_program.Keywords >= 0)
            {
                Value(ref reader, _nowhere, raw: false);
            }
            else
            {
                reader.Skip();
            }
        }
    }

    private ReadOnlySpan<byte> Name(ref Utf8JsonReader reader)
    {
        if (_name.Length < reader.ValueSpan.Length)
        {
            _name = new byte[reader.ValueSpan.Length * 2];
        }

        return _name.AsSpan(0, reader.CopyString(_name));
    }

    private void Value(ref Utf8JsonReader reader, PathNode node, bool raw)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                Container(ref reader, node, raw);
                break;
            case JsonTokenType.Null:
                foreach (var field in node.Fields)
                {
                    There(_program.Fields[field], notNull: false);
                }

                break;
            default:
                Scalar(ref reader, node);
                break;
        }
    }

    private void Container(ref Utf8JsonReader reader, PathNode node, bool raw)
    {
        var start = (int)reader.TokenStartIndex;
        if (!node.HasChildren && _program.Keywords < 0 && reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Skip();
        }
        else if (reader.TokenType == JsonTokenType.StartObject)
        {
            Object(ref reader, node);
        }
        else
        {
            Items(ref reader, node);
        }

        foreach (var field in node.Fields)
        {
            There(_program.Fields[field], notNull: true);
            if (raw && (_program.Fields[field].Text is { SeesRaw: true } || _program.Fields[field].Keeps))
            {
                Feed(field, Compact(start, (int)reader.TokenStartIndex + 1));
            }
        }
    }

    private void Items(ref Utf8JsonReader reader, PathNode node)
    {
        for (var position = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; position++)
        {
            if (node.HasPositions && node.Find(position) is { } item)
            {
                var again = reader;
                Value(ref again, item, raw: true);
            }

            Value(ref reader, node, raw: false);
        }
    }

    private void Scalar(ref Utf8JsonReader reader, PathNode node)
    {
        if (node.Fields.Length == 0 && _program.Keywords < 0)
        {
            return;
        }

        var text = reader.TokenType == JsonTokenType.String;
        var place = new KeptValue((int)reader.TokenStartIndex + (text ? 1 : 0), reader.ValueSpan.Length, Unescaped: false, -1);
        if (text && reader.ValueIsEscaped)
        {
            Reserve(reader.ValueSpan.Length);
            var written = reader.CopyString(_unescaped.AsSpan(_unescapedLength));
            place = new(_unescapedLength, written, Unescaped: true, -1);
            _unescapedLength += written;
        }

        foreach (var field in node.Fields)
        {
            There(_program.Fields[field], notNull: true);
            Feed(field, place);
        }

        if (_program.Keywords >= 0)
        {
            There(_program.Fields[_program.Keywords], notNull: true);
            Feed(_program.Keywords, place);
        }
    }

    private void There(ProgramField field, bool notNull)
    {
        if (field.Present >= 0)
        {
            Holds(field.Present);
        }

        if (notNull && field.NotNull >= 0)
        {
            Holds(field.NotNull);
        }
    }

    private void Feed(int field, KeptValue place)
    {
        var asked = _program.Fields[field];
        if (asked.Text is { } matcher)
        {
            matcher.Match(place.Unescaped ? _unescaped.AsSpan(place.Start, place.Length) : _json.Span.Slice(place.Start, place.Length), this);
        }

        if (asked.Keeps)
        {
            Keep(field, place);
        }
    }

    private void Keep(int field, KeptValue place)
    {
        if (_valueCount == _values.Length)
        {
            Array.Resize(ref _values, _values.Length * 2);
        }

        _values[_valueCount] = place;
        if (_valuesOf[field] == _generation)
        {
            _values[_lastValue[field]] = _values[_lastValue[field]] with { Next = _valueCount };
        }
        else
        {
            (_valuesOf[field], _firstValue[field]) = (_generation, _valueCount);
        }

        _lastValue[field] = _valueCount++;
    }

    /// <summary>The JSON of an object or array without spaces between its parts.</summary>
    private KeptValue Compact(int start, int end)
    {
        var json = _json.Span[start..end];
        if (json.IndexOfAny(" \t\r\n"u8) < 0)
        {
            return new(start, json.Length, Unescaped: false, -1);
        }

        Reserve(json.Length);
        var (from, quoted) = (_unescapedLength, false);
        for (var i = 0; i < json.Length; i++)
        {
            var b = json[i];
            if (!quoted && b is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            {
                continue;
            }

            quoted ^= b == '"';
            _unescaped[_unescapedLength++] = b;
            if (b == '\\' && i + 1 < json.Length)
            {
                _unescaped[_unescapedLength++] = json[++i];
            }
        }

        return new(from, _unescapedLength - from, Unescaped: true, -1);
    }

    private void Reserve(int more)
    {
        if (_unescaped.Length - _unescapedLength < more)
        {
            Array.Resize(ref _unescaped, (_unescapedLength + more) * 2);
        }
    }

    /// <summary>The places of the values of a field, in the order of the record.</summary>
    internal ref struct ValuePlaces(EventScanner scanner, int first)
    {
        private int _next = first;

        public int Current { get; private set; }

        public readonly ValuePlaces GetEnumerator() => this;

        public bool MoveNext()
        {
            (Current, _next) = (_next, _next < 0 ? -1 : scanner._values[_next].Next);
            return Current >= 0;
        }
    }
}
