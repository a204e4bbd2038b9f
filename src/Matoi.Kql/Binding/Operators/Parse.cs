using System.Text.Json;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Patterns;
using Matoi.Kql.Relations;
using Matoi.Kql.Syntax;

namespace Matoi.Kql.Binding.Operators;

/// <summary>Binds <c>parse</c> and <c>parse-where</c>: simple and relaxed patterns are matched here, regular expressions by the engine.</summary>
internal static class Parse
{
    /// <summary>The input with the parsed columns; rows that do not fit have them empty, or go with <c>parse-where</c>.</summary>
    public static Rel Bind(ParseOperator op, Rel input, RowContext context)
    {
        var source = ScalarBinder.Bind(op.Source, context);
        var kind = op.Parameters.Word("kind")?.ToLowerInvariant() ?? "simple";
        if (kind is not ("simple" or "relaxed" or "regex"))
        {
            context.Binder.Error("KQL316", $"parse has the kinds simple, regex and relaxed, not '{kind}'", op.Parameters.Place("kind", op.Span));
            return input;
        }

        var texts = op.Pattern.Select(p => p.Text is null ? null : context.Binder.BindConstant(p.Text, context.Scope, KqlType.String, "a text of the pattern")?.Value as string).ToList();
        if (source is Faulty || op.Pattern.Where((p, i) => p.Text is not null && texts[i] is null).Any())
        {
            return input;
        }

        var pattern = kind == "regex" ? ParseExpression.Of(op, texts) : null;
        if (pattern?.Problem is { } problem)
        {
            context.Binder.Error("KQL321", $"parse: {problem}", op.Span);
            return input;
        }

        var text = Conversions.Explicit(source, KqlType.String);
        var columns = op.Pattern.Where(p => p.Column is not null).ToList();
        return pattern is not null
            ? Regex(op, columns, pattern, text, input)
            : Text(op, columns, Spec(op, texts, kind), text, input, strict: kind == "simple");
    }

    private static ProjectRel Text(ParseOperator op, List<ParsePart> columns, string spec, Scalar text, Rel input, bool strict)
    {
        var parse = Calls.Make(FunctionTable.Get("_parse"), text, Constant.Text(spec));
        var list = new Columns().Keep(input.AllColumns).Hidden("parsed", KqlType.Dynamic);
        Rel rows = AddedColumns.Hide(input, [(list, EngineFunctions.Parts(parse, ParsePattern.Separator))]);
        var parsed = new ColumnValue(list);
        return Finish(op, columns, rows, input, i => EngineFunctions.Part(parsed, i + 2), EngineFunctions.HasParts(parsed), strict);
    }

    private static ProjectRel Regex(ParseOperator op, List<ParsePart> columns, ParseExpression pattern, Scalar text, Rel input)
    {
        var made = new Columns().Keep(input.AllColumns);
        var (record, fits) = (made.Hidden("parsed", KqlType.Dynamic), made.Hidden("fits", KqlType.Bool));
        var captured = pattern.Groups == 0 ? Constant.Null(KqlType.Dynamic) : EngineFunctions.Captures(text, pattern.Pattern, pattern.Groups);
        Rel rows = AddedColumns.Hide(input, [(record, captured), (fits, EngineFunctions.Fits(text, pattern.Pattern))]);
        var captures = new ColumnValue(record);
        return Finish(op, columns, rows, input, i => EngineFunctions.Capture(captures, pattern.Columns[i]), new ColumnValue(fits), strict: true);
    }

    /// <summary>Fields as columns of their types. Strict: when one does not convert, the row does not fit.</summary>
    private static ProjectRel Finish(ParseOperator op, List<ParsePart> columns, Rel rows, Rel input, Func<int, Scalar> field, Scalar fits, bool strict)
    {
        var typed = columns.Any(c => c.Type is not (null or KqlType.String or KqlType.Dynamic));
        if (strict && typed)
        {
            var made = new Columns().Keep(rows.AllColumns);
            var values = columns.Select((c, i) => (Column: made.Hidden($"field{i}", c.Type ?? KqlType.String), Value: Converted(field(i), c.Type))).ToList();
            rows = AddedColumns.Hide(rows, values);
            foreach (var (column, _) in values.Where(v => v.Column.Type is not (KqlType.String or KqlType.Dynamic)))
            {
                fits = Calls.Make(FunctionTable.Get("_and"), fits, EngineFunctions.Known(new ColumnValue(column)));
            }

            var all = fits;
            rows = op.Filter ? new FilterRel(rows, fits) : rows;
            return AddedColumns.Add(rows, input, [.. columns.Select((c, i) => (c.Column!, Value: op.Filter ? new ColumnValue(values[i].Column) : (Scalar)If(all, new ColumnValue(values[i].Column))))]);
        }

        rows = op.Filter ? new FilterRel(rows, fits) : rows;
        return AddedColumns.Add(rows, input, [.. columns.Select((c, i) => (c.Column!, Converted(field(i), c.Type)))]);
    }

    private static Conditional If(Scalar condition, Scalar value) => new([(condition, value)], Constant.Null(value.Type), value.Type);

    private static Scalar Converted(Scalar text, KqlType? type) => Conversions.Explicit(text, type ?? KqlType.String);

    private static string Spec(ParseOperator op, List<string?> texts, string kind)
    {
        var parts = new List<string> { kind == "simple" ? "strict" : kind };
        foreach (var (part, text) in op.Pattern.Zip(texts))
        {
            if (text is not "")
            {
                parts.Add(text is not null ? "=" + text : part.Column is null ? "*" : part.Type switch
                {
                    null or KqlType.String or KqlType.Dynamic => "s",
                    KqlType.Int or KqlType.Long => "n",
                    KqlType.Real or KqlType.Decimal => "r",
                    _ => "t",
                });
            }
        }

        return JsonSerializer.Serialize(parts);
    }
}
