using BenchmarkDotNet.Attributes;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;

namespace PolicyIngest.Bench;

/// <summary>Time must grow in proportion to text: one document of 1, 4 and 16 times the samples' text.</summary>
[MemoryDiagnoser]
public class GrowthBenchmarks
{
    private SourceFile _file = null!;
    private PolicyDocument _document = null!;

    [Params(1, 4, 16)]
    public int Times { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _file = BenchSamples.Text(Times);
        _document = IngestPipeline.Read(_file, ReadOptions.Default);
    }

    /// <summary>Bytes to text and blocks.</summary>
    [Benchmark]
    public PolicyDocument Read() => IngestPipeline.Read(_file, ReadOptions.Default);

    /// <summary>Text and blocks to plans and facts.</summary>
    [Benchmark]
    public Extraction Extract() => IngestPipeline.Extract(_document);
}
