using System.Globalization;
using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>
/// Writes small PDF files: text at places, in a Chinese font that is named but not embedded, and ruling lines. Places are in points from the
/// page's upper left corner; a text's y is its baseline. The same calls give the same bytes.
/// </summary>
internal sealed class PdfWriter : IPageFile
{
    private readonly List<PdfPageWriter> _pages = [];

    /// <summary>Adds a page; A4 upright unless told otherwise.</summary>
    public PdfPageWriter AddPage(double width = 595, double height = 842, int rotate = 0)
    {
        var page = new PdfPageWriter(width, height, rotate);
        _pages.Add(page);
        return page;
    }

    IPageSheet IPageFile.AddSheet() => AddPage();

    /// <summary>The file.</summary>
    public byte[] Save()
    {
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R>>",
            $"<</Type/Pages/Count {_pages.Count}/Kids[{string.Join(' ', Enumerable.Range(0, _pages.Count).Select(i => $"{6 + 2 * i} 0 R"))}]>>",
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
            "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/W[1[500] 2 95 500]/FontDescriptor 5 0 R>>",
            "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
        };
        for (int i = 0; i < _pages.Count; i++)
        {
            objects.Add(string.Create(CultureInfo.InvariantCulture,
                $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_pages[i].Width} {_pages[i].Height}]/Rotate {_pages[i].Rotate}/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * i} 0 R>>"));
            string content = _pages[i].Content;
            objects.Add($"<</Length {content.Length}>>\nstream\n{content}\nendstream");
        }
        return Assemble(objects);
    }

    /// <summary>Puts objects, numbered from 1 and the first the catalogue, into a file.</summary>
    public static byte[] Assemble(IReadOnlyList<string> objects)
    {
        var file = new StringBuilder("%PDF-1.4\n");
        var table = new StringBuilder();
        for (int i = 0; i < objects.Count; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }
        int start = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n{table}");
        file.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}

/// <summary>A page of a <see cref="PdfWriter"/>.</summary>
internal sealed class PdfPageWriter(double width, double height, int rotate) : IPageSheet
{
    private readonly StringBuilder _content = new();

    public double Width => width;

    public double Height => height;

    public int Rotate => rotate;

    public string Content => _content.ToString();

    /// <summary>The width of a text: Han characters and CJK punctuation one em, others half of one.</summary>
    public static double Measure(string text, double size) => text.Sum(c => c < '\u0100' ? 0.5 : 1) * size;

    /// <summary>Writes a text from <paramref name="x"/> on, standing on <paramref name="y"/>.</summary>
    public PdfPageWriter Text(double x, double y, string text, double size = 16)
    {
        string hex = string.Concat(text.Select(c => ((int)c).ToString("X4", CultureInfo.InvariantCulture)));
        _content.Append(CultureInfo.InvariantCulture, $"BT /F {size} Tf {x} {height - y} Td <{hex}> Tj ET\n");
        return this;
    }

    void IPageSheet.Write(double x, double y, string text, double size) => Text(x, y, text, size);

    void IPageSheet.Rule(double x1, double y1, double x2, double y2) => Line(x1, y1, x2, y2);

    /// <summary>Writes a text in the middle between two edges.</summary>
    public PdfPageWriter Centred(double left, double right, double y, string text, double size = 16) =>
        Text((left + right - Measure(text, size)) / 2, y, text, size);

    /// <summary>Writes the lines of a text one under the other.</summary>
    public PdfPageWriter Lines(double x, double y, double pitch, double size, params string[] lines)
    {
        foreach (string line in lines)
        {
            Text(x, y, line, size);
            y += pitch;
        }
        return this;
    }

    /// <summary>Draws lines along all the given borders: a grid without merged cells.</summary>
    public PdfPageWriter Grid(double[] xs, double[] ys)
    {
        foreach (double x in xs) Line(x, ys[0], x, ys[^1]);
        foreach (double y in ys) Line(xs[0], y, xs[^1], y);
        return this;
    }

    /// <summary>Draws a line.</summary>
    public PdfPageWriter Line(double x1, double y1, double x2, double y2)
    {
        _content.Append(CultureInfo.InvariantCulture, $"0.5 w {x1} {height - y1} m {x2} {height - y2} l S\n");
        return this;
    }

    /// <summary>Adds drawing operators as they are.</summary>
    public PdfPageWriter Raw(string operators)
    {
        _content.Append(operators).Append('\n');
        return this;
    }
}
