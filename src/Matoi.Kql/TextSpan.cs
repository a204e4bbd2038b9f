namespace Matoi.Kql;

/// <summary>A stretch of the query's text: first character and number of characters.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>First character behind the stretch.</summary>
    public int End => Start + Length;

    /// <summary>From the beginning of one stretch to the end of another.</summary>
    public static TextSpan Between(TextSpan first, TextSpan last) => new(first.Start, Math.Max(last.End - first.Start, 0));
}
