using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>What a paragraph states about itself (<c>w:pPr</c>).</summary>
internal sealed class ParagraphProperties
{
    /// <summary>Of a paragraph that states nothing.</summary>
    public static ParagraphProperties None { get; } = new();

    public string? StyleId { get; private set; }

    /// <summary>Numbering: the id of a <c>w:num</c>, 0 to take it off, null where nothing is stated.</summary>
    public int? NumId { get; private set; }

    /// <summary>List level, from 0.</summary>
    public int? ListLevel { get; private set; }

    /// <summary>Outline level, from 0; 9 is running text.</summary>
    public int? OutlineLevel { get; private set; }

    public string? Alignment { get; private set; }

    /// <summary>The paragraph's end is a tracked deletion: its text runs on into the next paragraph.</summary>
    public bool IsEndDeleted { get; private set; }

    /// <summary>The paragraph's end is hidden; null where nothing is stated.</summary>
    public bool? IsEndHidden { get; private set; }

    /// <summary>Reads <c>w:pPr</c>; what a tracked change replaced (<c>w:pPrChange</c>) is passed over.</summary>
    /// <param name="xml">Stands on <c>w:pPr</c>.</param>
    /// <param name="onSection">Called on a <c>w:sectPr</c>.</param>
    public static ParagraphProperties Read(XmlCursor xml, Action<XmlCursor> onSection)
    {
        var properties = new ParagraphProperties();
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "pStyle": properties.StyleId = xml.Attribute("val"); break;
                case "numPr": (properties.NumId, properties.ListLevel) = ReadNumbering(xml); break;
                case "outlineLvl": properties.OutlineLevel = xml.Number("val"); break;
                case "jc": properties.Alignment = xml.Attribute("val"); break;
                case "rPr": properties.ReadMark(xml); break;
                case "sectPr": onSection(xml); break;
            }
        }
        return properties;
    }

    /// <summary>Reads <c>w:numPr</c>; an <c>numId</c> that is no number takes numbering off.</summary>
    public static (int? NumId, int? Level) ReadNumbering(XmlCursor xml)
    {
        int? numId = null, level = null;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "numId") numId = xml.Number("val") ?? 0;
            else if (xml.Name == "ilvl") level = xml.Number("val");
        }
        return (numId, level);
    }

    private void ReadMark(XmlCursor xml)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "del" or "moveFrom": IsEndDeleted = true; break;
                case "vanish": IsEndHidden = xml.IsOn(); break;
                case "specVanish" when xml.IsOn(): IsEndHidden = true; break;
            }
        }
    }
}
