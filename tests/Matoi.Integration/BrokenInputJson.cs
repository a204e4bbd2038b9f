using System.Text;

namespace Matoi.Integration;

/// <summary>JSON that is cut off, misspelled, of the wrong kind or too much of it.</summary>
public partial class BrokenInput
{
    private static Case[] Json() =>
    [
        Among("cut off in a name", 0, "truncated-json", "{\"eventVer"),
        Among("cut off in a text", 0, "truncated-json", "{\"eventName\":\"GetOb"),
        Among("cut off in a number", 0, "truncated-json", "{\"eventVersion\":1.0"),
        Among("cut off after a colon", 0, "truncated-json", "{\"eventName\":"),
        Among("cut off in a nested object", 0, "truncated-json", "{\"eventName\":\"x\",\"userIdentity\":{\"type\":\"Root\""),
        Among("cut off in a nested object that ends in a bracket", 0, "truncated-json", "{\"eventName\":\"x\",\"userIdentity\":{\"type\":\"Root\"}"),
        Among("cut off in a literal", 0, "truncated-json", "{\"readOnly\":tru"),
        Among("cut off in an escape", 0, "truncated-json", "{\"eventName\":\"\\u00"),
        Among("trailing comma", 0, "invalid-json", "{\"eventName\":\"x\",}"),
        Among("single quotes", 0, "invalid-json", "{'eventName':'x'}"),
        Among("comment inside", 0, "invalid-json", "{\"eventName\":\"x\" /* why */}"),
        Among("NaN", 0, "invalid-json", "{\"eventVersion\":NaN}"),
        Among("name without quotes", 0, "invalid-json", "{eventName:\"x\"}"),
        Among("leading zero", 0, "invalid-json", "{\"eventVersion\":01}"),
        Among("hexadecimal number", 0, "invalid-json", "{\"eventVersion\":0x1F}"),
        Among("control character not escaped", 0, "invalid-json", "{\"eventName\":\"a\u0001b\"}"),
        Among("tab not escaped", 0, "invalid-json", "{\"eventName\":\"a\tb\"}"),
        Among("unknown escape", 0, "invalid-json", "{\"eventName\":\"a\\xb\"}"),
        Among("NUL byte in a text", 0, "invalid-json", "{\"eventName\":\"a\0b\"}"),
        Among("garbage behind the record", 0, "invalid-json", $"{Sample.Line(4)} garbage"),
        Among("closing bracket too many", 0, "invalid-json", $"{Sample.Line(4)}}}"),
        Among("brackets that do not match", 0, "invalid-json", "{\"a\":[1}"),
        Among("the same name twice", 0, "duplicate-keys", "{\"eventName\":\"GetObject\",\"eventName\":\"DeleteBucket\"}"),
        Among("the same name twice, nested", 0, "duplicate-keys", "{\"a\":[{\"b\":{\"c\":1,\"d\":2,\"c\":3}}]}"),
        Among("the same name twice, once escaped", 0, "duplicate-keys", "{\"eventName\":\"GetObject\",\"event\\u004eame\":\"DeleteBucket\"}"),
        Among("nested 65 deep", 0, "too-deep", Deep(65)),
        Among("nested 10,000 deep", 0, "too-deep", Deep(10_000)),
        Among("nested 64 deep is accepted", 1, "", $"{{\"requestParameters\":{Deep(63)},{Sample.Line(4)[1..]}"),
        Among("opened 10,000 times and never closed", 0, "too-deep", string.Concat(Enumerable.Repeat("{\"a\":", 10_000))),
        Among("bytes that are no UTF-8 in a text", 0, "invalid-utf8", () => [.. "{\"eventName\":\"a"u8, 0xC3, 0x28, .. "\"}"u8]),
        Among("UTF-8 written longer than need be", 0, "invalid-utf8", () => [.. "{\"eventName\":\""u8, 0xC0, 0xAF, .. "\"}"u8]),
        Among("Latin-1 in a text", 0, "invalid-utf8", () => Encoding.Latin1.GetBytes(Sample.Line(4).Replace("alice", "José"))),
        Among("surrogates encoded as UTF-8", 0, "invalid-utf8", () => [.. "{\"eventName\":\""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]),
        Among("unknown record", 0, "unrecognised", "{\"hello\":\"world\"}"),
        Among("empty object", 0, "unrecognised", "{}"),
        Among("empty array", 0, "", "[]"),
        Among("empty lines", 0, "", "\r\n\n  \n"),
        Among("words", 0, "unrecognised", "the service was restarted here"),
        Among("byte order mark between files put together", 1, "", $"\uFEFF{Sample.Line(4)}"),
        Within("record is a number", 0, "wrong-type", "42"),
        Within("record is a text", 0, "wrong-type", "\"GetObject\""),
        Within("record is null", 0, "wrong-type", "null"),
        Within("record is true", 0, "wrong-type", "true"),
        Within("record is an array of numbers", 0, "wrong-type wrong-type", "[1,2]"),
        Within("comment between records", 0, "invalid-json invalid-json invalid-json", "/* more */"),
        Within("comma too many is passed over", 0, "", ""),
        Within("record is misspelled", 0, "invalid-json", "{\"eventName\":x}"),
        Within("20 MB in one record of an array", 0, "record-too-large", () => Long(20)),
        Among("20 MB in one line", 0, "record-too-large", () => Utf8(Long(20))),
        Among("20 MB of words in one line", 0, "record-too-large", () => Utf8(new string('w', 20_000_000))),
        .. Environment.GetEnvironmentVariable("MATOI_LONG") == "1"
            ? (Case[])[Among("200 MB in one line", 0, "record-too-large", () => Utf8(Long(200))), Within("200 MB in one record of an array", 0, "record-too-large", () => Long(200))] : [],
        Within("5 MB in one record is accepted", 1, "", () => Long(5)),
    ];

