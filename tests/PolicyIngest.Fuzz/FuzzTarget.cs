using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Delimited;
using PolicyIngest.Ingest.Readers.Excel;
using PolicyIngest.Ingest.Readers.Html;
using PolicyIngest.Ingest.Readers.Markdown;
using PolicyIngest.Ingest.Readers.Ofd;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Pdf;
using PolicyIngest.Ingest.Readers.Word;
using PolicyIngest.Model;
using PolicyIngest.Tests.Invariants;

namespace PolicyIngest.Fuzz;

/// <summary>What is fuzzed: a reader, or the reading of a text.</summary>
/// <param name="Name">How the user names it.</param>
/// <param name="Endings">Endings of the files that it starts from; the first one is that of the files it is given.</param>
/// <param name="Work">What it does with a file; a document that can't be read is no fault.</param>
internal sealed record FuzzTarget(string Name, string[] Endings, Action<SourceFile> Work)
{
    private const long MaxMember = 64 << 20;

    /// <summary>Whether its files are zip packages, which are changed part by part: a changed byte of a packed part would only break its checksum.</summary>
    public bool IsPackage { get; private init; }

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Reader("text", new PlainTextReader(), ".txt"),
        Reader("csv", new DelimitedReader(), ".csv", ".tsv"),
        Reader("markdown", new MarkdownReader(), ".md"),
        Reader("html", new HtmlReader(), ".html"),
        Reader("mht", new HtmlReader(), ".mht"),
        Reader("docx", new DocxReader(), ".docx") with { IsPackage = true },
        Reader("xlsx", new XlsxReader(), ".xlsx") with { IsPackage = true },
        Reader("xls", BinaryWorkbookReader.All[0], ".xls"),
        Reader("pdf", new PdfReader(), ".pdf"),
        Reader("ofd", new OfdReader(), ".ofd") with { IsPackage = true },
        new("archive", [".zip", ".tar", ".gz", ".7z"], UnpackAll),
        new("reading", [".txt"], file => Check(IngestPipeline.Extract(new PlainTextReader().Read(file, ReadOptions.Default, default)))),
    ];

    /// <summary>The target of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static FuzzTarget Named(string name) => All.FirstOrDefault(target => target.Name == name)
        ?? throw new ArgumentException($"{name}: there is no such target; there are {string.Join(", ", All.Select(target => target.Name))}");

    /// <summary>The document that an input of the fuzzer stands for.</summary>
    public byte[] DocumentOf(byte[] input) => IsPackage ? PackageText.Pack(input) : input;

    /// <summary>Works on an input of the fuzzer; whatever it throws is a finding.</summary>
    public void Run(byte[] input)
    {
        try
        {
            Work(new SourceFile("fuzz" + Endings[0], DocumentOf(input)));
        }
        catch (DocumentException)
        {
            // The documented answer to a file that can't be read.
        }
    }

    private static FuzzTarget Reader(string name, IDocumentReader reader, params string[] endings) => new(name, endings, file =>
    {
        if (reader.Recognise(file) > 0) Check(new Extraction(reader.Read(file, ReadOptions.Default, default), [], []));
    });

    private static void UnpackAll(SourceFile file)
    {
        if (!DocumentArchive.IsArchive(file)) return;
        var archive = DocumentArchive.Open(file, ReadOptions.Default, MaxMember, default);
        foreach (var member in archive.Members)
        {
            try
            {
                archive.Read(member, default);
            }
            catch (DocumentException)
            {
                // The others are read all the same.
            }
        }
    }

    private static void Check(Extraction extraction)
    {
        if (Contract.Breaches(extraction) is [var first, ..]) throw new BrokenContractException(first);
    }
}

/// <summary>An answer that breaks what holds for every document.</summary>
internal sealed class BrokenContractException(string breach) : Exception(breach);
