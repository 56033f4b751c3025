using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>What a style says that a reader needs, itself and through the styles that it is based on.</summary>
internal sealed class WordStyle(string id)
{
    /// <summary>The style's id, which paragraphs name.</summary>
    public string Id { get; } = id;

    /// <summary>The name that people see: <c>heading 1</c>, <c>标题 1</c>.</summary>
    public string Name { get; set; } = id;

    /// <summary>Id of the style that it is based on, or null.</summary>
    public string? BasedOn { get; set; }

    /// <summary>Numbering that it states: the id of a <c>w:num</c>, 0 for none; null where it states nothing.</summary>
    public int? NumId { get; set; }

    /// <summary>List level that it states, from 0.</summary>
    public int? ListLevel { get; set; }

    /// <summary>Outline level, from 0; 9 is running text.</summary>
    public int? OutlineLevel { get; set; }

    /// <summary>Alignment (<c>w:jc</c>).</summary>
    public string? Alignment { get; set; }

    /// <summary>Whether text in it is hidden.</summary>
    public bool? IsHidden { get; set; }

    /// <summary>Whether text in it is struck out.</summary>
    public bool? IsStruck { get; set; }

    /// <summary>The style and its ancestors, nearest first.</summary>
    public IReadOnlyList<string> Lineage { get; set; } = [id];

    /// <summary>Whether it is a line of a table of contents.</summary>
    public bool IsContents { get; set; }
}

/// <summary>The styles of a document (<c>styles.xml</c>).</summary>
internal sealed class WordStyles
{
    private const int MaxLineage = 64;

    private readonly Dictionary<string, WordStyle> _paragraph = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WordStyle> _character = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _numberingStyles = new(StringComparer.Ordinal);
    private WordStyle _default = new("");

    /// <summary>The style of paragraphs that name none, or one that does not exist.</summary>
    public WordStyle Default => _default;

    /// <summary>The paragraph style of that id; the default one when there is none.</summary>
    public WordStyle Paragraph(string? id) => id is not null && _paragraph.TryGetValue(id, out var style) ? style : _default;

    /// <summary>Whether a paragraph style of that id exists.</summary>
    public bool HasParagraphStyle(string id) => _paragraph.ContainsKey(id);

    /// <summary>Whether the character style hides text; null where it says nothing.</summary>
    public bool? HidesText(string characterStyle) => _character.TryGetValue(characterStyle, out var style) ? style.IsHidden : null;

    /// <summary>Whether the character style strikes text out; null where it says nothing.</summary>
    public bool? StrikesText(string characterStyle) => _character.TryGetValue(characterStyle, out var style) ? style.IsStruck : null;

    /// <summary>The numbering that a numbering style points to, or null.</summary>
    public int? NumIdOfNumberingStyle(string id) => _numberingStyles.TryGetValue(id, out int numId) ? numId : null;

