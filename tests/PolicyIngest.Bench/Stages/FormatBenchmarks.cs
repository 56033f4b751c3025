using BenchmarkDotNet.Attributes;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;

namespace PolicyIngest.Bench;

/// <summary>The same document read from each format.</summary>
[MemoryDiagnoser]
public class FormatBenchmarks
{
    private SourceFile _file = null!;

    [Params("txt/closing-brackets.txt", "html/site-chrome.html", "docx/automatic-numbers.docx")]
    public string Sample { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _file = BenchSamples.Open(Sample);

    /// <summary>Bytes to text and blocks.</summary>
    [Benchmark]
    public PolicyDocument Read() => IngestPipeline.Read(_file, ReadOptions.Default);

    /// <summary>Bytes to facts.</summary>
    [Benchmark]
    public Extraction ReadAndExtract() => IngestPipeline.Run(_file, ReadOptions.Default);
}
