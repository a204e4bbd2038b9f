using System.Text;
using System.Text.Json.Nodes;

namespace Matoi.Integration;

/// <summary>Envelopes, files and lines of text that are not what they should be.</summary>
public partial class BrokenInput
{
    private static Case[] Envelopes() =>
    [
        Among("arrays ten deep", 0, "too-many-envelopes", new string('[', 10) + Sample.Line(4) + new string(']', 10)),
        Among("SNS messages nine deep", 0, "too-many-envelopes", () => Utf8(Enumerable.Range(0, 9).Aggregate(Sample.Line(4), (inner, _) => Sns(inner)))),
        Among("SNS messages eight deep are accepted", 1, "", () => Utf8(Enumerable.Range(0, 8).Aggregate(Sample.Line(4), (inner, _) => Sns(inner)))),
        Among("SNS message that is no JSON", 0, "unrecognised", Sns("Alarm! Look at the console.")),
        Among("SNS message that is cut off", 0, "truncated-json", Sns(Sample.Line(4)[..50])),
        Among("SNS notification without a message", 0, "broken-envelope", "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:us-east-1:111122223333:t\"}"),
        Among("SQS body that is misspelled", 0, "invalid-json", "{\"receiptHandle\":\"r\",\"body\":\"{'a':1}\"}"),
        Among("Pub/Sub data that is no base64", 0, "broken-envelope", "{\"subscription\":\"projects/p/subscriptions/s\",\"message\":{\"messageId\":\"1\",\"data\":\"!not base64!\"}}"),
        Among("one Pub/Sub message of three that is no base64", 2, "broken-envelope", () => Utf8(Pull(Base64(Sample.Line(4)), "%%%", Base64(Sample.Line(5))))),
        Among("Pub/Sub data that is binary", 0, "invalid-utf8", Pull(Convert.ToBase64String([0xFF, 0xFE, 0x80, 0x81]))),
        Among("Pub/Sub data that names a field twice", 0, "duplicate-keys", Pull(Base64("{\"a\":1,\"a\":2}"))),
        Among("Pub/Sub data that is a gzip bomb", 0, "zip-bomb", () => Utf8(Pull(Convert.ToBase64String(Gzip(Utf8(new string(' ', 80_000_000))))))),
        Among("Pub/Sub messages that are a gzip bomb together", 0, "zip-bomb", () => Utf8(Pull([.. Enumerable.Repeat(Convert.ToBase64String(Gzip(Utf8(new string(' ', 30_000_000)))), 4)]))),
        Among("Kinesis data that is no base64", 0, "broken-envelope", "{\"kinesis\":{\"data\":\"###\"},\"eventSourceARN\":\"arn:aws:kinesis:us-east-1:1:stream/s\"}"),
        Among("awslogs.data that is no base64", 0, "broken-envelope", "{\"awslogs\":{\"data\":\"###\"}}"),
        Among("awslogs.data that is no gzip", 0, "broken-envelope", $"{{\"awslogs\":{{\"data\":\"{Base64("hello")}\"}}}}"),
        Among("awslogs.data that is damaged", 0, "broken-envelope", () => Utf8($"{{\"awslogs\":{{\"data\":\"{Convert.ToBase64String(Flip(Gzip(Utf8(Sample.Line(4))), ^6))}\"}}}}")),
        Among("record of 20 MB inside an envelope", 0, "record-too-large", () => Utf8(Pull(Convert.ToBase64String(Gzip(Utf8(Long(20))))))),
    ];

