using System.Text;

namespace Matoi.Kql.Functions.Encodings;

/// <summary>Names of domains in other scripts written in ASCII (RFC 3492).</summary>
internal static class Punycode
{
    private const int Base = 36;
    private const int Least = 1;
    private const int Most = 26;
    private const int Skew = 38;
    private const int Damp = 700;
    private const int FirstBias = 72;
    private const int FirstCode = 128;
    private const string Prefix = "xn--";

    /// <summary>The punycode of a text, without prefix.</summary>
    [KqlFunction("punycode_from_string")]
    public static string Encode(string text)
    {
        var points = text.EnumerateRunes().Select(r => r.Value).ToList();
        var result = new StringBuilder(string.Concat(points.Where(p => p < FirstCode).Select(p => (char)p)));
        var done = result.Length;
        var basic = done;
        result.Append(basic > 0 ? "-" : "");
        var (code, delta, bias) = (FirstCode, 0L, FirstBias);
        while (done < points.Count)
        {
            var next = points.Where(p => p >= code).Min();
            delta += (long)(next - code) * (done + 1);
            code = next;
            foreach (var point in points)
            {
                delta += point < code ? 1 : 0;
                if (point == code)
                {
                    Append(result, delta, bias);
                    bias = Adapt(delta, done + 1, done == basic);
                    delta = 0;
                    done++;
                }
            }

            delta++;
            code++;
        }

        return result.ToString();
    }

    /// <summary>The text of a punycode without prefix; empty for what is none.</summary>
    [KqlFunction("punycode_to_string")]
    public static string Decode(string punycode) => TryDecode(punycode) ?? "";

    /// <summary>A domain with its labels decoded; a label that is no punycode stays.</summary>
    [KqlFunction("punycode_domain_from_string")]
    public static string DecodeDomain(string domain)
        => string.Join('.', domain.Split('.').Select(label => label.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? TryDecode(label[Prefix.Length..]) ?? label : label));

    /// <summary>A domain with the labels that are not ASCII encoded.</summary>
    [KqlFunction("punycode_domain_to_string")]
    public static string EncodeDomain(string domain)
        => string.Join('.', domain.Split('.', '\u3002', '\uFF0E', '\uFF61').Select(label => Ascii.IsValid(label) ? label : Prefix + Encode(label)));

    private static string? TryDecode(string punycode)
    {
        var cut = punycode.LastIndexOf('-');
        var points = punycode[..Math.Max(cut, 0)].Select(c => (int)c).ToList();
        var (code, at, bias) = (FirstCode, 0L, FirstBias);
        for (var place = cut + 1; place < punycode.Length;)
        {
            var (before, weight) = (at, 1L);
            for (var k = Base; ; k += Base)
            {
                var digit = place < punycode.Length ? Digit(punycode[place++]) : -1;
                if (digit < 0 || weight > int.MaxValue)
                {
                    return null;
                }

                at += digit * weight;
                var threshold = Threshold(k, bias);
                if (digit < threshold)
                {
                    break;
                }

                weight *= Base - threshold;
            }

            bias = Adapt(at - before, points.Count + 1, before == 0);
            code += (int)Math.Min(at / (points.Count + 1), 0x110000);
            at %= points.Count + 1;
            if (!Rune.IsValid(code))
            {
                return null;
            }

            points.Insert((int)at++, code);
        }

        return string.Concat(points.Select(char.ConvertFromUtf32));
    }

    private static void Append(StringBuilder result, long delta, int bias)
    {
        for (var k = Base; ; k += Base)
        {
            var threshold = Threshold(k, bias);
            if (delta < threshold)
            {
                result.Append(Letter((int)delta));
                return;
            }

            result.Append(Letter((int)(threshold + (delta - threshold) % (Base - threshold))));
            delta = (delta - threshold) / (Base - threshold);
        }
    }

    private static int Threshold(int k, int bias) => Math.Clamp(k - bias, Least, Most);

    private static int Adapt(long delta, int points, bool first)
    {
        delta = first ? delta / Damp : delta / 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - Least) * Most / 2; k += Base)
        {
            delta /= Base - Least;
        }

        return k + (int)((Base - Least + 1) * delta / (delta + Skew));
    }

    private static char Letter(int digit) => (char)(digit < 26 ? 'a' + digit : '0' + digit - 26);

    private static int Digit(char c) => char.IsAsciiDigit(c) ? c - '0' + 26 : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' : -1;
}
