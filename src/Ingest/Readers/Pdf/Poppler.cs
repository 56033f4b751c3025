using System.Globalization;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Runs poppler's <c>pdftotext</c> on a private copy of a file and puts its complaints into our words.</summary>
internal static class Poppler
{
    // Of the child's own exit codes: 1 the file can't be opened, 3 it may not be read, 99 anything else.
    private const int CannotOpen = 1;
    private const int NotPermitted = 3;

    /// <summary>The words of a file's pages with their places, as <c>pdftotext -bbox</c> writes them.</summary>
    /// <exception cref="DocumentException">Poppler is missing, or can't read the file.</exception>
    public static byte[] WordBoxes(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        string program = ChildProcess.FindProgram("pdftotext", options.PopplerFolder) ?? throw Missing(options);
        string folder = Directory.CreateTempSubdirectory("policy-ingest-").FullName;
        try
        {
            // A plain name in the working folder: on Windows poppler does not open every path.
            using (var copy = File.Create(Path.Combine(folder, "in.pdf"))) copy.Write(file.Bytes.Span);
            string last = (options.MaxPdfPages + 1L).ToString(CultureInfo.InvariantCulture);
            var result = ChildProcess.Run(program, ["-bbox", "-enc", "UTF-8", "-l", last, "in.pdf", "-"],
                ChildLimits.From(options) with { WorkingFolder = folder }, cancellation);
            return result.ExitCode == 0 ? result.Stdout : throw Failure(result, options);
        }
        finally
        {
            Delete(folder);
        }
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // Something still holds the file (a virus scanner on Windows); the system clears its temporary folder.
        }
    }

    private static DocumentException Missing(ReadOptions options)
    {
        string where = options.PopplerFolder is null ? "on the PATH" : "in the folder that --poppler names";
        return new DocumentException(DocumentStatus.Unsupported, "poppler-missing",
            $"pdftotext is not {where}; install poppler (Debian, Ubuntu: apt-get install poppler-utils poppler-data; macOS: brew install poppler; " +
            "Windows: winget install oschwartz10612.Poppler) or name its folder with --poppler DIR");
    }

    private static DocumentException Failure(ChildResult result, ReadOptions options)
    {
        string said = result.Stderr;
        if (result.RanOutOfMemory)
            return new DocumentException(DocumentStatus.ResourceLimit, "pdf-memory",
                $"pdftotext needs more memory than the limit of {options.ChildMemory >> 20} MB; raise --child-memory if the file is genuine");
        if (Has("Incorrect password") || (result.ExitCode == NotPermitted && Has("not allowed")))
            return new DocumentException(DocumentStatus.Encrypted, "pdf-password",
                "the PDF is protected by a password; save a copy without it and import that");
        if (Has("Wrong page range") || Has("Invalid page count"))
            return new DocumentException(DocumentStatus.Malformed, "pdf-no-pages", "the PDF has no pages that can be read; fetch the file again");
        if (Has("xref table") || Has("trailer") || Has("May not be a PDF file"))
            return new DocumentException(DocumentStatus.Malformed, "pdf-damaged",
                "the PDF is damaged: its table of contents of objects can't be found (cut off, or no PDF at all); fetch the file again");
        string code = result.ExitCode.ToString(CultureInfo.InvariantCulture);
        return result.ExitCode == CannotOpen
            ? new DocumentException(DocumentStatus.Malformed, "pdf-damaged", "the PDF is damaged and can't be opened; fetch the file again")
            : new DocumentException(DocumentStatus.Malformed, "pdf-unreadable", $"pdftotext stopped with code {code}; the PDF is damaged, fetch the file again");

        bool Has(string words) => said.Contains(words, StringComparison.OrdinalIgnoreCase);
    }
}
