namespace Matoi.Sigma;

/// <summary>What is wrong with a rule, and where.</summary>
/// <param name="File">The file as it was given.</param>
/// <param name="Line">Line, from 1.</param>
/// <param name="Column">Column, from 1.</param>
/// <param name="Code">Stable code, <c>SIGMA101</c> and so on; each has one meaning.</param>
/// <param name="Message">What is wrong and what would be right.</param>
public sealed record SigmaError(string File, int Line, int Column, string Code, string Message)
{
    /// <summary><c>file:line:column: code message</c></summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {Code} {Message}";
}
