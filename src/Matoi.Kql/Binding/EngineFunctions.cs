using System.Reflection;
using Matoi.Kql.Functions;
using Matoi.Kql.Relations;

namespace Matoi.Kql.Binding;

/// <summary>
/// Steps that only the engine takes, inside operators: their values lie in forms no query sees (lists, records of captures), in hidden columns. They have no method
/// and are never computed ahead.
/// </summary>
internal static class EngineFunctions
{
    private static readonly MethodInfo None = typeof(EngineFunctions).GetMethod(nameof(InEngine), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>True when a value is not null.</summary>
    public static Scalar Known(Scalar value) => Make("_known", "({0} IS NOT NULL)", KqlType.Bool, value);

    /// <summary>True when two values are equal or both null.</summary>
    public static Scalar Same(Scalar a, Scalar b) => Make("_same", "({0} IS NOT DISTINCT FROM {1})", KqlType.Bool, a, b);

    /// <summary>The parts of a text between separators, as a list.</summary>
    public static Scalar Parts(Scalar text, char separator) => Make("_parts", $"string_split({{0}}, chr({(int)separator}))", KqlType.Dynamic, text);

    /// <summary>A part of a list of texts, from 1; empty when there is none.</summary>
    public static Scalar Part(Scalar list, int position) => Make("_part", $"coalesce({{0}}[{position}], '')", KqlType.String, list);

    /// <summary>True when the first part of a list is not empty.</summary>
    public static Scalar HasParts(Scalar list) => Make("_has_parts", "({0}[1] <> '')", KqlType.Bool, list);

    /// <summary>All groups of a pattern in a text, as a record; the engine counts them from 0.</summary>
    public static Scalar Captures(Scalar text, string pattern, int groups)
        => Make("_captures", $"regexp_extract({{0}}, {Pattern(pattern)}, [{string.Join(", ", Enumerable.Range(0, groups).Select(i => $"'kql_{i}'"))}])", KqlType.Dynamic, text);

    /// <summary>One group of <see cref="Captures"/>; empty when the pattern did not fit.</summary>
    public static Scalar Capture(Scalar captures, int group) => Make("_capture", $"coalesce(({{0}}).kql_{group}, '')", KqlType.String, captures);

    /// <summary>True when a pattern fits somewhere in a text.</summary>
    public static Scalar Fits(Scalar text, string pattern) => Make("_fits", $"regexp_matches({{0}}, {Pattern(pattern)})", KqlType.Bool, text);

    /// <summary>A call of a step.</summary>
    public static Scalar Make(string name, string template, KqlType type, params IReadOnlyList<Scalar> arguments)
        => new Call(new(name, [.. arguments.Select((a, i) => new FunctionParameter($"a{i}", a.Type, true, false, Missing.Value))], false, type, None, template, true, false), arguments, type);

    // The engine wants a constant here, and a parameter is none for it: no character of the query itself comes into the statement.
    private static string Pattern(string pattern) => $"decode(unhex('{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(pattern))}'))";

    private static void InEngine()
    {
    }
}
