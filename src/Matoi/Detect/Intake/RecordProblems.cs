using System.Text.Json;
using Matoi.Model;

namespace Matoi.Detect.Intake;

/// <summary>Says in words why bytes are no record.</summary>
internal static class RecordProblems
{
    public static Problem InvalidUtf8() => new("invalid-utf8", "the bytes are not UTF-8; convert the file (iconv -t UTF-8) and send it again");

    public static Problem Broken(string envelope, string why) => new("broken-envelope", $"the {envelope} envelope cannot be opened: {why}; send it again whole");

    /// <summary>What the parser found, told by where the JSON ends and what it is.</summary>
    public static Problem Explain(JsonException e, ReadOnlySpan<byte> bytes)
    {
        var where = $"at byte {e.BytePositionInLine} of line {e.LineNumber + 1}";
        return e.Message switch
        {
            var m when m.Contains("maximum", StringComparison.Ordinal) => new("too-deep", $"the JSON nests too deeply {where}; flatten it at the producer"),
            var m when m.Contains("reached end of data", StringComparison.Ordinal) || m.Contains("depth to be zero", StringComparison.Ordinal) || IsCutOff(bytes)
                => new("truncated-json", $"the JSON ends in the middle {where}; send it again whole"),
            var m => new("invalid-json", $"not valid JSON {where}: {m.Split(". LineNumber")[0]}"),
        };
    }

    private static bool IsCutOff(ReadOnlySpan<byte> json) => json[0] is (byte)'{' or (byte)'[' && json[^1] is not ((byte)'}' or (byte)']') && JsonScanner.ValueLength(json) < 0;
}
