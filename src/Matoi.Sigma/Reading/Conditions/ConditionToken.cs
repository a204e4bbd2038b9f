namespace Matoi.Sigma.Reading.Conditions;

/// <summary>A word or parenthesis of a condition; the empty text is its end.</summary>
internal readonly record struct ConditionToken(string Text, int Offset)
{
    /// <summary>Whether it is a word of the grammar, in any case.</summary>
    public bool Is(string word) => Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>The tokens of a condition, the end last.</summary>
    public static List<ConditionToken> Read(string text)
    {
        var tokens = new List<ConditionToken>();
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var start = i;
            while (!IsSign(text[start]) && i + 1 < text.Length && !IsSign(text[i + 1]) && !char.IsWhiteSpace(text[i + 1]))
            {
                i++;
            }

            tokens.Add(new(text[start..(i + 1)], start));
        }

        return [.. tokens, new("", text.Length)];
    }

    private static bool IsSign(char c) => c is '(' or ')' or '|';
}
