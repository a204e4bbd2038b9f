using System.Text;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Records of comma-separated values.</summary>
internal static class Csv
{
    /// <summary>The values of the first record: in double quotes a value may hold commas and line breaks, and a quote is written twice.</summary>
    [KqlFunction("parse_csv")]
    public static JsonNode? Parse(string text)
    {
        var values = new JsonArray();
        var value = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"')
                {
                    value.Append(c);
                }
                else if (i + 1 < text.Length && text[i + 1] == '"')
                {
                    value.Append(text[i++]);
                }
                else
                {
                    quoted = false;
                }
            }
            else if (c == '"' && value.Length == 0)
            {
                quoted = true;
            }
            else if (c is '\n' or '\r')
            {
                break;
            }
            else if (c == ',')
            {
                values.Add(value.ToString());
                value.Clear();
            }
            else
            {
                value.Append(c);
            }
        }

        values.Add(value.ToString());
        return values;
    }
}
