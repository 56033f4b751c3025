using PolicyIngest.Ingest.Readers.Pdf.Drawing;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Why letters of a page are not taken for its text, or not without a word about them.</summary>
internal enum Remark
{
    /// <summary>They run neither along the page's edges nor across them, as watermarks do.</summary>
    Slanted,

    /// <summary>They can't be seen.</summary>
    Hidden,

    /// <summary>A line runs through them.</summary>
    Struck,

    /// <summary>They stand unseen over the picture of a page: text recognition put them there.</summary>
    OverScan,

    /// <summary>Their fonts do not say which characters they are.</summary>
    WithoutCharacters,

    /// <summary>They are characters, but others than those that are seen: the font has a code of its own.</summary>
    Scrambled,
}

/// <summary>Gathers, over the pages of a document, what a reader should be told.</summary>
internal sealed class PageNotes
{
    private const int LongestSample = 24;

    private readonly Dictionary<Remark, (int Pages, string Sample)> _notes = [];

    /// <summary>Remembers what was noticed on a page.</summary>
    /// <param name="remark">What.</param>
    /// <param name="letters">On which of its letters; nothing is remembered of none.</param>
    public void Add(Remark remark, IReadOnlyList<DrawnLetter> letters)
    {
        if (letters.Count == 0) return;
        var (pages, sample) = _notes.GetValueOrDefault(remark, (0, ""));
        if (sample.Length == 0) sample = string.Concat(letters.Take(LongestSample).Select(letter => letter.Text)).Trim();
        _notes[remark] = (pages + 1, sample);
    }

    /// <summary>Forgets what was noticed on a page, for it was read in another way.</summary>
    public void TakeBack(Remark remark)
    {
        var (pages, sample) = _notes[remark];
        if (pages == 1) _notes.Remove(remark);
        else _notes[remark] = (pages - 1, sample);
    }

    /// <summary>On how many pages something was noticed.</summary>
    public int Pages(Remark remark) => _notes.GetValueOrDefault(remark).Pages;

    /// <summary>Tells all of it.</summary>
    public void Report(DocumentBuilder builder)
    {
        if (_notes.TryGetValue(Remark.Slanted, out var note))
            builder.Report(DiagnosticSeverity.Info, "pdf-slanted-text", $"slanted text on {note.Pages} pages is left out, as watermarks are: “{note.Sample}”");
        if (_notes.TryGetValue(Remark.Hidden, out note))
            builder.Report(DiagnosticSeverity.Info, "pdf-hidden-text", $"text on {note.Pages} pages that can't be seen (white or without ink) is left out: “{note.Sample}”");
        if (_notes.TryGetValue(Remark.Struck, out note))
            builder.Report(DiagnosticSeverity.Info, "pdf-struck-text", $"struck-out text on {note.Pages} pages is left out: “{note.Sample}”");
        if (_notes.TryGetValue(Remark.OverScan, out note))
            builder.Report(DiagnosticSeverity.Warning, "pdf-scan-text", $"the text of {note.Pages} scanned pages was put there by text recognition; it may hold misread characters, and --ocr force recognises them anew");
        if (_notes.TryGetValue(Remark.WithoutCharacters, out note))
            builder.Report(DiagnosticSeverity.Warning, "pdf-unmapped-text", $"on {note.Pages} pages letters are left out whose fonts do not say which characters they are");
        if (_notes.TryGetValue(Remark.Scrambled, out note))
            builder.Report(DiagnosticSeverity.Warning, "pdf-scrambled-text",
                $"the text of {note.Pages} pages is left out, for its fonts do not say which characters the letters are; they can be recognised as pictures where the models (policy-ingest ocr-models) and poppler (pdftoppm) are installed");
    }
}
