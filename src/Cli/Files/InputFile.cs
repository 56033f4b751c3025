namespace PolicyIngest.Cli.Files;

/// <summary>A file that was named or found in a folder.</summary>
/// <param name="Path">As it is opened, and shown.</param>
internal sealed record InputFile(string Path)
{
    /// <summary>Absolute path with <c>/</c>, by which the database knows the file.</summary>
    public string Key { get; } = System.IO.Path.GetFullPath(Path).Replace(System.IO.Path.DirectorySeparatorChar, '/');
}
