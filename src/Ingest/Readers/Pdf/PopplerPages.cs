using System.Globalization;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Readers.Recognition;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Pictures of pages by <c>pdftoppm</c>, where it is installed, for what can't be decoded here.</summary>
internal sealed class PopplerPages(ReadOnlyMemory<byte> pdf, ReadOptions options, CancellationToken cancellation) : IDisposable
{
    private const string Name = "document.pdf", Output = "page";
    private const string PerInch = "300";

    private static readonly Lazy<string?> Program = new(() => ChildProcess.FindProgram("pdftoppm"));

    private TemporaryFolder? _folder;

    /// <summary>Whether the program is there.</summary>
    public static bool IsThere => Program.Value is not null;

    /// <summary>A page's picture, or null where the program is missing or fails.</summary>
    /// <param name="number">Page number, from 1.</param>
    /// <param name="width">The page's width in points.</param>
    public ColourPicture? Page(int number, double width)
    {
        if (Program.Value is not { } program) return null;
        if (_folder is null)
        {
            _folder = new TemporaryFolder();
            _folder.Write(Name, pdf.Span);
        }
        string page = number.ToString(CultureInfo.InvariantCulture);
        ChildProcess.Run(program, ["-r", PerInch, "-f", page, "-l", page, "-singlefile", "-png", Path.Combine(_folder.Path, Name), Path.Combine(_folder.Path, Output)],
            ChildLimits.From(options), cancellation);
        if (_folder.Read(Output + ".png") is not { } png) return null;
        File.Delete(Path.Combine(_folder.Path, Output + ".png"));
        var picture = PictureDecoder.Decode(png);
        return picture with { PointsPerPixel = width / picture.Width };
    }

    public void Dispose() => _folder?.Dispose();
}
