namespace Matoi.Sigma.Reading.Conditions;

/// <summary>A condition cannot be read.</summary>
internal sealed class ConditionException(string code, int offset, string message) : Exception(message)
{
    public string Code { get; } = code;

    public int Offset { get; } = offset;
}