    private static Case[] Values() =>
    [
        Value("time is an object", 0, "wrong-type", "eventTime", "{\"seconds\":1}"),
        Value("time is an array", 0, "wrong-type", "eventTime", "[2026]"),
        Value("time is true", 0, "wrong-type", "eventTime", "true"),
        Value("time is a small number", 0, "wrong-type", "eventTime", "12"),
        Value("time is a number beyond all numbers", 0, "wrong-type", "eventTime", "1e999"),
        Value("time is a word", 0, "wrong-type", "eventTime", "\"yesterday\""),
        Value("time is a time of day", 0, "wrong-type", "eventTime", "\"12:30\""),
        Value("time is in the year 0", 0, "wrong-type", "eventTime", "\"0000-01-01T00:00:00Z\""),
        Value("time is in the year 10000", 0, "wrong-type", "eventTime", "\"10000-01-01T00:00:00Z\""),
        Value("time is 30 February", 0, "wrong-type", "eventTime", "\"2026-02-30T00:00:00Z\""),
        Value("time is missing", 0, "missing-time", "eventTime", null),
        Value("time is null", 0, "missing-time", "eventTime", "null"),
        Value("time is empty", 0, "missing-time", "eventTime", "\"\""),
        Value("time is in the future", 0, "future-time", "eventTime", "\"2099-01-01T00:00:00Z\""),
        Value("time in seconds since 1970 is accepted", 1, "", "eventTime", "1767323045"),
        Value("half of a surrogate pair in a text is accepted", 1, "", "userAgent", "\"a\\ud800b\""),
        Value("half of a surrogate pair in the name of the service is accepted", 1, "", "eventName", "\"Get\\udc00Object\""),
        Value("half of a surrogate pair in a name is accepted", 1, "", "a\\ud800b", "1"),
        Value("NUL escaped in a text is accepted", 1, "", "userAgent", "\"a\\u0000b\""),
        Value("number beyond all numbers is accepted", 1, "", "additionalEventData", "1e999"),
        Value("integer of 400 digits is accepted", 1, "", "additionalEventData", new string('9', 400)),
        Value("name of a megabyte is accepted", 1, "", new string('k', 1_000_000), "1"),
        Value("text of the wrong kind is accepted as it stands", 1, "", "userAgent", "[1,{\"a\":2}]"),
    ];

    private static Case[] Containers() =>
    [
        Alone("Records is an object", 0, "not a log: unrecognised", "{\"Records\":{}}"),
        Alone("Records is null", 0, "not a log: unrecognised", "{\"Records\":null}"),
        Alone("Records is a text", 0, "not a log: unrecognised", "{\"Records\":\"none\"}"),
        Alone("Records is empty", 0, "not a log: no-records", "{\"Records\":[]}"),
        Alone("Records is not the first name", 3, "", $"{{\"note\":\"x\",\"Records\":[{Sample.Line(1)},{Sample.Line(2)},{Sample.Line(3)}]}}"),
        Alone("list without its closing bracket", 3, "truncated-json", Sample.Records([1, 2, 3])[..^2]),
        Alone("list without its closing brace", 3, "truncated-json", Sample.Records([1, 2, 3])[..^1]),
        Alone("list cut off behind a comma", 3, "truncated-json", Sample.Records([1, 2, 3])[..^2] + ","),
        Alone("list cut off in its last record", 3, "truncated-json", Sample.Records([1, 2, 3, 4])[..^40]),
        Alone("list with a text that never ends", 3, "truncated-json", $"{{\"Records\":[{Sample.Line(1)},{Sample.Line(2)},{Sample.Line(3)},{{\"eventName\":\"x}},{{\"a\":1}}]}}"),
        Alone("array without its closing bracket", 3, "truncated-json", $"[{Sample.Line(1)},{Sample.Line(2)},{Sample.Line(3)}"),
        Alone("garbage behind the list", 3, "invalid-json", Sample.Records([1, 2, 3]) + " garbage"),
        Alone("brackets behind the list", 3, "invalid-json invalid-json", Sample.Records([1, 2, 3]) + "]}"),
        Alone("list with a trailing comma is accepted", 3, "", $"[{Sample.Line(1)},{Sample.Line(2)},{Sample.Line(3)},]"),
        Alone("list without commas is accepted", 3, "", $"[{Sample.Line(1)} {Sample.Line(2)}\n{Sample.Line(3)}]"),
        Alone("documents without space between are accepted", 3, "", $"{Sample.Line(1)}{Sample.Line(2)}{Sample.Line(3)}"),
        Alone("lines that end in CR only are accepted", 3, "", ThreeLines.Replace('\n', '\r')),
        Alone("lines that end in CR LF are accepted", 3, "", ThreeLines.Replace("\n", "\r\n")),
        Alone("comment line above the records", 3, "unrecognised", "// exported today\n" + ThreeLines),
        Alone("8 kB of space above the records are accepted", 3, "", new string(' ', 8192) + ThreeLines),
        Alone("one record in one line, others over many, are accepted", 3, "", $"{Sample.Line(1)}\n{{\n{Sample.Line(2)[1..^1]}\n}}\n{Sample.Line(3)}"),
    ];

    private static string Deep(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels)) + "1" + new string('}', levels);

    private static string Long(int megabytes) => $"{{\"userAgent\":\"{new string('x', megabytes * 1_000_000)}\",{Sample.Line(4).Replace("\"userAgent\":\"aws-cli/2\",", "", StringComparison.Ordinal)[1..]}";
}
