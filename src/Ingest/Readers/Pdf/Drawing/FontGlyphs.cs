using UglyToad.PdfPig.PdfFonts;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>What a font says of a character code.</summary>
/// <param name="Text">The characters; empty where the font has none for it.</param>
/// <param name="Width">How far the next letter stands from this one's start, for a font size of 1.</param>
internal readonly record struct FontGlyph(string Text, double Width);

/// <summary>
/// Asks the fonts of a document once for each code: the parser makes out a glyph's outline, for some fonts anew for every letter, before it
/// tells how wide it is.
/// </summary>
internal sealed class FontGlyphs
{
    private readonly Dictionary<IFont, Dictionary<int, FontGlyph>> _fonts = new(ReferenceEqualityComparer.Instance);
    private IFont? _font;
    private Dictionary<int, FontGlyph> _glyphs = [];

    /// <summary>A code's characters and width.</summary>
    public FontGlyph this[IFont font, int code]
    {
        get
        {
            if (!ReferenceEquals(font, _font))
            {
                _font = font;
                if (!_fonts.TryGetValue(font, out _glyphs!)) _fonts[font] = _glyphs = [];
            }
            if (!_glyphs.TryGetValue(code, out var glyph)) _glyphs[code] = glyph = Ask(font, code);
            return glyph;
        }
    }

    private static FontGlyph Ask(IFont font, int code)
    {
        string text = font.TryGetUnicode(code, out string? stated) && stated is not null ? stated : "";
        return new FontGlyph(text, font.GetBoundingBox(code).Width);
    }
}
