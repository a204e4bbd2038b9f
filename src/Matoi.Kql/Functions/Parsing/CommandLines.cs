using System.Text;
using System.Text.Json.Nodes;

namespace Matoi.Kql.Functions.Parsing;

/// <summary>Takes command lines apart.</summary>
internal static class CommandLines
{
    /// <summary>The arguments of a command line as Windows' CommandLineToArgvW gives them; the parser must be <c>windows</c>. Null for the empty line.</summary>
    [KqlFunction("parse_command_line")]
    public static JsonNode? Parse([AnyText] string commandLine, string parser)
    {
        if (!parser.Equals("windows", StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentRefusedException($"the parser '{parser}' is not known; there is 'windows'");
        }

        if (string.IsNullOrWhiteSpace(commandLine))
        {
            return null;
        }

        var place = 0;
        var arguments = new JsonArray(Program(commandLine, ref place));
        while (place < commandLine.Length)
        {
            if (commandLine[place] is ' ' or '\t')
            {
                place++;
            }
            else
            {
                arguments.Add(Argument(commandLine, ref place));
            }
        }

        return arguments;
    }

    /// <summary>The program's name: in quotes up to the next quote, where a backslash means nothing, else up to white space.</summary>
    private static string Program(string line, ref int place)
    {
        if (line[0] == '"')
        {
            var close = line.IndexOf('"', 1);
            place = close < 0 ? line.Length : close + 1;
            return line[1..(close < 0 ? line.Length : close)];
        }

        var end = line.AsSpan().IndexOfAny(' ', '\t');
        place = end < 0 ? line.Length : end;
        return line[..place];
    }

    /// <summary>An argument: 2n backslashes and a quote are n backslashes and the quote's work; 2n+1 are n and the quote itself; two quotes inside quotes are one.</summary>
    private static string Argument(string line, ref int place)
    {
        var argument = new StringBuilder();
        var quoted = false;
        for (; place < line.Length && (quoted || line[place] is not (' ' or '\t')); place++)
        {
            var slashes = 0;
            for (; place < line.Length && line[place] == '\\'; place++)
            {
                slashes++;
            }

            if (place < line.Length && line[place] == '"')
            {
                argument.Append('\\', slashes / 2);
                if (slashes % 2 == 1)
                {
                    argument.Append('"');
                }
                else if (quoted && place + 1 < line.Length && line[place + 1] == '"')
                {
                    argument.Append(line[++place]);
                }
                else
                {
                    quoted = !quoted;
                }
            }
            else
            {
                argument.Append('\\', slashes);
                if (place >= line.Length || !quoted && line[place] is ' ' or '\t')
                {
                    break;
                }

                argument.Append(line[place]);
            }
        }

        return argument.ToString();
    }
}
