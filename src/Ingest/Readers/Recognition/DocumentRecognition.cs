using System.Globalization;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>Reads the pictures of a document's pages, and remembers what a person should be told of it.</summary>
internal sealed class DocumentRecognition(ReadOptions options)
{
    /// <summary>What a page adds to the time that its document may take; it takes two seconds, and more on a machine that is busy.</summary>
    public static readonly TimeSpan TimeForPage = TimeSpan.FromSeconds(20);

    // A page's picture takes a hundred megabytes for as long as it is read.
    private static readonly SemaphoreSlim Room = new(Math.Clamp(Environment.ProcessorCount, 1, 4));

    // So much of a page has to be doubtful to be worth a word, and so many pages are named.
    private const double DoubtfulShare = 0.02;
    private const int FewestDoubtful = 5;
    private const int MostNamed = 8;

    // So many pages of a document like that, and all that is read from it is in doubt; of few only the passages are.
    private const double DoubtfulPages = 0.1;
    private const int MostQuoted = 12;

    // Asked for by the first picture: a document of text has no need of models.
    private readonly Lazy<IPageEngine?> _engine = new(() => PageEngines.Find(options));
    private readonly List<int> _doubtfulPages = [];
    private readonly List<string> _mends = [];
    private int _pages;
    private int _characters;
    private int _doubtful;

    /// <summary>Whether an engine is there and wanted. Loads it.</summary>
    /// <exception cref="DocumentException">The models are damaged.</exception>
    public bool IsPossible => _engine.Value is not null;

    /// <summary>What a user can do where it is not; half a sentence.</summary>
    public string Advice => PageEngines.Advice(options);

    /// <summary>Number of pages that were read.</summary>
    public int Pages => _pages;

    /// <summary>Reads a page, where that is possible.</summary>
    /// <param name="picture">Gives the page's picture; null where it has none that can be decoded.</param>
    /// <param name="number">Its number in the file, from 1.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <exception cref="DocumentException">The document has more such pages than the limit, or the engine fails.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public PageContent? Read(Func<ColourPicture?> picture, int number, CancellationToken cancellation)
    {
        if (_pages >= options.MaxOcrPages)
            throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-pictures",
                $"the document has more pictures of pages than the limit of {options.MaxOcrPages}; raise --max-ocr-pages if it is genuine");
        options.AllowTime?.Invoke(TimeForPage);
        Room.Wait(cancellation);
        try
        {
            // A page leaves a hundred megabytes of pictures behind, which the runtime would let lie; it takes 20 ms to have them gone.
            GC.Collect();
            if (picture() is not { } decoded) return null;
            var page = _engine.Value!.Read(decoded, number, cancellation);
            _pages++;
            _characters += page.Characters;
            _doubtful += page.Doubtful;
            if (page.Doubtful >= FewestDoubtful && page.Doubtful > DoubtfulShare * page.Characters) _doubtfulPages.Add(number);
            _mends.AddRange(page.Mends);
            return page.Page;
        }
        finally
        {
            Room.Release();
        }
    }

    /// <summary>Tells what was read so, and what of it is doubtful.</summary>
    public void Report(DocumentBuilder builder)
    {
        if (_pages == 0) return;
        if (_engine.Value is TesseractEngine)
            builder.Report(DiagnosticSeverity.Warning, "ocr-tesseract",
                $"{_pages} pages were read from their pictures by Tesseract, which misreads one character in twenty; policy-ingest ocr-models fetches models that misread one in a thousand");
        else
            builder.Report(DiagnosticSeverity.Info, "ocr", $"{_pages} pages were read from their pictures by text recognition; it may have misread characters");
        if (_doubtfulPages.Count > 0)
            builder.Report(_doubtfulPages.Count > DoubtfulPages * _pages ? DiagnosticSeverity.Warning : DiagnosticSeverity.Info, "ocr-doubtful",
                $"text recognition is not sure of {_doubtful} of {_characters} characters; compare the pages with their pictures: {string.Join(", ", _doubtfulPages.Take(MostNamed).Select(Number))}");
        foreach (var passage in DoubtfulPassage.Of(builder.Doubts, builder))
            builder.Report(DiagnosticSeverity.Info, FindingCode.UnsureCharacters.Name,
                $"text recognition is not sure of “{Quoted(passage.Characters)}” on page {passage.Page}; compare it with the page's picture", passage.Span);
        if (_mends.Count > 0)
            builder.Report(DiagnosticSeverity.Info, "ocr-mended", $"{_mends.Count} characters that were misread were put right by what stands beside them: {string.Join(", ", _mends.Distinct().Take(MostNamed))}");
    }

    private static string Quoted(string characters) => characters.Length > MostQuoted ? characters[..MostQuoted] + "…" : characters;

    private static string Number(int page) => page.ToString(CultureInfo.InvariantCulture);
}