    private static Case[] Files() =>
    [
        Alone("empty", 0, "not a log: empty", ""),
        Alone("space only", 0, "not a log: empty", " \r\n\t\n "),
        Alone("byte order mark only", 0, "not a log: no-records", "\uFEFF"),
        Alone("UTF-8 with a byte order mark is accepted", 3, "", "\uFEFF" + Sample.Records([1, 2, 3])),
        Alone("lines with a byte order mark are accepted", 3, "", "\uFEFF" + ThreeLines),
        Alone("UTF-16 little-endian", 0, "wrong-encoding", () => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(ThreeLines)]),
        Alone("UTF-16 big-endian", 0, "wrong-encoding", () => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(ThreeLines)]),
        Alone("UTF-16 little-endian without a mark", 0, "wrong-encoding", () => Encoding.Unicode.GetBytes(ThreeLines)),
        Alone("UTF-16 big-endian without a mark", 0, "wrong-encoding", () => Encoding.BigEndianUnicode.GetBytes(ThreeLines)),
        Alone("Latin-1 in every line", 0, "invalid-utf8 invalid-utf8 invalid-utf8", () => Encoding.Latin1.GetBytes(ThreeLines.Replace("alice", "José"))),
        Alone("binary", 0, "not a log: binary", () => Random(1, 10_000), "input.bin"),
        Alone("program", 0, "not a log: binary", () => [0x7F, .. "ELF"u8, .. new byte[64], .. Random(2, 5000)], "input"),
        Alone("zeros", 0, "not a log: binary", () => new byte[10_000]),
        Alone("zeros behind the records, as a crash leaves them", 3, "unrecognised", () => [.. Utf8(ThreeLines), .. new byte[4096]]),
        Alone("web page", 0, "not a log: unrecognised", "<!DOCTYPE html>\n<html><body>404</body></html>\n"),
        Alone("prose", 0, "not a log: unrecognised", "Dear customer,\nyour logs are attached.\n", "readme.txt"),
        Alone("gzip is accepted", 3, "", () => Gzip(Utf8(ThreeLines)), "input.json.gz"),
        Alone("gzip inside gzip is accepted", 3, "", () => Gzip(Gzip(Utf8(ThreeLines))), "input.json.gz"),
        Alone("gzip inside zip is accepted", 3, "", () => Zip(("a.json.gz", Gzip(Utf8(ThreeLines)))), "input.zip"),
        Alone("two gzip members are accepted", 3, "", () => [.. Gzip(Utf8($"{Sample.Line(1)}\n")), .. Gzip(Utf8($"{Sample.Line(2)}\n{Sample.Line(3)}\n"))], "input.json.gz"),
        Alone("gzip cut off in its trailer", 3, "corrupt-gzip", () => Gzip(Utf8(ThreeLines))[..^4], "input.json.gz"),
        Alone("gzip with a wrong checksum", 0, "corrupt-gzip", () => Flip(Gzip(Utf8(ThreeLines)), ^6), "input.json.gz"),
        Alone("gzip damaged at its start", 0, "corrupt-gzip", () => Flip(Gzip(Utf8(ThreeLines)), 10), "input.json.gz"),
        Alone("gzip cut off between two members", 2, "corrupt-gzip", () => [.. Gzip(Utf8($"{Sample.Line(1)}\n{Sample.Line(2)}\n")), .. Gzip(Utf8(Sample.Line(3)))[..12]], "input.json.gz"),
        Alone("gzip cut off in its middle", 0, "corrupt-gzip", () => Gzip(Utf8(ThreeLines))[..60], "input.json.gz"),
        Alone("gzip that ends behind its header", 0, "corrupt-gzip", () => Gzip(Utf8(ThreeLines))[..10], "input.json.gz"),
        Alone("gzip bomb behind three records", 3, "zip-bomb", () => Gzip(Utf8(ThreeLines + new string(' ', 80_000_000))), "input.json.gz"),
        Alone("zip without its directory", 0, "corrupt-zip", () => Zip(("a.json", Utf8(ThreeLines)))[..^30], "input.zip"),
        Alone("zip with one damaged file", 3, "corrupt-zip", () => Flip(Zip(("a.json", Utf8(Sample.Records([4, 5, 6]))), ("b.json", Utf8(ThreeLines))), 30 + 6), "input.zip"),
        Alone("zip with a bomb beside a good file", 3, "not a log: zip-bomb", () => Zip(("a.json", Utf8("\n{\"a\":1}\n" + new string(' ', 80_000_000))), ("b.json", Utf8(ThreeLines))), "input.zip"),
        Alone("zip inside zip", 3, "not a log: binary", () => Zip(("inner.zip", Zip(("a.json", Random(4, 6000)))), ("b.json", Utf8(ThreeLines))), "input.zip"),
    ];

    private static Case[] Lines() =>
    [
        Alone("flow log line with too few fields", 1, "wrong-fields", FlowLog("2 111122223333 eni-0 203.0.113.9 10.0.0.1"), "flow.log"),
        Alone("flow log line with too many fields", 1, "wrong-fields", FlowLog(FlowLine + " more"), "flow.log"),
        Alone("flow log line without a time", 1, "missing-time", FlowLog(FlowLine.Replace("1772413260 ACCEPT", "- ACCEPT")), "flow.log"),
        Alone("flow log line with a word for a time", 1, "wrong-type", FlowLog(FlowLine.Replace("1772413260 ACCEPT", "now ACCEPT")), "flow.log"),
        Alone("flow log line with words for numbers is accepted", 2, "", FlowLog(FlowLine.Replace("443", "https")), "flow.log"),
        Alone("CSV line with too few fields", 1, "wrong-fields", Csv("AwsApiCall,ListObjects,REQ0002"), "export.csv"),
        Alone("CSV line with a quote that never ends", 1, "wrong-fields", Csv("AwsApiCall,ListObjects,\"REQ0002,x,y,z,1,2,3,4,5,6"), "export.csv"),
        Alone("syslog garbage behind a priority", 1, "missing-time", SyslogLine + "<34>garbage\n", "syslog.log"),
        Alone("syslog with a priority that is none", 1, "unrecognised", SyslogLine + "<999>Mar  2 01:00:00 web01 su: x\n", "syslog.log"),
        Alone("syslog in Latin-1", 1, "invalid-utf8", () => [.. Utf8(SyslogLine), .. Encoding.Latin1.GetBytes("<34>Mar  2 01:00:00 web01 su: José\n")], "syslog.log"),
        Alone("syslog lines that end in CR only are accepted", 2, "", (SyslogLine + SyslogLine.Replace("root", "admin")).Replace('\n', '\r'), "syslog.log"),
        Alone("CEF with a broken header", 1, "wrong-type", CefText + "CEF:0|Vendor|Product\n", "cef.log"),
        Alone("CEF without a time", 1, "missing-time", CefText + "CEF:0|Vendor|Product|1|100|Blocked|5|src=203.0.113.9\n", "cef.log"),
        Alone("CEF with a word for a time", 1, "wrong-type", CefText + "CEF:0|Vendor|Product|1|100|Blocked|5|rt=soon src=203.0.113.9\n", "cef.log"),
    ];

    private const string FlowLine = "2 111122223333 eni-0a1b2c3d 203.0.113.9 10.0.0.1 51000 443 6 10 840 1772413200 1772413260 ACCEPT OK";

    private const string SyslogLine = "<34>Mar  2 01:00:00 web01 su[12]: 'su root' failed\n";

    private const string CefText = "CEF:0|Vendor|Product|1|100|Blocked|5|rt=1772413200000 src=203.0.113.9\n";

    private static string FlowLog(string line)
        => $"version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n{FlowLine.Replace("51000", "51001")}\n{line}\n";

    private static string Csv(string line)
        => "Event Type,Event Name,Request ID,User ID,Request Parameters,Alert,Event ID,Event DateTime,Alarm DateTime,Source IP,Request User Agent,Repeated Attempts\n"
            + "AwsApiCall,GetObject,REQ0001,u,p,a,0a0a0a0a-0000-4000-8000-000000000001,2026-03-02T01:21:00Z,2026-03-02T01:25:28Z,203.0.113.24,agent,4\n" + line + "\n";

    private static string Sns(string message) => new JsonObject
    {
        ["Type"] = "Notification", ["TopicArn"] = "arn:aws:sns:us-east-1:111122223333:t", ["Timestamp"] = "2026-03-02T01:00:00Z", ["Message"] = message,
    }.ToJsonString();

    private static string Pull(params string[] data)
        => $"{{\"receivedMessages\":[{string.Join(',', data.Select((d, i) => $"{{\"ackId\":\"{i}\",\"message\":{{\"messageId\":\"{i}\",\"data\":\"{d}\"}}}}"))}]}}";

    private static string Base64(string text) => Convert.ToBase64String(Utf8(text));

    private static byte[] Random(int seed, int length)
    {
        var bytes = new byte[length];
#pragma warning disable CA5394 // The same bytes in every run.
        new Random(seed).NextBytes(bytes);
#pragma warning restore CA5394
        return bytes;
    }
}
