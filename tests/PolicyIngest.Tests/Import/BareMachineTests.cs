using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using PolicyIngest.Cli.Importing.Workers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Import;

/// <summary>
/// On a machine with nothing beside .NET – no other program on the PATH, no library for cultures – every format but those of old word processors is
/// read, and the same is read. <c>$POLICYINGEST_PROGRAM</c> names another build of the program to try, as <c>./dev.sh publish</c> does.
/// </summary>
[Collection(Alone.Name)]
public sealed class BareMachineTests : IDisposable
{
    private static readonly string[] Endings = [".txt", ".html", ".mht", ".docx", ".xlsx", ".xls", ".csv", ".tsv", ".md", ".pdf", ".ofd"];

    private static readonly string Program = Environment.GetEnvironmentVariable("POLICYINGEST_PROGRAM") is { Length: > 0 } named
        ? named : WorkerCommand.OfThisProgram().FileName;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_format_is_imported_with_nothing_beside_the_program()
    {
        Gather();
        var (code, output) = Run(bare: true, "import", _folder["in"], "--db", _folder["bare.db"]);
        Assert.True(code == 0, output);
        Assert.Equal(["0"], TemporaryFolder.Query(_folder["bare.db"], "SELECT count(*) FROM files WHERE status NOT IN ('ok', 'imported', 'archive')"));
        string[] paths = TemporaryFolder.Query(_folder["bare.db"], "SELECT path FROM files");
        Assert.All(Endings, ending => Assert.Contains(paths, path => path.EndsWith(ending, StringComparison.Ordinal)));
        Assert.All((string[])[".zip!", ".7z!", ".tar.gz!"], archive => Assert.Contains(paths, path => path.Contains(archive, StringComparison.Ordinal)));

        Assert.Equal(0, Run(bare: false, "import", _folder["in"], "--db", _folder["whole.db"]).Code);
        Assert.Equal(Fingerprint.Of(_folder["whole.db"]).Whole, Fingerprint.Of(_folder["bare.db"]).Whole);
    }

    [Fact]
    public void What_asks_a_database_works_with_nothing_beside_the_program_or_says_what_it_needs()
    {
        Gather("txt");
        string database = _folder["plans.db"];
        Assert.Equal(0, Run(bare: true, "import", _folder["in"], "--db", database).Code);
        string[][] questions =
        [
            ["search", "污水"], ["status"], ["audit"], ["export", "--format", "xlsx", "-o", _folder["tasks.xlsx"]], ["export", "--format", "jsonl"],
            ["report", "-o", _folder["report.html"]], ["query", "SELECT count(*) FROM tasks"], ["fingerprint"],
        ];
        foreach (string[] question in questions)
        {
            var (code, output) = Run(bare: true, [.. question, "--db", database]);
            Assert.True(code == 0, $"{question[0]}: {output}");
        }
        // The dictionary of words is inside the program.
        var terms = Run(bare: true, "terms", "污水", "--db", database);
        Assert.True(terms.Code == 0, terms.Output);
        Assert.Contains("污水", terms.Output, StringComparison.Ordinal);
    }

    /// <summary>Copies the samples of a folder, or all of them and archives of some.</summary>
    private void Gather(string? folder = null)
    {
        Directory.CreateDirectory(_folder["in"]);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Samples, folder ?? ""), "*.*", SearchOption.AllDirectories))
            if (Endings.Contains(Path.GetExtension(file)) && Path.GetFileName(file) != "MANIFEST.tsv") File.Copy(file, _folder[Path.Combine("in", Path.GetFileName(file))]);
        if (folder is not null) return;
        string sample = Path.Combine(Repository.Samples, "txt", "label-lines.txt");
        using (var zip = ZipFile.Open(_folder["in/one.zip"], ZipArchiveMode.Create)) zip.CreateEntryFromFile(sample, "plan.txt");
        using (var gzip = new GZipStream(File.Create(_folder["in/two.tar.gz"]), CompressionLevel.Optimal))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax)) tar.WriteEntry(sample, "plan.txt");
        File.WriteAllBytes(_folder["in/three.7z"], Convert.FromBase64String(Readers.Packages.PackedArchiveTests.SevenZip));
    }

    private (int Code, string Output) Run(bool bare, params string[] arguments)
    {
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = _folder.Path };
        if (bare)
        {
            // What .NET itself needs to be found, and a place for its temporary files.
            string?[] kept = [.. ((string[])["DOTNET_ROOT", "SystemRoot", "TEMP"]).Select(Environment.GetEnvironmentVariable)];
            start.Environment.Clear();
            (start.Environment["DOTNET_ROOT"], start.Environment["SystemRoot"], start.Environment["TEMP"]) = (kept[0], kept[1], kept[2]);
            start.Environment["PATH"] = _folder["nothing"];
            start.Environment["HOME"] = _folder.Path;
            start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        }
        using var program = Process.Start(start)!;
        var error = program.StandardError.ReadToEndAsync();
        string output = program.StandardOutput.ReadToEnd();
        program.WaitForExit();
        return (program.ExitCode, error.Result + output);
    }
}
