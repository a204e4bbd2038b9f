using System.Globalization;
using System.Net;
using System.Text;
using Matoi.Sigma.Expressions;
using Matoi.Sigma.Reading.Yaml;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>One value under a key as tests, any of which is enough; what is wrong is reported.</summary>
internal sealed class ValueReader(Complaints complaints, SigmaReaderOptions options)
{
    public IEnumerable<ValueMatch> Read(FieldKey key, YamlScalar value) => value.IsNull ? Null(key, value) : key switch
    {
        { Kind: "exists" } => value.Boolean is { } there ? [new ExistsMatch(there)] : Refused(value, "'exists' takes true or false"),
        { Kind: "fieldref" } => [new FieldReferenceMatch(value.Text, Reference(key), key.Cased)],
        { Kind: "re" } => Expanded(key, value).SelectMany(text => RegexReader.Read(key, text, value, complaints)),
        { Kind: "cidr" } => Expanded(key, value).SelectMany(text => Network(text, value)),
        { TimePart: { } part } => Number(value, part.ToString().ToLowerInvariant()).Select(n => new TimePartMatch(part, key.Comparison ?? Comparison.Equal, n)),
        { Comparison: { } comparison } => Number(value, "a comparison").Select(n => new NumberMatch(comparison, n)),
        _ => Texts(key, value),
    };

    private IEnumerable<ValueMatch> Null(FieldKey key, YamlScalar value) => key.Modifiers.All(m => m is "all" or "neq" or "cased") && key.Field is not null
        ? [new NullMatch()]
        : Refused(value, key.Field is null ? "a keyword must be a text" : "null stands alone: it goes with no modifier but neq");

    private static FieldReferenceKind Reference(FieldKey key) => key.Position switch
    {
        "contains" => FieldReferenceKind.Contains,
        "startswith" => FieldReferenceKind.StartsWith,
        "endswith" => FieldReferenceKind.EndsWith,
        _ => FieldReferenceKind.Equals,
    };

    private IEnumerable<double> Number(YamlScalar value, string what)
    {
        if (double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
        {
            return [number];
        }

        Refused(value, $"{what} takes a number, not '{value.Text}'");
        return [];
    }

    private IEnumerable<ValueMatch> Network(string text, YamlScalar value)
    {
        var (address, length) = text.Split('/', 2) is [var before, var behind] ? (before, behind) : (text, null);
        if (!IPAddress.TryParse(address, out var ip) || (!address.Contains(':') && address.Count(c => c == '.') != 3))
        {
            return Refused(value, $"'{text}' is no network; write 10.0.0.0/8 or 2001:db8::/32");
        }

        var most = ip.GetAddressBytes().Length * 8;
        if (!int.TryParse(length ?? most.ToString(CultureInfo.InvariantCulture), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) || bits > most)
        {
            return Refused(value, $"the length of '{text}' must be a number from 0 to {most}");
        }

        var network = Masked(ip, bits);
        return network.Equals(ip) ? [new CidrMatch(new(ip, bits))] : Refused(value, $"'{text}' is no network, since bits behind /{bits} are set; write {network}/{bits}");
    }

    private static IPAddress Masked(IPAddress ip, int bits)
    {
        var bytes = ip.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] &= (byte)(0xFF << Math.Clamp(8 - (bits - (i * 8)), 0, 8));
        }

        return new(bytes);
    }

    private IEnumerable<ValueMatch> Texts(FieldKey key, YamlScalar value)
    {
        IEnumerable<TextPattern> patterns = Expanded(key, value).Select(TextPattern.Parse);
        foreach (var change in key.Changes.Where(c => c != "expand"))
        {
            patterns = [.. patterns.SelectMany(pattern => Changed(pattern, change, key, value))];
        }

        // A keyword is looked for within texts (Sigma 2.1, "Keywords search").
        var position = key.Position ?? (key.Field is null ? "contains" : null);
        return patterns.Select(pattern => new TextMatch(position switch
        {
            "contains" => pattern.AtStart().AtEnd(),
            "startswith" => pattern.AtStart(),
            "endswith" => pattern.AtEnd(),
            _ => pattern,
        }, key.Cased));
    }

    private IEnumerable<TextPattern> Changed(TextPattern pattern, string change, FieldKey key, YamlScalar value)
    {
        if (change == "windash")
        {
            return Dashes.Variants(pattern) ?? Refused<TextPattern>(SigmaCode.TooManyVariants, value, $"'windash' takes values with at most {Dashes.Flags} flags");
        }

        if (Modifiers.IsUtf16(change))
        {
            return change == "utf16" && pattern.Literal is null
                ? Refused<TextPattern>(SigmaCode.ModifierValue, value, "'utf16' takes texts without wildcards, since its byte order mark stands once before the text")
                : [change == "utf16" ? TextPattern.Of(Encodings.Utf16(pattern.Literal!, change)) : pattern.Map(text => Encodings.Utf16(text, change))];
        }

        if (pattern.Literal is not { } literal)
        {
            return Refused<TextPattern>(SigmaCode.ModifierValue, value, $"'{change}' takes texts without wildcards; write \\* for the sign itself");
        }

        var bytes = key.Changes.Any(Modifiers.IsUtf16) ? Encoding.Latin1.GetBytes(literal) : Encoding.UTF8.GetBytes(literal);
        return change == "base64" ? [TextPattern.Of(Encodings.Base64(bytes))]
            : bytes.Length < 2 ? Refused<TextPattern>(SigmaCode.ModifierValue, value, "'base64offset' takes texts of two bytes or more")
            : Encodings.Base64Offsets(bytes).Select(TextPattern.Of);
    }

    private IReadOnlyList<string> Expanded(FieldKey key, YamlScalar value)
    {
        if (!key.Changes.Contains("expand"))
        {
            return [value.Text];
        }

        var unknown = new List<string>();
        var texts = Placeholders.Expand(value.Text, options, unknown);
        foreach (var name in unknown)
        {
            complaints.Warn(SigmaCode.UnknownPlaceholder, value, $"the placeholder %{name}% has no values here, so that this test matches nothing");
        }

        return texts ?? [.. Refused<string>(SigmaCode.TooManyVariants, value, $"the placeholders stand for more than {Placeholders.Limit:N0} texts")];
    }

    private IEnumerable<ValueMatch> Refused(YamlScalar value, string message) => Refused<ValueMatch>(SigmaCode.ModifierValue, value, message);

    private IEnumerable<T> Refused<T>(string code, YamlScalar value, string message)
    {
        complaints.Error(code, value, message);
        return [];
    }
}
