using Matoi.Model.Lake;

namespace Matoi.Storage.Lake;

/// <summary>
/// What queries may use besides rows: published schemas, functions written in KQL, files for <c>externaldata</c>, a file for places of addresses. Shipped with the
/// program (<c>content/schemas</c>, <c>asim</c>, <c>external</c>), and of this installation in the data folder (<c>schemas</c>, <c>functions</c>, <c>external</c>, <c>geo</c>).
/// </summary>
public sealed class KqlContent
{
    private readonly string _stamp;

    private KqlContent(string? folder, IEnumerable<LogTable> filled, string stamp)
    {
        _stamp = stamp;
        Schemas = ReadSchemas(folder).Add(filled);
        Functions = new([.. Files(Shipped, "asim", "*.kql"), .. folder is null ? [] : Files(folder, "functions", "*.kql")]);
        External = new([Path.Combine(Shipped, "external"), .. folder is null ? [] : new[] { Path.Combine(folder, "external") }]);
        GeoFile = folder is null ? null : Files(folder, "geo", "*.mmdb").LastOrDefault();
    }

    /// <summary>Folder of what comes with the program.</summary>
    public static string Shipped { get; } = Path.Combine(AppContext.BaseDirectory, "content");

    /// <summary>Columns of tables that may be named without being stored.</summary>
    public TableSchemas Schemas { get; }

    /// <summary>Functions written in KQL.</summary>
    public StoredFunctions Functions { get; }

    /// <summary>Files that <c>externaldata</c> may read.</summary>
    public ExternalFiles External { get; }

    /// <summary>File in MaxMind's format; null when the user has given none.</summary>
    public string? GeoFile { get; }

    /// <summary>Reads what is there now; <paramref name="before"/> is given back when nothing has changed.</summary>
    /// <param name="folder">The data folder; null for what is shipped only.</param>
    /// <param name="filled">Tables that sources fill.</param>
    /// <param name="before">What was read before.</param>
    public static KqlContent Read(string? folder, IEnumerable<LogTable> filled, KqlContent? before = null)
    {
        var stamp = folder is null ? "" : string.Concat(new[] { ("schemas", "*.tables"), ("functions", "*.kql"), ("geo", "*.mmdb") }
            .SelectMany(p => Files(folder, p.Item1, p.Item2)).Select(f => $"{f}|{File.GetLastWriteTimeUtc(f).Ticks}|"));
        return before?._stamp == stamp ? before : new(folder, filled, stamp);
    }

    private static TableSchemas ReadSchemas(string? folder)
    {
        var schemas = new TableSchemas();
        foreach (var file in Files(Shipped, "schemas", "*.tables"))
        {
            schemas.Add(file);
        }

        foreach (var file in folder is null ? [] : Files(folder, "schemas", "*.tables"))
        {
            schemas.Add(file, check: true);
        }

        return schemas;
    }

    private static string[] Files(string folder, string name, string pattern)
        => Directory.Exists(Path.Combine(folder, name)) ? [.. Directory.GetFiles(Path.Combine(folder, name), pattern).Order(StringComparer.Ordinal)] : [];
}
