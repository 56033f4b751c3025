using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>What all stories of a document share.</summary>
internal sealed class WordContext(WordStyles styles, WordNumbering numbering, ReadOptions options, CancellationToken cancellation)
{
    private readonly HashSet<string> _seenSections = new(StringComparer.Ordinal);

    public WordStyles Styles { get; } = styles;

    public WordNumbering Numbering { get; } = numbering;

    public ReadOptions Options { get; } = options;

    public CancellationToken Cancellation { get; } = cancellation;

    /// <summary>Relationship ids of the headers and footers that sections name, in order, each once.</summary>
    public List<string> HeadersAndFooters { get; } = [];

    /// <summary>Pictures, drawings and embedded objects met so far.</summary>
    public int Pictures { get; set; }

    /// <summary>Relationship ids of the pictures in the body, in order.</summary>
    public List<string> PicturesInBody { get; } = [];

    /// <summary>Parts of other formats (<c>w:altChunk</c>) that were met and not read.</summary>
    public int ForeignParts { get; set; }

    /// <summary>Cells whose text a merge hides.</summary>
    public int CoveredCells { get; set; }

    /// <summary>Characters that are struck out, white space not counted.</summary>
    public int StruckLength { get; set; }

    /// <summary>Whether the reader is in the prompt of a content control that nobody has filled in.</summary>
    public bool IsInPrompt { get; set; }

    /// <summary>The state of the check box in which the reader is; null outside of one.</summary>
    public bool? CheckBox { get; set; }

    /// <summary>Notes a section's headers and footers.</summary>
    public void ReadSection(XmlCursor xml)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.Name is "headerReference" or "footerReference" && xml.RelationshipId() is { } id && _seenSections.Add(id))
                HeadersAndFooters.Add(id);
    }

    /// <summary>The list and level of a paragraph, or null when it has no number.</summary>
    public (ListDefinition List, int Level)? ListOf(ParagraphProperties properties, WordStyle style)
    {
        bool isDirect = properties.NumId is not null;
        if ((properties.NumId ?? style.NumId) is not { } numId || numId == 0 || Numbering.Find(numId) is not { } list) return null;
        int level = properties.ListLevel ?? list.LevelOfStyle(style.Lineage) ?? style.ListLevel ?? 0;
        if (level is < 0 or >= WordNumbering.LevelCount) return null;
        // A level that belongs to one style numbers no other style's paragraphs, unless they name the list themselves.
        if (!isDirect && list.Levels[level]?.StyleId is { } owner
            && Styles.HasParagraphStyle(owner) && !style.Lineage.Contains(owner, StringComparer.Ordinal))
            return null;
        return (list, level);
    }
}
