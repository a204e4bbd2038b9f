using System.Text;

namespace Matoi.Kql.Binding;

/// <summary>Reads records of separated fields, as RFC 4180 describes them: a field in quotes may hold separators, line ends and doubled quotes.</summary>
internal static class SeparatedText
{
    /// <summary>Records in order; empty lines are passed over.</summary>
    public static IEnumerable<IReadOnlyList<string>> Read(string text, char separator)
    {
        var at = 0;
        while (at < text.Length)
        {
            var fields = new List<string>();
            do
            {
                fields.Add(Field(text, ref at, separator));
            }
            while (at < text.Length && text[at] == separator && ++at <= text.Length);
            SkipLineEnd(text, ref at);
            if (fields is not [""])
            {
                yield return fields;
            }
        }
    }

    private static string Field(string text, ref int at, char separator)
    {
        if (at < text.Length && text[at] == '"')
        {
            var value = new StringBuilder();
            for (at++; at < text.Length; at++)
            {
                if (text[at] != '"')
                {
                    value.Append(text[at]);
                }
                else if (at + 1 < text.Length && text[at + 1] == '"')
                {
                    value.Append(text[at++]);
                }
                else
                {
                    at++;
                    break;
                }
            }

            return value.Append(Plain(text, ref at, separator)).ToString();
        }

        return Plain(text, ref at, separator);
    }

    private static string Plain(string text, ref int at, char separator)
    {
        var from = at;
        while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
        {
            at++;
        }

        return text[from..at];
    }

    private static void SkipLineEnd(string text, ref int at)
    {
        if (at < text.Length && text[at] == '\r')
        {
            at++;
        }

        if (at < text.Length && text[at] == '\n')
        {
            at++;
        }
    }
}
