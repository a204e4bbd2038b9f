namespace Matoi.Storage;

/// <summary>The one folder that holds everything a node knows. Removing it removes the node.</summary>
/// <param name="Path">Absolute path.</param>
public sealed record DataFolder(string Path)
{
    /// <summary>SQLite state: incidents, alerts, timeline, users, tokens, timers.</summary>
    public string StateFile => System.IO.Path.Combine(Path, "state.db");

    /// <summary>The lake: <c>lake.duckdb</c> and <c>sealed/</c>.</summary>
    public string Lake => System.IO.Path.Combine(Path, "lake");

    /// <summary>Bytes of rejected records that are too large for the state store.</summary>
    public string Rejected => System.IO.Path.Combine(Path, "rejected");

    /// <summary>Keys that protect cookies and secrets.</summary>
    public string Keys => System.IO.Path.Combine(Path, "keys");

    /// <summary>Mapping files of this installation, read besides the shipped ones.</summary>
    public string Mappings => System.IO.Path.Combine(Path, "mappings");

    /// <summary>Sigma rules of this installation: one folder for each pack.</summary>
    public string Rules => System.IO.Path.Combine(Path, "rules");

    /// <summary>Held open by the process that owns the folder.</summary>
    public string LockFile => System.IO.Path.Combine(Path, "matoi.lock");

    /// <summary>Makes the path absolute and creates the folder, open to its owner only.</summary>
    public static DataFolder At(string path)
    {
        var folder = new DataFolder(System.IO.Path.GetFullPath(path));
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder.Path);
        }
        else
        {
            Directory.CreateDirectory(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.CreateDirectory(folder.Rejected);
        return folder;
    }
}
