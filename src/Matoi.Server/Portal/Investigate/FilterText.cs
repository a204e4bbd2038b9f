namespace Matoi.Server.Portal.Investigate;

/// <summary>Edits the text of a queue's filter word by word, so that each count and chip is a link. Pure.</summary>
internal static class FilterText
{
    /// <summary>Words of the filter.</summary>
    public static string[] Words(string? text) => (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>True when the filter holds the word.</summary>
    public static bool Has(string? text, string word) => Words(text).Contains(word, StringComparer.OrdinalIgnoreCase);

    /// <summary>The filter with the word in place of others of its name (<c>owner:</c>), or without it when it was there.</summary>
    public static string Toggle(string? text, string word)
    {
        if (Has(text, word))
        {
            return Without(text, word);
        }

        var name = word[..(word.IndexOf(':', StringComparison.Ordinal) + 1)];
        return string.Join(' ', Words(text).Where(w => name.Length == 0 || !w.StartsWith(name, StringComparison.OrdinalIgnoreCase)).Append(word));
    }

    /// <summary>The filter without the word.</summary>
    public static string Without(string? text, string word)
        => string.Join(' ', Words(text).Where(w => !w.Equals(word, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Address of the queue with this filter and, to come back to it, an incident.</summary>
    public static string Address(string? text, int? at = null)
    {
        var query = string.Join('&', ((string?[])
        [
            string.IsNullOrWhiteSpace(text) ? null : "q=" + Uri.EscapeDataString(text),
            at is null ? null : $"at={at}",
        ]).OfType<string>());
        return query.Length == 0 ? "/" : "/?" + query;
    }
}
