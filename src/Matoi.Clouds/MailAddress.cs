using System.Buffers;

namespace Matoi.Clouds;

/// <summary>Tells mail addresses among the texts of logs, which also hold sentences, links and lists with an @ in them.</summary>
internal static class MailAddress
{
    private static readonly SearchValues<char> Foreign = SearchValues.Create(" \t\r\n\\/<>\"[](),;:");

    /// <summary>True when the whole text is one address.</summary>
    public static bool Is(string text) => text.IndexOf('@') is > 0 and var at && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && !text.AsSpan().ContainsAny(Foreign);
}
