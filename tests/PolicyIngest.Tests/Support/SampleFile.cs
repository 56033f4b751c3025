using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>A document of the samples folder, as MANIFEST.tsv lists it.</summary>
/// <param name="Path">Its path below the samples folder, with <c>/</c>: <c>txt/label-lines.txt</c>.</param>
/// <param name="Shows">What it shows.</param>
internal sealed record SampleFile(string Path, string Shows)
{
    /// <summary>All samples, in the manifest's order.</summary>
    public static IReadOnlyList<SampleFile> All { get; } =
    [
        .. File.ReadLines(System.IO.Path.Combine(Repository.Samples, "MANIFEST.tsv"))
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split('\t'))
            .Select(fields => new SampleFile(fields[0], fields[1])),
    ];

    /// <summary>The file's name, unique among the samples; snapshots are named after it.</summary>
    public string Name => System.IO.Path.GetFileName(Path);

    /// <summary>The bytes, under the path relative to the samples folder, so that results don't depend on the machine.</summary>
    public SourceFile Open() => new(Path, File.ReadAllBytes(System.IO.Path.Combine(Repository.Samples, Path)));

    /// <summary>Reads it and takes out its facts.</summary>
    public Extraction Extract() => IngestPipeline.Run(Open(), ReadOptions.Default);

    /// <inheritdoc/>
    public override string ToString() => Path;
}
