using Matoi.Kql.Functions;
using Matoi.Kql.Syntax.Lexing;

namespace Matoi.Kql.Tests.Fuzz;

/// <summary>Changes queries so that many of them still mean something: by tokens, and each token for one of its kind.</summary>
internal sealed class Mutation(IReadOnlyList<string> queries)
{
    private static readonly string[] Operators = ["==", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "=~", "!~", "has", "!has", "contains", "startswith", "hasprefix", "has_cs", "matches regex", "in", "!in", "in~", "has_any", "has_all", "and", "or", ":"];
    private static readonly string[] Casts = ["tostring", "tolong", "toint", "todouble", "todecimal", "todatetime", "totimespan", "tobool", "toguid", "todynamic", "parse_json", "not", "isnull", "isempty", "strlen", "abs", "-", "dynamic_to_json", "pack_array", "bag_keys"];

    private static readonly string[] Literals =
    [
        "0", "1", "-1", "9223372036854775807", "(-9223372036854775808)", "2147483648", "int(null)", "long(null)", "real(null)", "real(nan)", "real(+inf)", "real(-inf)", "1e308", "-1e-308", "0.5",
        "decimal(79228162514264337593543950335)", "decimal(0.0000000000000000000000000001)", "decimal(null)", "1d", "-1tick", "timespan(null)", "10675199d", "datetime(null)", "datetime(0001-01-01)",
        "datetime(9999-12-31T23:59:59.9999999Z)", "datetime(2026-03-01)", "guid(null)", "guid(74be27de-1e4e-49d9-b579-fe0b331d3642)", "true", "bool(null)", "''", "'a'", "' '", "'\\u0000'", "'😀é'", "'('", "'%'", "'1'", "'NaN'",
        "'null'", "'[1,2]'", "'{\"a\":1}'", "'203.0.113.0/24'", "'2026-03-01'", "'\\\\'", "'$'", "dynamic(null)", "dynamic([])", "dynamic({})", "dynamic([1,'a',null,2.5,[1],{\"a\":1}])", "dynamic('x')", "dynamic(1)",
        "dynamic({\"a\":[1,{\"b\":2}]})", "dynamic([1,2,3])", "dynamic([1.5,null,3])", "dynamic(['a','b'])", "now()", "10000", "-10000", "'\\ud800'", "parse_json('\"\\\\ud800\"')", "['a\\u0000']", "['']",
    ];

    private static readonly string[] Pieces =
    [
        "| count", "| distinct *", "| take 1", "| serialize", "| getschema", "| where true", "| extend q = 1", "| as A", "| summarize count()", "| project-away *", "| sort by 1", "| summarize take_any(*)", "| sample 1",
        "| extend r = row_number()", "| evaluate narrow()", "| evaluate bag_unpack(dy)", "| union T", "| join kind=inner T on st", "| mv-expand dy", "| summarize make_list(*)", "| project-reorder *", "| where * has 'a'", "| search 'a'",
        "| top 1 by 1", "| consume", "| summarize arg_max(TimeGenerated, *)", "| evaluate schema_merge()", "| lookup T on st", "| fork (take 1) (count)", "| facet by st", "| reduce by st", "| make-series count() on TimeGenerated step 1d", "| render table",
    ];

    private static readonly string[] Scalars = [.. FunctionTable.Names];
    private static readonly string[] Aggregates = [.. AggregateTable.Names];
    private static readonly string[] Columns = [.. FuzzTables.Every.Select(c => c.Name)];

    private readonly List<(string Text, List<Token> Tokens)> _read = [.. queries.Select(q => (q, Tokens(q))).Where(q => q.Item2.Count > 2)];

    /// <summary>A query of the list, changed one to four times.</summary>
    public string Next(Random random)
    {
        var (text, tokens) = Pick(_read, random);
        for (var changes = random.Next(1, 4); changes > 0 && tokens.Count > 2; changes--)
        {
            text = Changed(text, tokens, random);
            tokens = changes > 1 ? Tokens(text) : tokens;
        }

        return text;
    }

    /// <summary>A call of any function over columns and constants of any type.</summary>
    public static string Call(Random random)
    {
        var column = random.Next(3) > 0;
        var aggregate = random.Next(5) == 0;
        var name = aggregate ? Pick(Aggregates, random) : Pick(Scalars, random);
        var call = $"{name}({string.Join(", ", Enumerable.Range(0, Arity(name, aggregate, random)).Select(i => Argument(name, i, aggregate, column, random)))})";
        return aggregate ? $"Every | summarize {call}{(random.Next(2) == 0 ? "" : $" by {Pick(Columns, random)}")}"
            : !column ? $"print {call}"
            : random.Next(4) == 0 ? $"Every | where {call} {Pick(Operators, random)} {Argument(name, -1, false, true, random)}"
            : random.Next(4) == 0 ? $"Every | summarize count() by x = {call}"
            : $"Every | extend x = {call}, y = {Pick(Casts, random)}({Argument(name, -1, false, true, random)})";
    }

    private static string Argument(string name, int position, bool aggregate, bool column, Random random)
    {
        // Mostly of the type that an overload wants, as else nearly all are refused before they run.
        var wanted = position < 0 || aggregate || FunctionTable.Overloads(name) is not { Count: > 0 } overloads ? null : Pick(overloads, random).ParameterAt(position);
        var own = wanted is null || random.Next(6) == 0 ? Columns : [.. FuzzTables.Every.Where(c => c.Type == wanted.Type).Select(c => c.Name)];
        return column && random.Next(3) > 0 ? Pick(own, random) : wanted is null || random.Next(4) == 0 ? Pick(Literals, random) : $"{Cast(wanted.Type)}({Pick(Literals, random)})";
    }

