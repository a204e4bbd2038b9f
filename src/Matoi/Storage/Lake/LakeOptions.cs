namespace Matoi.Storage.Lake;

/// <summary>How the embedded lake keeps log rows.</summary>
public sealed record LakeOptions
{
    /// <summary>Folder of the lake inside the data folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Memory the engine may use, as DuckDB writes it. Default 128MB.</summary>
    public string MemoryLimit { get; init; } = "128MB";

    /// <summary>Engine threads. Default 1: measured, a second thread makes commits dearer, not faster, and takes the core that maps records.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Bytes the engine may use while a query runs. Default 2 GB, at most half of the machine's memory.</summary>
    public long QueryMemory { get; init; } = Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2);

    /// <summary>Engine threads while a query runs. Default: the machine's cores.</summary>
    public int QueryThreads { get; init; } = Environment.ProcessorCount;

    /// <summary>Days that rows are kept, unless <see cref="RetentionDays"/> names the table. Default 400.</summary>
    public int DefaultRetentionDays { get; init; } = 400;

    /// <summary>Days by table.</summary>
    public IReadOnlyDictionary<string, int> RetentionDays { get; init; } = new Dictionary<string, int>();

    /// <summary>Days after which a finished day is sealed. Default 2.</summary>
    public int SealAfterDays { get; init; } = 2;
}
