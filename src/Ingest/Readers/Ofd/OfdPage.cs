using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>Reads a page: its template and its layers, object by object, in points from the page's upper left corner.</summary>
internal sealed class OfdPage(OfdPackage package, OfdDocument document, CancellationToken cancellation)
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const int MaxNesting = 8;

    // A picture of this share of the page is the page.
    private const double ScanShare = 0.6;
    private static readonly double[] A4 = [0, 0, 210, 297];

    private readonly LetterRuns _letters = new();
    private readonly List<PageRule> _rules = [];
    private double[] _area = [];
    private int _slanted;
    private (string Part, double Size) _picture = ("", 0);

    /// <summary>The part that holds the page's picture, where one covers most of the page; else null.</summary>
    public string? Picture => _picture.Size > ScanShare * _area[2] * _area[3] ? _picture.Part : null;

    /// <summary>A page's content, and how many characters of slanted text it holds, which are left out.</summary>
    public (PageContent Page, int Slanted) Read(string part, int number)
    {
        _area = AreaOf(part) is { Length: >= 4 } own ? own : document.PageArea is { Length: >= 4 } common ? common : A4;
        var toPage = Affine.Shift(-_area[0], -_area[1]).Then(new Affine(PointsPerMillimetre, 0, 0, PointsPerMillimetre, 0, 0));
        ReadPart(part, toPage, 0);
        return (new PageContent(number, _area[2] * PointsPerMillimetre, _area[3] * PointsPerMillimetre, _letters.ToWords(), _rules), _slanted);
    }

    private double[] AreaOf(string part)
    {
        using var xml = package.Open(part);
        for (int depth = xml?.Depth ?? 0; xml?.NextChild(depth) == true;)
            if (xml.LocalName == "Area") return OfdDocument.ReadArea(xml);
        return [];
    }

    private void ReadPart(string part, Affine toPage, int nesting)
    {
        if (nesting > MaxNesting) return;
        using var xml = package.Open(part);
        for (int depth = xml?.Depth ?? 0; xml?.NextChild(depth) == true;)
        {
            switch (xml.LocalName)
            {
                case "Template":
                    if (xml.Attribute("TemplateID") is { } id && document.Templates.TryGetValue(id, out string? template)) ReadPart(template, toPage, nesting + 1);
                    break;
                case "PageRes": document.ReadResources(package, package.Resolve(OfdReader.Text(xml), part)); break;
                case "Content": ReadObjects(xml, toPage, nesting); break;
            }
        }
    }

    private void ReadObjects(XmlCursor xml, Affine toPage, int nesting)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            cancellation.ThrowIfCancellationRequested();
            if (xml.Attribute("Visible") is "false" or "0" || xml.Attribute("Alpha") == "0") continue;
            switch (xml.LocalName)
            {
                case "Layer" or "PageBlock": ReadObjects(xml, toPage, nesting); break;
                case "TextObject": ReadText(xml, toPage); break;
                case "PathObject": OfdPaths.Read(xml, Affine.Of(xml.Attribute("CTM"), xml.Attribute("Boundary")).Then(toPage), _rules); break;
                case "ImageObject": NotePicture(xml.Attribute("ResourceID"), Affine.Numbers(xml.Attribute("Boundary"))); break;
                case "CompositeObject":
                    if (xml.Attribute("ResourceID") is { } id && document.Composites.TryGetValue(id, out string? part))
                        ReadComposite(part, id, Affine.Of(xml.Attribute("CTM"), xml.Attribute("Boundary")).Then(toPage), nesting + 1);
                    break;
            }
        }
    }

    private void NotePicture(string? id, double[] boundary)
    {
        if (id is null || boundary.Length < 4 || !document.Pictures.TryGetValue(id, out string? part)) return;
        double size = boundary[2] * boundary[3];
        if (size > _picture.Size) _picture = (part, size);
    }

    private void ReadComposite(string part, string id, Affine toPage, int nesting)
    {
        if (nesting > MaxNesting) return;
        using var xml = package.Open(part);
        for (int depth = xml?.Depth ?? 0; xml?.NextChild(depth) == true;)
        {
            if (xml.LocalName != "CompositeGraphicUnits") continue;
            for (int units = xml.Depth; xml.NextChild(units);)
            {
                if (xml.LocalName != "CompositeGraphicUnit" || xml.Attribute("ID") != id) continue;
                for (int unit = xml.Depth; xml.NextChild(unit);)
                    if (xml.LocalName == "Content") ReadObjects(xml, toPage, nesting);
            }
        }
    }

    private void ReadText(XmlCursor xml, Affine toPage)
    {
        if (xml.Attribute("Fill") == "false" && xml.Attribute("Stroke") is null or "false") return;
        var text = OfdText.Read(xml, Affine.Of(xml.Attribute("CTM"), xml.Attribute("Boundary")).Then(toPage));
        if (text.IsSlanted) _slanted += text.Letters.Count(letter => !string.IsNullOrWhiteSpace(letter.Text));
        else _letters.Add(text.Letters);
    }
}
