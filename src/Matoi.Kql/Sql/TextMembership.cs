using System.Text.Json.Nodes;
using Matoi.Kql.Functions;
using Matoi.Kql.Functions.Strings;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Sql;

/// <summary><c>in</c> over a short list of constant texts as the engine's own IN, which can skip what cannot match; longer lists stay one parameter.</summary>
internal static class TextMembership
{
    private const int Longest = 64;

    /// <summary>SQL of the call; null when it is something else. <paramref name="condition"/>: null counts as false, so that a stored column may be used as it is.</summary>
    public static string? Of(Call call, bool condition, Func<Column, string> raw, Func<Scalar, string> scalar)
    {
        if (call is not { Function.Name: "_in", Arguments: [var value, Constant { Value: string json }] } || Json.Read(json) is not JsonArray { Count: > 0 and <= Longest } array)
        {
            return null;
        }

        var texts = TextList.Of(array).Distinct().ToList();
        var plain = condition && value is ColumnValue { Column.Form: ColumnForm.NullableText } && !texts.Contains("");
        return texts.Count == 0 ? null : $"({(plain ? raw(((ColumnValue)value).Column) : scalar(value))} IN ({string.Join(", ", texts.Select(t => scalar(Constant.Text(t))))}))";
    }
}
