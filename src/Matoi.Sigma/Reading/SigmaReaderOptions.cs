namespace Matoi.Sigma.Reading;

/// <summary>What a reader of rules may be told.</summary>
public sealed record SigmaReaderOptions
{
    /// <summary>Values of placeholders (<c>%name%</c> under the modifier <c>expand</c>) by name, without the signs; a value may hold wildcards. None by default.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Placeholders { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Largest file that is read, in characters; 4 Mi by default.</summary>
    public int MaxFileLength { get; init; } = 4 << 20;
}
