namespace Matoi.Model;

/// <summary>An expected failure: what failed, on which object, why, and what to do next.</summary>
/// <param name="Code">Stable kebab-case code, documented in <c>docs/reference/errors.md</c>.</param>
/// <param name="Message">One sentence for a person: what, why, what next.</param>
/// <param name="Target">The object it is about (field, file, id), or null.</param>
public sealed record Problem(string Code, string Message, string? Target = null);
