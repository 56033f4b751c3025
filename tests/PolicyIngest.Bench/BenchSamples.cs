using System.Text;
using PolicyIngest.Ingest.Readers;

namespace PolicyIngest.Bench;

/// <summary>The project's samples as input for benchmarks.</summary>
internal static class BenchSamples
{
    public static string Folder { get; } = Find();

    /// <summary>One document with the text of all UTF-8 text samples, <paramref name="times"/> times over.</summary>
    public static SourceFile Text(int times)
    {
        string[] encodings = ["gb18030.txt", "utf-16.txt", "cr-line-ends.txt"];
        var all = new StringBuilder();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Folder, "txt")).Order(StringComparer.Ordinal))
            if (!encodings.Contains(Path.GetFileName(file))) all.Append(File.ReadAllText(file)).Append('\n');
        return new SourceFile("all.txt", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(all.ToString(), times))));
    }

    /// <summary>A sample by its path below the samples folder.</summary>
    public static SourceFile Open(string path) => new(path, File.ReadAllBytes(Path.Combine(Folder, path)));

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "samples"))) return Path.Combine(folder.FullName, "samples");
        throw new DirectoryNotFoundException("no samples folder above the program");
    }
}
