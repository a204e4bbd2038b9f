using System.Text;

namespace Matoi.Kql.Functions.Types;

/// <summary>Sizes for <c>estimate_data_size</c>.</summary>
internal static class TextSize
{
    /// <summary>Bytes of a text.</summary>
    [KqlFunction("_size", DuckDb = "strlen({0})")]
    public static long Of(string text) => Encoding.UTF8.GetByteCount(text);

    /// <summary>Bytes of a dynamic value's text.</summary>
    [KqlFunction("_size", DuckDb = "coalesce(strlen({0}), 0)")]
    public static long Of(JsonText? value) => value is { } given ? Encoding.UTF8.GetByteCount(given.Text) : 0;
}
