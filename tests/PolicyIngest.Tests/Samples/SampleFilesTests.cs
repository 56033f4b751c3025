using System.IO.Compression;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Samples;

/// <summary>The samples folder holds what the manifest and the generator say.</summary>
public sealed class SampleFilesTests
{
    public static TheoryData<string> Generated() => [.. GeneratedSamples.All.Select(sample => sample.Path)];

    [Theory]
    [MemberData(nameof(Generated))]
    public void A_generated_sample_is_as_the_generator_writes_it(string path)
    {
        var sample = GeneratedSamples.All.Single(sample => sample.Path == path);
        byte[] made = sample.Make(sample.From);
        string file = Path.Combine(Repository.Samples, path);
        if (Environment.GetEnvironmentVariable("POLICYINGEST_WRITE_SAMPLES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, made);
        }
        Assert.True(File.Exists(file), $"{file} is missing; run ./dev.sh samples");
        byte[] stored = File.ReadAllBytes(file);
        // A zip names the system that wrote it, so its parts are compared rather than its bytes.
        if (Path.GetExtension(path) is ".docx" or ".xlsx" or ".ofd") Assert.Equal(Parts(made), Parts(stored));
        else Assert.Equal(made, stored);
    }

    [Fact]
    public void The_manifest_lists_every_sample_once()
    {
        var listed = SampleFile.All.Select(sample => sample.Path).ToList();
        var present = Directory.EnumerateFiles(Repository.Samples, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Samples, file).Replace('\\', '/'))
            .Where(path => path != "MANIFEST.tsv");
        Assert.Equal(present.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(listed.Count, SampleFile.All.Select(sample => sample.Name).Distinct().Count());
        Assert.All(SampleFile.All, sample => Assert.NotEmpty(sample.Shows));
    }

    public static TheoryData<string> GeneratedWord() => [.. GeneratedSamples.All.Select(sample => sample.Path).Where(path => path.EndsWith(".docx", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(GeneratedWord))]
    public void A_generated_Word_document_is_valid(string path)
    {
        using var document = WordprocessingDocument.Open(Path.Combine(Repository.Samples, path), isEditable: false);
        var errors = new OpenXmlValidator(FileFormatVersions.Office2013).Validate(document);
        Assert.Empty(errors.Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"));
    }

    private static List<(string Name, string Xml)> Parts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        var parts = new List<(string, string)>();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(entry.Open());
            parts.Add((entry.FullName, reader.ReadToEnd()));
        }
        return parts;
    }
}
