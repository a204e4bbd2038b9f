using System.Text;

namespace Matoi.Sigma.Reading.Detections;

/// <summary>Texts as other encodings write them (Sigma 2.1, "Encoding").</summary>
internal static class Encodings
{
    /// <summary>The bytes of the text in UTF-16, each as the character of its number (U+0000–U+00FF).</summary>
    public static string Utf16(string text, string modifier) => Encoding.Latin1.GetString(modifier switch
    {
        "utf16be" => Encoding.BigEndianUnicode.GetBytes(text),
        "utf16" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)],
        _ => Encoding.Unicode.GetBytes(text),
    });

    /// <summary>The whole text in Base64.</summary>
    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    /// <summary>
    /// What stays of a text within longer Base64, at each of the three places where it may begin in a group of three bytes: characters that its neighbours share are left
    /// out. A single byte leaves nothing at one of the places; texts must have two.
    /// </summary>
    public static IEnumerable<string> Base64Offsets(byte[] bytes)
    {
        for (var shift = 0; shift < 3; shift++)
        {
            var text = Convert.ToBase64String([.. new byte[shift], .. bytes]);
            var first = shift switch { 0 => 0, 1 => 2, _ => 3 };
            var shared = ((bytes.Length + shift) % 3) switch { 0 => 0, 1 => 3, _ => 2 };
            yield return text[first..^shared];
        }
    }
}
