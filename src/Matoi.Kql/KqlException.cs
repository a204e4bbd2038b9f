namespace Matoi.Kql;

/// <summary>A query that cannot be run, with everything that is wrong with it.</summary>
public sealed class KqlException(string text, IReadOnlyList<KqlError> errors)
    : Exception(string.Join("\n", errors.Select(e => e.Describe(text))))
{
    /// <summary>The query.</summary>
    public string Text { get; } = text;

    /// <summary>At least one.</summary>
    public IReadOnlyList<KqlError> Errors { get; } = errors;
}
