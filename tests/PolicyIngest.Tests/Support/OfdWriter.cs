using System.Globalization;
using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>How an <see cref="OfdWriter"/> sets text.</summary>
public enum OfdSetting
{
    /// <summary>A line is one object, its steps written out or by <c>g</c>.</summary>
    Lines,
    /// <summary>Each letter is an object of its own, and they stand in no order.</summary>
    Letters,
}

/// <summary>
/// Writes small OFD files: text objects at places and ruling lines. The calls are in points from the page's upper left corner, as those of
/// <see cref="PdfWriter"/>; the file counts in millimetres.
/// </summary>
internal sealed class OfdWriter(OfdSetting setting = OfdSetting.Lines) : IPageFile
{
    private readonly List<OfdPageWriter> _pages = [];

    IPageSheet IPageFile.AddSheet() => AddPage();

    /// <summary>Adds a page of A4 upright.</summary>
    public OfdPageWriter AddPage()
    {
        var page = new OfdPageWriter(setting);
        _pages.Add(page);
        return page;
    }

    /// <summary>The file.</summary>
    public byte[] Save() => Parts().Zip();

    /// <summary>The parts, for a test that goes on changing them.</summary>
    public ZipBuilder Parts()
    {
        var zip = new ZipBuilder().Part("OFD.xml", Root("OFD", "<ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"));
        string pages = string.Concat(_pages.Select((_, i) => $"<ofd:Page ID=\"{i + 1}\" BaseLoc=\"Pages/Page_{i}/Content.xml\"/>"));
        zip.Part("Doc_0/Document.xml", Root("Document", $"<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea></ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>"));
        for (int i = 0; i < _pages.Count; i++) zip.Part($"Doc_0/Pages/Page_{i}/Content.xml", Root("Page", $"<ofd:Content><ofd:Layer ID=\"9\">{_pages[i].Content}</ofd:Layer></ofd:Content>"));
        return zip;
    }

    /// <summary>A part's XML.</summary>
    public static string Root(string name, string content) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><ofd:{name} xmlns:ofd=\"http://www.ofdspec.org/2016\">{content}</ofd:{name}>";
}

/// <summary>A page of an <see cref="OfdWriter"/>.</summary>
internal sealed class OfdPageWriter(OfdSetting setting) : IPageSheet
{
    private const double Millimetres = 25.4 / 72;

    private readonly List<string> _objects = [];

    /// <summary>The objects' XML; letters set singly in an order that has nothing to do with reading.</summary>
    public string Content => string.Concat(setting == OfdSetting.Letters ? _objects.Index().OrderBy(item => item.Index * 7919L % 10_007).Select(item => item.Item) : _objects);

    public void Write(double x, double y, string text, double size)
    {
        if (setting == OfdSetting.Lines)
        {
            Add(x, y, text, size, Steps(text, size));
            return;
        }
        foreach (char c in text)
        {
            Add(x, y, c.ToString(), size, "");
            x += PdfPageWriter.Measure(c.ToString(), size);
        }
    }

    public void Rule(double x1, double y1, double x2, double y2) => _objects.Add(string.Create(CultureInfo.InvariantCulture,
        $"<ofd:PathObject ID=\"8\" LineWidth=\"0.18\" Boundary=\"{Mm(x1)} {Mm(y1)} {Mm(x2 - x1)} {Mm(y2 - y1)}\"><ofd:AbbreviatedData>M 0 0 L {Mm(x2 - x1)} {Mm(y2 - y1)}</ofd:AbbreviatedData></ofd:PathObject>"));

    /// <summary>Adds objects as they are.</summary>
    public OfdPageWriter Raw(string xml)
    {
        _objects.Add(xml);
        return this;
    }

    private void Add(double x, double y, string text, double size, string steps) => _objects.Add(string.Create(CultureInfo.InvariantCulture,
        $"<ofd:TextObject ID=\"7\" Font=\"3\" Size=\"{Mm(size)}\" Boundary=\"{Mm(x)} {Mm(y - size)} {Mm(PdfPageWriter.Measure(text, size))} {Mm(1.3 * size)}\"><ofd:TextCode X=\"0\" Y=\"{Mm(size)}\"{steps}>{System.Security.SecurityElement.Escape(text)}</ofd:TextCode></ofd:TextObject>"));

    /// <summary>The steps of a line: equal ones that follow each other are counted.</summary>
    private static string Steps(string text, double size)
    {
        var steps = new StringBuilder();
        double[] widths = [.. text.SkipLast(1).Select(c => PdfPageWriter.Measure(c.ToString(), size))];
        for (int i = 0, end; i < widths.Length; i = end)
        {
            end = i + 1;
            while (end < widths.Length && widths[end] == widths[i]) end++;
            steps.Append(end - i > 2 ? string.Create(CultureInfo.InvariantCulture, $" g {end - i} {Mm(widths[i])}") : string.Concat(Enumerable.Repeat(" " + Mm(widths[i]), end - i)));
        }
        return steps.Length == 0 ? "" : $" DeltaX=\"{steps.ToString().Trim()}\"";
    }

    private static string Mm(double points) => (points * Millimetres).ToString("0.####", CultureInfo.InvariantCulture);
}
