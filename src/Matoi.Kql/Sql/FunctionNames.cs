using Matoi.Kql.Functions;

namespace Matoi.Kql.Sql;

/// <summary>Names under which functions computed here are registered with the engine: one per overload and number of arguments.</summary>
internal static class FunctionNames
{
    /// <summary>The name, which needs no quotes. The mark of inner functions stays: there are <c>hll_merge</c> and <c>_hll_merge</c>.</summary>
    public static string Of(KqlFunction function, int arguments)
        => $"kql_{function.Name}_{string.Concat(Enumerable.Range(0, arguments).Select(i => Letter(function.ParameterAt(i)!.Type)))}";

    private static char Letter(KqlType type) => type switch
    {
        KqlType.Bool => 'b',
        KqlType.Int => 'i',
        KqlType.Long => 'l',
        KqlType.Real => 'r',
        KqlType.Decimal => 'm',
        KqlType.DateTime => 't',
        KqlType.TimeSpan => 'p',
        KqlType.Guid => 'g',
        KqlType.String => 's',
        _ => 'd',
    };
}
