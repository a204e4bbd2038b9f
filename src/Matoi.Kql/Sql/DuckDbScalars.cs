using System.Globalization;
using System.Text;
using Matoi.Kql.Functions.Types;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary>Values.</summary>
internal sealed partial class DuckDbEmitter
{
    private const int FirstPrivate = 0xE000;

    private string Scalar(Scalar value) => value switch
    {
        Constant constant => ConstantText(constant),
        ColumnValue column => Canonical(Raw(column.Column), column.Column),
        OuterValue outer => Canonical($"{_outer.GetValueOrDefault(outer.Column, "o")}.{Name(outer.Column)}", outer.Column),
        Call call => SameAsConstant(call) ?? CallText(call),
        Conditional conditional => Alone(() => $"CASE {string.Join(" ", conditional.Branches.Select(b => $"WHEN {Predicate(b.When)} THEN {Scalar(b.Then)}"))} ELSE {Scalar(conditional.Else)} END"),
        DynamicPath path when SplitParts.Json(path, Scalar) is { } part => part,
        DynamicPath path => $"nullif(CAST({Extract(path, text: false)} AS VARCHAR), 'null')",
        TupleValue tuple => Scalar(tuple.Items[0].Value),
        InRows rows => Membership(rows, exact: true),
        ScalarRows rows => First(rows),
        _ => throw new NotSupportedException($"the value {value.GetType().Name} has no SQL"),
    };

    private static string Canonical(string sql, Column column) => column.Form switch
    {
        ColumnForm.Timestamp => $"(epoch_us({sql}) * 10 + {DuckDbTypes.EpochTicks})",
        ColumnForm.NullableText => $"coalesce({sql}, '')",
        _ => sql,
    };

    private string ConstantText(Constant constant)
    {
        var type = DuckDbTypes.Sql(constant.Type);
        return constant.Value switch
        {
            null => $"CAST(NULL AS {type})",
            bool b => b ? "TRUE" : "FALSE",
            int i => $"CAST({i.ToString(CultureInfo.InvariantCulture)} AS INTEGER)",
            long l => Long(l),
            DateTime t => Long(t.Ticks),
            TimeSpan t => Long(t.Ticks),
            double d => $"CAST('{d.ToString("R", CultureInfo.InvariantCulture)}' AS DOUBLE)",
            decimal d => Parameter(DecimalText.Of(d)),
            Guid g => Parameter(g.ToString("D")),
            string s => Parameter(s),
            var other => throw new NotSupportedException($"a constant of {other.GetType().Name} has no SQL"),
        };
    }

    private static string Long(long value) => value == long.MinValue ? "CAST('-9223372036854775808' AS BIGINT)" : $"CAST({value.ToString(CultureInfo.InvariantCulture)} AS BIGINT)";

    /// <summary>A text as a parameter. The engine's parameters end at the character 0: another one that the text does not have stands for it on the way.</summary>
    private string Parameter(string text)
    {
        if (!text.Contains('\0', StringComparison.Ordinal))
        {
            return Plain(text);
        }

        var free = (char)Enumerable.Range(FirstPrivate, text.Length + 1).First(c => !text.Contains((char)c, StringComparison.Ordinal));
        return $"replace({Plain(text.Replace('\0', free))}, chr({(int)free}), chr(0))";
    }

    /// <summary>A text without the character 0 as a parameter; equal texts share one.</summary>
    private string Plain(string text)
    {
        var at = _parameters.IndexOf(text);
        if (at < 0)
        {
            at = _parameters.Count;
            _parameters.Add(text);
        }

        return $"${at + 1}::VARCHAR";
    }

    private string CallText(Call call)
    {
        if (IsTextOfDynamic(call) && call.Arguments is [DynamicPath path])
        {
            return $"coalesce({SplitParts.Of(path, Scalar) ?? Extract(path, text: true)}, '')";
        }

        if (TextMembership.Of(call, condition: false, Raw, Scalar) is { } membership)
        {
            return membership;
        }

        if (call.Function.DuckDb is { } template && !(_exact && call.Function.MayOverflow))
        {
            _mayOverflow |= call.Function.MayOverflow;
            return IsLazy(call) ? Alone(() => Fill(template, call.Arguments)) : Fill(template, call.Arguments);
        }

        _functions.Add((call.Function, call.Arguments.Count));
        return $"{FunctionNames.Of(call.Function, call.Arguments.Count)}({string.Join(", ", call.Arguments.Select(Scalar))})";
    }

    private string Fill(string template, IReadOnlyList<Scalar> arguments)
    {
        var text = new StringBuilder();
        var parts = arguments.Select(Scalar).ToList();
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] == '{' && i + 2 < template.Length && template[i + 2] == '}' && char.IsAsciiDigit(template[i + 1]))
            {
                text.Append(parts[template[i + 1] - '0']);
                i += 2;
            }
            else
            {
                text.Append(template[i]);
            }
        }

        return text.Length <= LongestText ? text.ToString() : throw new StatementRefusedException("the expression is too long; keep parts of it in columns with extend");
    }

    private string Membership(InRows rows, bool exact)
    {
        var value = Scalar(rows.Value);
        if (rows.Rows is ValuesRel { Columns.Length: 1 } constants)
        {
            var one = constants.Rows.Count == 0 ? "FALSE" : $"({value} {(rows.Negated ? "NOT IN" : "IN")} ({string.Join(", ", constants.Rows.Select(r => Scalar(r[0])))}))";
            return exact || rows.Negated ? $"coalesce({one}, {(rows.Negated ? "TRUE" : "FALSE")})" : one;
        }

        var key = rows.Rows.Columns[0];
        var list = Scalar(new ColumnValue(key));
        if (rows.IgnoreCase)
        {
            (value, list) = ($"lower({value})", $"lower({list})");
        }

        var nulls = rows.Value.Type == KqlType.String ? "" : $" WHERE {Name(key)} IS NOT NULL";
        var sql = $"({value} {(rows.Negated ? "NOT IN" : "IN")} (SELECT {list} FROM {From(rows.Rows)}{nulls}))";
        return rows.Value.Type == KqlType.String || !exact && !rows.Negated ? sql : $"coalesce({sql}, {(rows.Negated ? "TRUE" : "FALSE")})";
    }

    private string First(ScalarRows rows)
    {
        var order = OrderBy(rows.Rows.Order);
        var sql = $"(SELECT {Scalar(new ColumnValue(rows.Rows.Columns[0]))} FROM {From(rows.Rows)}{(order.Length == 0 ? "" : " " + order)} LIMIT 1)";
        return rows.Type == KqlType.String ? $"coalesce({sql}, '')" : sql;
    }
}
