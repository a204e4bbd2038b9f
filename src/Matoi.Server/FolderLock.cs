using Matoi.Storage;

namespace Matoi.Server;

/// <summary>Holds a data folder for this process. The system lets go of it when the process ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder; null when another process holds it.</summary>
    public static FolderLock? TryTake(DataFolder folder)
    {
        try
        {
            var file = new FileStream(folder.LockFile, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

            // A socket that a killed process left behind would stop us from listening.
            File.Delete(LocalSocket.PathFor(folder));
            return new(file);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose() => _file.Dispose();
}