    /// <summary>Reads <c>styles.xml</c>.</summary>
    public static WordStyles Read(XmlCursor xml)
    {
        var styles = new WordStyles();
        var defaults = new WordStyle("");
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            if (xml.Name == "style") styles.ReadStyle(xml);
            else if (xml.Name == "docDefaults") ReadDefaults(xml, defaults);
        }
        styles.Resolve(styles._paragraph, defaults);
        styles.Resolve(styles._character, new WordStyle(""));
        if (styles._default.Id.Length == 0) styles._default = defaults;
        return styles;
    }

    private void ReadStyle(XmlCursor xml)
    {
        string? id = xml.Attribute("styleId");
        if (string.IsNullOrEmpty(id)) return;
        string type = xml.Attribute("type") ?? "paragraph";
        bool isDefault = xml.Attribute("default") is "1" or "true" or "on";
        var style = new WordStyle(id);
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "name": style.Name = xml.Attribute("val") ?? id; break;
                case "basedOn": style.BasedOn = xml.Attribute("val"); break;
                case "pPr": ReadParagraphProperties(xml, style); break;
                case "rPr": ReadRunProperties(xml, style); break;
            }
        }
        if (type == "paragraph")
        {
            _paragraph.TryAdd(id, style);
            if (isDefault) _default = style;
        }
        else if (type == "character") _character.TryAdd(id, style);
        else if (type == "numbering" && style.NumId is { } numId) _numberingStyles.TryAdd(id, numId);
    }

    private static void ReadDefaults(XmlCursor xml, WordStyle defaults)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            bool isParagraph = xml.Name == "pPrDefault";
            for (int inner = xml.Depth; xml.NextChild(inner);)
            {
                if (isParagraph) ReadParagraphProperties(xml, defaults);
                else ReadRunProperties(xml, defaults);
            }
        }
    }

    private static void ReadParagraphProperties(XmlCursor xml, WordStyle style)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "numPr":
                    (int? numId, style.ListLevel) = ParagraphProperties.ReadNumbering(xml);
                    style.NumId = numId;
                    break;
                case "outlineLvl": style.OutlineLevel = xml.Number("val"); break;
                case "jc": style.Alignment = xml.Attribute("val"); break;
            }
        }
    }

    private static void ReadRunProperties(XmlCursor xml, WordStyle style)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "vanish") style.IsHidden = xml.IsOn();
            else if (xml.Name is "strike" or "dstrike") style.IsStruck = (style.IsStruck ?? false) | xml.IsOn();
        }
    }

    /// <summary>Hands down what each style inherits; a chain that runs in a circle ends where it would come round.</summary>
    private void Resolve(Dictionary<string, WordStyle> styles, WordStyle defaults)
    {
        // Reading the whole chain from unresolved styles keeps the order of the file out of it.
        var raw = styles.Values.ToDictionary(s => s.Id, s => (s.BasedOn, s.NumId, s.ListLevel, s.OutlineLevel, s.Alignment, s.IsHidden, s.IsStruck, s.Name), StringComparer.Ordinal);
        foreach (var style in styles.Values)
        {
            var lineage = new List<string> { style.Id };
            string name = style.Name;
            for (string? id = style.BasedOn; id is not null && lineage.Count < MaxLineage && !lineage.Contains(id, StringComparer.Ordinal)
                && raw.TryGetValue(id, out var ancestor); id = ancestor.BasedOn)
            {
                lineage.Add(id);
                style.NumId ??= ancestor.NumId;
                style.ListLevel ??= ancestor.ListLevel;
                style.OutlineLevel ??= ancestor.OutlineLevel ?? HeadingLevel(ancestor.Name);
                style.Alignment ??= ancestor.Alignment;
                style.IsHidden ??= ancestor.IsHidden;
                style.IsStruck ??= ancestor.IsStruck;
            }
            style.OutlineLevel ??= HeadingLevel(name);
            style.Alignment ??= defaults.Alignment;
            style.IsHidden ??= defaults.IsHidden;
            style.IsStruck ??= defaults.IsStruck;
            style.Lineage = lineage;
            style.IsContents = IsContentsName(name);
        }
    }

    /// <summary>
    /// The level that a heading style's name tells where the file states none: <c>heading 2</c>, <c>标题 2</c>; 0 is the highest.
    /// </summary>
    private static int? HeadingLevel(string name)
    {
        var digit = name.AsSpan().Trim();
        if (digit.StartsWith("heading", StringComparison.OrdinalIgnoreCase)) digit = digit[7..];
        else if (digit.StartsWith("标题", StringComparison.Ordinal)) digit = digit[2..];
        else return null;
        digit = digit.Trim();
        return digit.Length == 1 && digit[0] is >= '1' and <= '9' ? digit[0] - '1' : null;
    }

    /// <summary><c>toc 1</c>, <c>TOC Heading</c>, <c>目录 1</c>, <c>table of figures</c>; not <c>Stock</c>.</summary>
    private static bool IsContentsName(string name) =>
        name.StartsWith("toc ", StringComparison.OrdinalIgnoreCase) || name.StartsWith("目录", StringComparison.Ordinal)
        || name.Equals("table of figures", StringComparison.OrdinalIgnoreCase)
        || (name.Length == 4 && name.StartsWith("TOC", StringComparison.OrdinalIgnoreCase) && char.IsAsciiDigit(name[3]));
}
