using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Patterns;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>parse-kv</c>.</summary>
internal static class ParseKv
{
    private static readonly string[] Names = ["pair_delimiter", "kv_delimiter", "quote", "escape", "greedy", "regex"];

    /// <summary>The input with a column for every key; a key that is missing has none, which is empty text or null.</summary>
    public static Rel Bind(ParseKvOperator op, Rel input, RowContext context)
    {
        var source = ScalarBinder.Bind(op.Source, context);
        if (source is Faulty || Pattern(op, context) is not { } pattern)
        {
            return input;
        }

        var parse = Calls.Make(FunctionTable.Get("_parse_kv"), Conversions.Explicit(source, KqlType.String), Constant.Text(pattern.Write()));
        var list = new Columns().Keep(input.AllColumns).Hidden("parsed", KqlType.Dynamic);
        var rows = AddedColumns.Hide(input, [(list, EngineFunctions.Parts(parse, ParsePattern.Separator))]);
        return AddedColumns.Add(rows, input, [.. op.Columns.Select((c, i) => (c.Name, Conversions.Explicit(EngineFunctions.Part(new ColumnValue(list), i + 2), c.Type)))]);
    }

    private static KeyValuePattern? Pattern(ParseKvOperator op, RowContext context)
    {
        var given = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var parameter in op.Parameters)
        {
            if (!Names.Contains(parameter.Name))
            {
                context.Binder.Error("KQL323", $"parse-kv has no parameter '{parameter.Name}'; it takes {string.Join(", ", Names)}", parameter.Span, NearestName.Of(parameter.Name, Names));
                return null;
            }

            given[parameter.Name] = parameter.Name == "greedy" ? (op.Parameters.Flag("greedy") ? "true" : null)
                : context.Binder.BindConstant(parameter.Value, context.Scope, KqlType.String, $"{parameter.Name} of parse-kv")?.Value as string;
        }

        var (pair, between) = (given.GetValueOrDefault("pair_delimiter"), given.GetValueOrDefault("kv_delimiter"));
        if (pair is "" || between is "" || pair is null != between is null)
        {
            context.Binder.Error("KQL324", "parse-kv needs both pair_delimiter and kv_delimiter, not empty, or none of them", op.Span);
            return null;
        }

        // One character opens and closes; of two the second closes.
        var quote = given.GetValueOrDefault("quote") ?? "";
        var escape = given.GetValueOrDefault("escape") ?? "";
        return new([.. op.Columns.Select(c => c.Name)], pair, between, quote.Length == 0 ? "" : quote[..1], quote.Length == 0 ? "" : quote[^1..], escape.Length == 0 ? '\0' : escape[0], given.GetValueOrDefault("greedy") is not null, given.GetValueOrDefault("regex"));
    }
}
