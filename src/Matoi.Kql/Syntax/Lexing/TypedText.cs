using System.Globalization;

namespace Matoi.Kql.Syntax.Lexing;

/// <summary>Literals with their type's word: <c>long(5)</c>, <c>datetime(2020-01-01)</c>, <c>guid(…)</c>, <c>real(nan)</c>, <c>int(null)</c>.</summary>
internal static class TypedText
{
    /// <summary>The literal; an error and the type's null when the content does not fit.</summary>
    internal static LiteralExpr Read(Token token, List<KqlError> errors)
    {
        var content = Unquoted(((string)token.Value!).Trim());
        var type = TypeNames.Find(token.Text)!.Value;
        if (content == "null")
        {
            return new(type, null, token.Span);
        }

        var value = content is "min" or "max" ? Limit(type, content == "min") : Value(type, content);
        if (value is null)
        {
            errors.Add(new(SyntaxCode.BadLiteral, Message(token.Text, type, content), token.Span));
        }

        return new(type, value, token.Span);
    }

    private static string Message(string word, KqlType type, string content)
    {
        var message = type == KqlType.Int && Whole(content) is not null ? $"{content} does not fit an int; write long({content})" : $"'{content}' is no {TypeNames.Of(type)}";
        return content.Length > 0 && Lexer.IsNameStart(content[0]) && content.All(Lexer.IsNamePart)
            ? $"{message}: {word}(…) takes a literal; to convert a value write to{TypeNames.Of(type)}({content})"
            : message;
    }

    private static string Unquoted(string content) =>
        content.Length > 1 && content[0] is '"' or '\'' && content[^1] == content[0] ? content[1..^1].Trim() : content;

    private static object? Value(KqlType type, string content) => type switch
    {
        KqlType.Bool => Bool(content),
        KqlType.Int => Whole(content) is { } number and >= int.MinValue and <= int.MaxValue ? (int)number : null,
        KqlType.Long => Whole(content),
        KqlType.Real => Real(content),
        KqlType.Decimal => Decimal(content),
        KqlType.DateTime => DateTimeText.Read(content),
        KqlType.TimeSpan => TimeSpanText.Read(content),
        _ => Guid.TryParse(content, out var guid) ? guid : null,
    };

    private static object? Limit(KqlType type, bool least) => type switch
    {
        KqlType.Int => least ? int.MinValue : int.MaxValue,
        KqlType.Long => least ? long.MinValue : long.MaxValue,
        KqlType.Real => least ? double.MinValue : double.MaxValue,
        KqlType.DateTime => DateTime.SpecifyKind(least ? DateTime.MinValue : DateTime.MaxValue, DateTimeKind.Utc),
        KqlType.TimeSpan => least ? TimeSpan.MinValue : TimeSpan.MaxValue,
        _ => null,
    };

    private static bool? Bool(string content) =>
        content.Equals("true", StringComparison.OrdinalIgnoreCase) ? true
        : content.Equals("false", StringComparison.OrdinalIgnoreCase) ? false
        : Whole(content) is { } number ? number != 0 : null;

    private static long? Whole(string content)
    {
        var negative = content.StartsWith('-');
        var digits = negative || content.StartsWith('+') ? content.AsSpan(1) : content;
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            return NumberText.HexValue(digits[2..]) is { } hex ? negative ? -hex : hex : null;
        }

        return long.TryParse(content, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static double? Real(string content) => content.ToLowerInvariant() switch
    {
        "nan" => double.NaN,
        "inf" or "+inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ when Whole(content) is { } number => number,
        _ => double.TryParse(content, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null,
    };

    // Our decimals hold 28 digits; one that would be rounded is refused.
    private static decimal? Decimal(string content) =>
        content.Count(char.IsAsciiDigit) <= 28 && decimal.TryParse(content, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
