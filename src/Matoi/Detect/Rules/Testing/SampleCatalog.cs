using Matoi.Kql;

namespace Matoi.Detect.Rules.Testing;

/// <summary>Tables that hold a test's rows and nothing else; every other table is empty.</summary>
internal sealed class SampleCatalog(KqlCatalog schemas, IReadOnlyDictionary<string, TableDefinition> filled) : KqlCatalog
{
    public override IEnumerable<string> TableNames => schemas.TableNames.Union(filled.Keys);

    public override IEnumerable<string> FunctionNames => schemas.FunctionNames;

    public override TableDefinition? FindTable(string name)
        => filled.TryGetValue(name, out var table) ? table
            : schemas.FindTable(name) is { } schema ? new(name, [.. schema.Columns.Select(c => c with { Stored = false, Expression = null })], null, schema.TimeColumn) : null;

    public override string? FindFunction(string name) => schemas.FindFunction(name);
}
