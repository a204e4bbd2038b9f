namespace Matoi.Sigma.Reading.Yaml;

/// <summary>A document is deeper or larger than is read.</summary>
internal sealed class YamlLimitException(int line, int column, string message) : Exception(message)
{
    public int Line { get; } = line;

    public int Column { get; } = column;
}
