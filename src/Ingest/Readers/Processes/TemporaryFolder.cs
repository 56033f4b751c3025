namespace PolicyIngest.Ingest.Readers.Processes;

/// <summary>
/// A folder of its own for an outside program that wants files: the one place where a reader touches the disk. It goes when it is disposed.
/// </summary>
public sealed class TemporaryFolder : IDisposable
{
    private const long LeastRoom = 4L << 20;

    /// <summary>Full path; only this user may enter.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("policy-ingest-").FullName;

    /// <summary>Whether so little room is left that a program could hardly write anything.</summary>
    public bool IsFull => new DriveInfo(Path).AvailableFreeSpace < LeastRoom;

    /// <summary>Writes a file into the folder and gives its path.</summary>
    public string Write(string name, ReadOnlySpan<byte> bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>The content of a file in the folder, or null when it is not there.</summary>
    public byte[]? Read(string name)
    {
        string path = System.IO.Path.Combine(Path, name);
        return File.Exists(path) ? File.ReadAllBytes(path) : null;
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A program that was killed may hold a file for a moment longer; the system clears its temporary folder.
        }
    }
}
