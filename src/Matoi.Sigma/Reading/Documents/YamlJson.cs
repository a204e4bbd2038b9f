using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Documents;

/// <summary>YAML as JSON by the core schema of YAML 1.2: plain numbers, truth values and null have their type, all else is text.</summary>
internal static partial class YamlJson
{
    /// <summary>The node in UTF-8; values without a form in JSON are reported.</summary>
    public static byte[] Write(YamlNode node, Complaints complaints)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            Write(node, writer, complaints);
        }

        return bytes.ToArray();
    }

    private static void Write(YamlNode node, Utf8JsonWriter writer, Complaints complaints)
    {
        switch (node)
        {
            case YamlMap map:
                writer.WriteStartObject();
                foreach (var (key, value) in map.Pairs)
                {
                    writer.WritePropertyName(key.Text);
                    Write(value, writer, complaints);
                }

                writer.WriteEndObject();
                break;
            case YamlList list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(item, writer, complaints);
                }

                writer.WriteEndArray();
                break;
            case YamlScalar { IsPlain: true } plain:
                Plain(plain, writer, complaints);
                break;
            case YamlScalar text:
                writer.WriteStringValue(text.Text);
                break;
        }
    }

    private static void Plain(YamlScalar scalar, Utf8JsonWriter writer, Complaints complaints)
    {
        var text = scalar.Text;
        if (scalar.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (scalar.Boolean is { } truth)
        {
            writer.WriteBooleanValue(truth);
        }
        else if (Integer().IsMatch(text))
        {
            writer.WriteRawValue(BigInteger.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }
        else if (text.StartsWith("0x", StringComparison.Ordinal) && text.Length > 2 && text.Skip(2).All(char.IsAsciiHexDigit))
        {
            writer.WriteRawValue(BigInteger.Parse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture));
        }
        else if (text.StartsWith("0o", StringComparison.Ordinal) && text.Length > 2 && text.Skip(2).All(c => c is >= '0' and <= '7'))
        {
            writer.WriteRawValue(text.Skip(2).Aggregate(BigInteger.Zero, (sum, digit) => (sum * 8) + (digit - '0')).ToString(CultureInfo.InvariantCulture));
        }
        else if (Float().Match(text) is { Success: true } number)
        {
            var whole = number.Groups["whole"].Value.TrimStart('0');
            var fraction = number.Groups["fraction"].Value;
            writer.WriteRawValue($"{number.Groups["sign"].Value.TrimStart('+')}{(whole.Length == 0 ? "0" : whole)}{(fraction.Length == 0 ? "" : "." + fraction)}{number.Groups["exponent"].Value}");
        }
        else if (NotFinite().IsMatch(text))
        {
            complaints.Error(SigmaCode.BadTest, scalar, $"JSON has no number {text}; quote it if it is a text");
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    [GeneratedRegex(@"\A[-+]?[0-9]{1,1000}\z")]
    private static partial Regex Integer();

    [GeneratedRegex(@"\A(?<sign>[-+]?)(\.(?<fraction>[0-9]+)|(?<whole>[0-9]+)(\.(?<fraction>[0-9]*))?)(?<exponent>([eE][-+]?[0-9]+)?)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Float();

    [GeneratedRegex(@"\A([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))\z")]
    private static partial Regex NotFinite();
}
