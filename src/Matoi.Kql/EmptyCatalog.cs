namespace Matoi.Kql;

/// <summary>A catalog without tables: for queries that bring their own rows.</summary>
public sealed class EmptyCatalog : KqlCatalog
{
    /// <inheritdoc/>
    public override IEnumerable<string> TableNames => [];

    /// <inheritdoc/>
    public override TableDefinition? FindTable(string name) => null;
}
