using System.Text;

namespace Matoi.Kql.Functions.Encodings;

/// <summary>Percent-encoding of UTF-8, with small hexadecimal digits.</summary>
internal static class UrlEncoding
{
    private const string Unreserved = "-_.!*()";

    /// <summary>Encoded as in a query, a space as <c>+</c>.</summary>
    [KqlFunction("url_encode")]
    public static string Encode(string url) => Encode(url, "+");

    /// <summary>Encoded as in a path, a space as <c>%20</c>.</summary>
    [KqlFunction("url_encode_component")]
    public static string EncodeComponent(string url) => Encode(url, "%20");

    /// <summary>Decoded, <c>+</c> to a space; what is no encoding stays.</summary>
    [KqlFunction("url_decode")]
    public static string Decode(string encodedUrl)
    {
        if (encodedUrl.AsSpan().IndexOfAny('%', '+') < 0)
        {
            return encodedUrl;
        }

        var from = Encoding.UTF8.GetBytes(encodedUrl);
        var to = new List<byte>(from.Length);
        for (var i = 0; i < from.Length; i++)
        {
            if (from[i] == '%' && i + 2 < from.Length && char.IsAsciiHexDigit((char)from[i + 1]) && char.IsAsciiHexDigit((char)from[i + 2]))
            {
                to.Add((byte)(Convert.FromHexString([(char)from[i + 1], (char)from[i + 2]])[0]));
                i += 2;
            }
            else
            {
                to.Add(from[i] == '+' ? (byte)' ' : from[i]);
            }
        }

        return Encoding.UTF8.GetString([.. to]);
    }

    private static string Encode(string text, string space)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || Unreserved.Contains(c, StringComparison.Ordinal))
            {
                encoded.Append(c);
            }
            else
            {
                encoded.Append(c == ' ' ? space : $"%{b:x2}");
            }
        }

        return encoded.ToString();
    }
}
