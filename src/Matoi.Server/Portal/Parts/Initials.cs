namespace Matoi.Server.Portal.Parts;

/// <summary>One or two letters that stand for a person.</summary>
internal static class Initials
{
    public static string Of(string? name)
    {
        var words = (name ?? "").Split(['@', '.', '-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "?" : string.Concat(words.Take(2).Select(w => char.ToUpperInvariant(w[0])));
    }
}
