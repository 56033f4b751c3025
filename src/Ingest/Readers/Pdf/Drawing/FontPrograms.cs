using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>
/// Keeps the parser from font programs. Which character a code is and how wide, a PDF states beside the program; the parser would read the
/// program whole all the same, and search the system's fonts for one that is not embedded, which takes longer than the page.
/// </summary>
internal sealed class FontPrograms(IPdfTokenScanner scanner)
{
    private readonly HashSet<IndirectReference> _seen = [];

    /// <summary>Hides the programs of a page's or form's fonts before they are loaded.</summary>
    public void Hide(DictionaryToken resources)
    {
        if (!resources.TryGet(NameToken.Font, out var stated) || !DirectObjectFinder.TryGet(stated, scanner, out DictionaryToken? fonts)) return;
        foreach (var value in fonts.Data.Values)
        {
            if (value is IndirectReferenceToken reference && _seen.Add(reference.Data) && DirectObjectFinder.TryGet(value, scanner, out DictionaryToken? font))
                HideProgramOf(font, reference.Data);
        }
    }

    private void HideProgramOf(DictionaryToken font, IndirectReference reference)
    {
        if (!font.TryGet(NameToken.Subtype, out var stated) || stated is not NameToken kind) return;
        if (kind == NameToken.Type0)
        {
            if (FirstDescendant(font) is { } descendant) Replace(descendant, WithoutProgram);
        }
        else if (kind == NameToken.TrueType)
        {
            bool isStandard = !font.ContainsKey(NameToken.FirstChar) || !font.ContainsKey(NameToken.Widths) || !font.ContainsKey(NameToken.FontDescriptor);
            // For the standard fonts the handler of Type 1 fonts has the same widths at hand.
            if (isStandard && !font.ContainsKey(NameToken.LastChar)) scanner.ReplaceToken(reference, font.With(NameToken.Subtype, NameToken.Type1));
            else if (!isStandard && NamesItsCharacters(font)) Replace(font, WithoutReadableProgram);
        }
        else if (kind == NameToken.Type1 && font.ContainsKey(NameToken.Widths) && NamesItsCharacters(font))
        {
            Replace(font, WithoutProgram);
        }
    }

    /// <summary>Whether the file says which characters the codes are; else, as for symbol fonts, the program has to.</summary>
    private static bool NamesItsCharacters(DictionaryToken font) => font.ContainsKey(NameToken.ToUnicode) || font.ContainsKey(NameToken.Encoding);

    private DictionaryToken? FirstDescendant(DictionaryToken font) =>
        font.TryGet(NameToken.DescendantFonts, out var stated) && DirectObjectFinder.TryGet(stated, scanner, out ArrayToken? fonts) && fonts.Data.Count > 0
            && DirectObjectFinder.TryGet(fonts.Data[0], scanner, out DictionaryToken? first) ? first : null;

    private void Replace(DictionaryToken font, Func<DictionaryToken, IndirectReferenceToken, DictionaryToken> change)
    {
        if (font.TryGet(NameToken.FontDescriptor, out var stated) && stated is IndirectReferenceToken reference && DirectObjectFinder.TryGet(reference, scanner, out DictionaryToken? descriptor))
            scanner.ReplaceToken(reference.Data, change(descriptor, reference));
    }

    private static DictionaryToken WithoutProgram(DictionaryToken descriptor, IndirectReferenceToken reference) =>
        descriptor.Without(NameToken.FontFile).Without(NameToken.FontFile2).Without(NameToken.FontFile3);

    /// <summary>Without any program the system's fonts would be searched: one is stated that is none, the descriptor itself.</summary>
    private static DictionaryToken WithoutReadableProgram(DictionaryToken descriptor, IndirectReferenceToken reference) =>
        WithoutProgram(descriptor, reference).With(NameToken.FontFile2, reference);
}
