using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>What a document's main part says: its pages in order, the area of a page, templates and composite objects by their ids.</summary>
internal sealed class OfdDocument
{
    private readonly List<string> _pages = [];
    private readonly Dictionary<string, string> _templates = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _pictures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _composites = new(StringComparer.Ordinal);

    /// <summary>The pages' parts.</summary>
    public IReadOnlyList<string> Pages => _pages;

    /// <summary>The area of pages that state none: x, y, width and height in millimetres.</summary>
    public double[] PageArea { get; private set; } = [];

    /// <summary>Parts of templates (模板页) by id.</summary>
    public IReadOnlyDictionary<string, string> Templates => _templates;

    /// <summary>The resource part that holds a composite object (复合对象), by the object's id.</summary>
    public IReadOnlyDictionary<string, string> Composites => _composites;

    /// <summary>Parts of pictures by id.</summary>
    public IReadOnlyDictionary<string, string> Pictures => _pictures;

    /// <summary>Reads a document's main part and its resources.</summary>
    public static OfdDocument Read(OfdPackage package, string root)
    {
        var document = new OfdDocument();
        using var xml = package.Open(root);
        for (int depth = xml?.Depth ?? 0; xml?.NextChild(depth) == true;)
        {
            if (xml.LocalName == "CommonData") document.ReadCommon(package, xml, root);
            else if (xml.LocalName == "Pages")
                for (int pages = xml.Depth; xml.NextChild(pages);)
                    if (xml.LocalName == "Page" && package.Resolve(xml.Attribute("BaseLoc"), root) is { } page) document._pages.Add(page);
        }
        return document;
    }

    /// <summary>The physical box of a <c>PageArea</c> or <c>Area</c>, on which the cursor stands; empty where it states none.</summary>
    public static double[] ReadArea(XmlCursor xml)
    {
        double[] area = [];
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.LocalName == "PhysicalBox" && Affine.Numbers(OfdReader.Text(xml)) is { Length: >= 4 } box) area = box;
        return area;
    }

    private void ReadCommon(OfdPackage package, XmlCursor xml, string root)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.LocalName)
            {
                case "PageArea": PageArea = ReadArea(xml); break;
                case "PublicRes" or "DocumentRes": ReadResources(package, package.Resolve(OfdReader.Text(xml), root)); break;
                case "TemplatePage":
                    if (xml.Attribute("ID") is { } id && package.Resolve(xml.Attribute("BaseLoc"), root) is { } part) _templates.TryAdd(id, part);
                    break;
            }
        }
    }

    /// <summary>Notes which composite objects a part of resources holds.</summary>
    public void ReadResources(OfdPackage package, string? part)
    {
        if (part is null) return;
        using var xml = package.Open(part);
        // Res/ in the root's attribute: where the files of the part lie.
        string folder = xml?.Attribute("BaseLoc") is { Length: > 0 } stated ? stated.TrimEnd('/') + "/" : "";
        for (int depth = xml?.Depth ?? 0; xml?.NextChild(depth) == true;)
        {
            if (xml.LocalName == "MultiMedias") ReadPictures(package, xml, part, folder);
            if (xml.LocalName != "CompositeGraphicUnits") continue;
            for (int units = xml.Depth; xml.NextChild(units);)
                if (xml.LocalName == "CompositeGraphicUnit" && xml.Attribute("ID") is { } id) _composites.TryAdd(id, part);
        }
    }

    private void ReadPictures(OfdPackage package, XmlCursor xml, string part, string folder)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.LocalName != "MultiMedia" || xml.Attribute("Type") != "Image" || xml.Attribute("ID") is not { } id) continue;
            for (int media = xml.Depth; xml.NextChild(media);)
            {
                if (xml.LocalName != "MediaFile") continue;
                string name = OfdReader.Text(xml).Trim();
                if ((package.Resolve(folder + name, part) ?? package.Resolve(name, part)) is { } file) _pictures.TryAdd(id, file);
            }
        }
    }
}
