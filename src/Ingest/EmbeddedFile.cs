namespace PolicyIngest.Ingest;

/// <summary>Files that this library carries inside it.</summary>
internal static class EmbeddedFile
{
    /// <summary>A file's bytes; null where there is none of that name.</summary>
    public static Stream? Find(string name) => typeof(EmbeddedFile).Assembly.GetManifestResourceStream(name);

    /// <summary>A file's bytes.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static Stream Open(string name) => Find(name) ?? throw new ArgumentException($"the library carries no file '{name}'", nameof(name));

    /// <summary>A file's text.</summary>
    /// <exception cref="ArgumentException">There is none of that name.</exception>
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }
}
