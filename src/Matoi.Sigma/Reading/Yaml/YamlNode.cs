namespace Matoi.Sigma.Reading.Yaml;

/// <summary>A part of a YAML document with its place in the file, from 1.</summary>
/// <param name="line">Its line.</param>
/// <param name="column">Its column.</param>
/// <param name="size">How many nodes it holds with itself, each alias counted with all that it stands for.</param>
internal abstract class YamlNode(int line, int column, int size)
{
    public int Line { get; } = line;

    public int Column { get; } = column;

    public int Size { get; } = size;
}

/// <summary>A text, plain (<c>1</c>, <c>true</c>, <c>null</c> have a type then) or quoted.</summary>
internal sealed class YamlScalar(int line, int column, string text, bool isPlain) : YamlNode(line, column, 1)
{
    public string Text { get; } = text;

    public bool IsPlain { get; } = isPlain;

    /// <summary>Whether it is null by the core schema of YAML 1.2.</summary>
    public bool IsNull => IsPlain && Text is ("" or "~" or "null" or "Null" or "NULL");

    /// <summary>Its truth value; null when it is none. Quoted ones count.</summary>
    public bool? Boolean => Text switch
    {
        "true" or "True" or "TRUE" => true,
        "false" or "False" or "FALSE" => false,
        _ => null,
    };
}

/// <summary>A list.</summary>
internal sealed class YamlList(int line, int column, int size, IReadOnlyList<YamlNode> items) : YamlNode(line, column, size)
{
    public IReadOnlyList<YamlNode> Items { get; } = items;
}

/// <summary>A mapping in the order written; no key stands in it twice.</summary>
internal sealed class YamlMap(int line, int column, int size, IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> pairs) : YamlNode(line, column, size)
{
    public IReadOnlyList<KeyValuePair<YamlScalar, YamlNode>> Pairs { get; } = pairs;

    /// <summary>A value by its exact key; null when it is absent or null.</summary>
    public YamlNode? this[string key] => Pairs.FirstOrDefault(pair => pair.Key.Text == key).Value is { } value && value is not YamlScalar { IsNull: true } ? value : null;

    /// <summary>Whether the key is there, whatever its value.</summary>
    public bool Has(string key) => Pairs.Any(pair => pair.Key.Text == key);
}