    private static string Cast(KqlType type) => type switch
    {
        KqlType.Bool => "tobool",
        KqlType.Int => "toint",
        KqlType.Long => "tolong",
        KqlType.Real => "toreal",
        KqlType.Decimal => "todecimal",
        KqlType.DateTime => "todatetime",
        KqlType.TimeSpan => "totimespan",
        KqlType.Guid => "toguid",
        KqlType.String => "tostring",
        _ => "todynamic",
    };

    private static int Arity(string name, bool aggregate, Random random)
    {
        var overloads = aggregate ? [] : FunctionTable.Overloads(name);
        return overloads.Count == 0 || random.Next(20) == 0 ? random.Next(0, 4) : Pick(overloads, random) is var f ? random.Next(f.Required, f.Parameters.Length + (f.Variadic ? 3 : 1)) : 0;
    }

    private string Changed(string text, List<Token> tokens, Random random)
    {
        var token = Pick(tokens, random);
        var (at, length) = (token.Span.Start, token.Span.Length);
        var word = text.Substring(at, length);
        switch (random.Next(14))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, word + " ");
            case 2:
                var other = Pick(tokens, random).Span;
                return Replace(text, at, length, text.Substring(other.Start, other.Length));
            case 3:
                return Spliced(text, tokens, random);
            case 4:
                return Piece(text, tokens, random);
            case 5 or 6:
                return Replaced(text, tokens, random, t => t.Kind is TokenKind.String or TokenKind.Typed || IsNumber(text, t), _ => Pick(Literals, random));
            case 7:
                return Replaced(text, tokens, random, t => Array.IndexOf(Operators, text.Substring(t.Span.Start, t.Span.Length)) >= 0, _ => Pick(Operators, random));
            case 8 or 9:
                return Replaced(text, tokens, random, t => IsCall(text, t), Exchanged(random));
            case 10:
                return Replaced(text, tokens, random, t => t.Kind == TokenKind.Name && !IsCall(text, t), w => $"{Pick(Casts, random)}({w})");
            case 11:
                return Replaced(text, tokens, random, t => t.Kind == TokenKind.Name && !IsCall(text, t), _ => Pick(Literals, random));
            case 12:
                return Replaced(text, tokens, random, t => t.Kind == TokenKind.Name && !IsCall(text, t), w => Pick(tokens.Where(t => t.Kind == TokenKind.Name).Select(t => text.Substring(t.Span.Start, t.Span.Length)).Append(w).ToList(), random));
            default:
                return Replaced(text, tokens, random, t => t.Kind is TokenKind.String or TokenKind.Typed || IsNumber(text, t), w => $"{Pick(Casts, random)}({w})");
        }
    }

    /// <summary>A function for one that takes as many arguments, where it is known.</summary>
    private static Func<string, string> Exchanged(Random random) => word =>
    {
        if (Aggregates.Contains(word))
        {
            return Pick(Aggregates, random);
        }

        if (FunctionTable.Overloads(word) is not [var own, ..])
        {
            return Pick(Scalars, random);
        }

        for (var tries = 0; tries < 20; tries++)
        {
            var name = Pick(Scalars, random);
            if (FunctionTable.Overloads(name).Any(f => f.Required <= own.Parameters.Length && f.Parameters.Length >= own.Required))
            {
                return name;
            }
        }

        return word;
    };

    private static string Replaced(string text, List<Token> tokens, Random random, Func<Token, bool> which, Func<string, string> by)
        => tokens.Where(which).ToList() is { Count: > 0 } fitting && Pick(fitting, random).Span is var span ? Replace(text, span.Start, span.Length, by(text.Substring(span.Start, span.Length))) : text;

    private string Spliced(string text, List<Token> tokens, Random random)
    {
        var (other, others) = Pick(_read, random);
        var (head, tail) = (Pipes(text, tokens), Pipes(other, others));
        if (head.Count == 0 || tail.Count == 0)
        {
            return text;
        }

        var from = Pick(tail, random);
        var next = tail.FindIndex(p => p > from);
        var piece = next >= 0 && random.Next(3) > 0 ? other[from..tail[next]] : other[from..];
        return random.Next(2) == 0 ? text[..Pick(head, random)] + piece : text.Insert(Pick(head, random), piece);
    }

    private static string Piece(string text, List<Token> tokens, Random random) => Pipes(text, tokens) is { Count: > 0 } pipes ? text.Insert(Pick(pipes, random), Pick(Pieces, random) + " ") : text.TrimEnd(';', '\n', ' ') + Pick(Pieces, random);

    private static List<int> Pipes(string text, List<Token> tokens) => [.. tokens.Where(t => text[t.Span.Start] == '|').Select(t => t.Span.Start)];

    private static bool IsNumber(string text, Token token) => char.IsAsciiDigit(text[token.Span.Start]);

    private static bool IsCall(string text, Token token) => token.Kind == TokenKind.Name && token.Span.End < text.Length && text[token.Span.End] == '(';

    private static string Replace(string text, int at, int length, string by) => text.Remove(at, length).Insert(at, by);

    private static List<Token> Tokens(string text) => [.. Lexer.Read(text, []).Where(t => t.Kind != TokenKind.End && t.Span.Length > 0)];

    private static T Pick<T>(IReadOnlyList<T> list, Random random) => list[random.Next(list.Count)];
}
