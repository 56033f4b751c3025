using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>What stands between a number and its text.</summary>
internal enum LabelSuffix
{
    Tab,
    Space,
    Nothing,
}

/// <summary>A level of a list (<c>w:lvl</c>).</summary>
internal sealed record ListLevelDefinition
{
    public int Start { get; init; } = 1;

    /// <summary>Whether the file states <see cref="Start"/>.</summary>
    public bool StatesStart { get; init; }

    /// <summary><c>w:numFmt</c>: <c>decimal</c>, <c>chineseCounting</c>, <c>bullet</c> …</summary>
    public string Format { get; init; } = "decimal";

    /// <summary>The pattern of the format <c>custom</c>.</summary>
    public string? CustomFormat { get; init; }

    /// <summary>The label's pattern, with <c>%1</c> to <c>%9</c> for the levels' numbers: <c>（%1）</c>.</summary>
    public string Text { get; init; } = "";

    /// <summary><c>w:lvlRestart</c>: null – any shallower level restarts it; 0 – none; n – the levels above the n-th (from 1), itself included.</summary>
    public int? RestartAfter { get; init; }

    /// <summary><c>w:isLgl</c>: the parents' numbers are shown in plain digits.</summary>
    public bool ShowsParentsInDigits { get; init; }

    public LabelSuffix Suffix { get; init; } = LabelSuffix.Tab;

    /// <summary>The paragraph style that owns the level, or null.</summary>
    public string? StyleId { get; init; }

    /// <summary>Whether the number is hidden text.</summary>
    public bool IsHidden { get; init; }

    /// <summary>Whether the number is a picture.</summary>
    public bool IsPicture { get; init; }

    /// <summary>The font of the label, which tells what a symbol means.</summary>
    public string? Font { get; init; }
}

/// <summary>A list as paragraphs name it (<c>w:num</c>): the levels with this list's own changes.</summary>
/// <param name="NumId">The id that paragraphs name.</param>
/// <param name="CounterKey">Lists with the same key count on together: the id of the <c>w:abstractNum</c> that the list names.</param>
/// <param name="Levels">Nine levels; null where the file defines none.</param>
/// <param name="StartOverrides">Where the list begins anew, by level; null where it goes on.</param>
internal sealed record ListDefinition(int NumId, int CounterKey, ListLevelDefinition?[] Levels, int?[] StartOverrides)
{
    /// <summary>The level that one of the styles owns, or null.</summary>
    public int? LevelOfStyle(IReadOnlyList<string> lineage)
    {
        foreach (string style in lineage)
            for (int level = 0; level < Levels.Length; level++)
                if (string.Equals(Levels[level]?.StyleId, style, StringComparison.Ordinal)) return level;
        return null;
    }
}

/// <summary>The lists of a document (<c>numbering.xml</c>). Definitions only; the counting is <see cref="ListCounters"/>' affair.</summary>
internal sealed class WordNumbering
{
    /// <summary>Levels of a list.</summary>
    public const int LevelCount = 9;

    private readonly Dictionary<int, AbstractList> _abstract = [];
    private readonly Dictionary<int, NumberedList> _lists = [];
    private readonly Dictionary<int, ListDefinition?> _resolved = [];
    private readonly WordStyles _styles;

    private WordNumbering(WordStyles styles) => _styles = styles;

    /// <summary>A document without lists.</summary>
    public static WordNumbering None(WordStyles styles) => new(styles);

    /// <summary>Reads <c>numbering.xml</c>.</summary>
    public static WordNumbering Read(XmlCursor xml, WordStyles styles)
    {
        var numbering = new WordNumbering(styles);
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            if (xml.Name == "abstractNum" && xml.Number("abstractNumId") is { } id) numbering._abstract.TryAdd(id, ReadAbstract(xml));
            else if (xml.Name == "num" && xml.Number("numId") is { } numId) numbering._lists.TryAdd(numId, ReadList(xml));
        }
        return numbering;
    }

    /// <summary>The list of that id; null when it, or what it points to, is not there.</summary>
    public ListDefinition? Find(int numId)
    {
        if (!_resolved.TryGetValue(numId, out var list)) _resolved[numId] = list = Resolve(numId);
        return list;
    }

    private ListDefinition? Resolve(int numId)
    {
        if (!_lists.TryGetValue(numId, out var list) || list.AbstractId is not { } key || LevelsOf(key) is not { } source) return null;
        var levels = (ListLevelDefinition?[])source.Clone();
        int?[] starts = new int?[LevelCount];
        foreach (var change in list.Overrides)
        {
            if (change.Level is not null) levels[change.Index] = change.Level;
            starts[change.Index] = change.Start ?? (change.Level is { StatesStart: true } level ? level.Start : null);
            if (starts[change.Index] is { } start && levels[change.Index] is { } changed)
                levels[change.Index] = changed with { Start = start };
        }
        return new ListDefinition(numId, key, levels, starts);
    }

    /// <summary>
    /// The levels of an abstract list. One that only names a numbering style has those of the list which that style points to, but counts
    /// for itself.
    /// </summary>
    private ListLevelDefinition?[]? LevelsOf(int abstractId)
    {
        // Each turn follows one link; a circle of links would come back to an id that was seen.
        var seen = new HashSet<int>();
        while (seen.Add(abstractId) && _abstract.TryGetValue(abstractId, out var definition))
        {
            if (definition.NumberingStyle is null || definition.HasLevels) return definition.Levels;
            if (_styles.NumIdOfNumberingStyle(definition.NumberingStyle) is { } numId
                && _lists.TryGetValue(numId, out var list) && list.AbstractId is { } next && next != abstractId)
                abstractId = next;
            else if (DefinitionOf(definition.NumberingStyle) is { } owner)
                abstractId = owner;
            else
                return null;
        }
        return null;
    }

    private int? DefinitionOf(string numberingStyle)
    {
        foreach (var (id, definition) in _abstract)
            if (string.Equals(definition.DefinesStyle, numberingStyle, StringComparison.Ordinal)) return id;
        return null;
    }

    private static AbstractList ReadAbstract(XmlCursor xml)
    {
        var list = new AbstractList();
        int next = 0;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "lvl":
                    // Some programs leave the level's number out: then its place counts.
                    int index = xml.Number("ilvl") ?? next;
                    next = index + 1;
                    var level = ReadLevel(xml);
                    if (index is >= 0 and < LevelCount)
                    {
                        list.Levels[index] ??= level;
                        list.HasLevels = true;
                    }
                    break;
                case "numStyleLink": list.NumberingStyle = xml.Attribute("val"); break;
                case "styleLink": list.DefinesStyle = xml.Attribute("val"); break;
            }
        }
        return list;
    }

    private static NumberedList ReadList(XmlCursor xml)
    {
        var list = new NumberedList();
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "abstractNumId") list.AbstractId = xml.Number("val");
            else if (xml.Name == "lvlOverride" && xml.Number("ilvl") is { } index && index is >= 0 and < LevelCount)
                list.Overrides.Add(ReadOverride(xml, index));
        }
        return list;
    }

    private static LevelOverride ReadOverride(XmlCursor xml, int index)
    {
        int? start = null;
        ListLevelDefinition? level = null;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "startOverride") start = xml.Number("val");
            else if (xml.Name == "lvl") level = ReadLevel(xml);
        }
        return new LevelOverride(index, start, level);
    }

    private static ListLevelDefinition ReadLevel(XmlCursor xml)
    {
        var level = new ListLevelDefinition();
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            level = xml.Name switch
            {
                "start" => level with { Start = xml.Number("val") ?? 1, StatesStart = true },
                "numFmt" => ReadFormat(xml, level),
                "lvlText" => level with { Text = xml.Attribute("val") ?? "" },
                "lvlRestart" => level with { RestartAfter = xml.Number("val") },
                "isLgl" => level with { ShowsParentsInDigits = xml.IsOn() },
                "pStyle" => level with { StyleId = xml.Attribute("val") },
                "lvlPicBulletId" => level with { IsPicture = true },
                "suff" => level with
                {
                    Suffix = xml.Attribute("val") switch { "space" => LabelSuffix.Space, "nothing" => LabelSuffix.Nothing, _ => LabelSuffix.Tab },
                },
                "rPr" => ReadFont(xml, level),
                "mc:AlternateContent" => ReadAlternateFormat(xml, level),
                _ => level,
            };
        }
        return level;
    }

    private static ListLevelDefinition ReadFormat(XmlCursor xml, ListLevelDefinition level) =>
        level with { Format = xml.Attribute("val") ?? "decimal", CustomFormat = xml.Attribute("format") };

    /// <summary>Word 2010 and later write a pattern such as <c>001</c> beside a fallback for older programs; the pattern is what is seen.</summary>
    private static ListLevelDefinition ReadAlternateFormat(XmlCursor xml, ListLevelDefinition level)
    {
        bool chosen = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (chosen || xml.Name is not ("mc:Choice" or "mc:Fallback")) continue;
            chosen = true;
            for (int inner = xml.Depth; xml.NextChild(inner);)
                if (xml.Name == "numFmt") level = ReadFormat(xml, level);
        }
        return level;
    }

    private static ListLevelDefinition ReadFont(XmlCursor xml, ListLevelDefinition level)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "vanish") level = level with { IsHidden = xml.IsOn() };
            else if (xml.Name == "rFonts") level = level with { Font = xml.Attribute("ascii") ?? xml.Attribute("hAnsi") };
        }
        return level;
    }

    private sealed class AbstractList
    {
        public ListLevelDefinition?[] Levels { get; } = new ListLevelDefinition?[LevelCount];
        public bool HasLevels { get; set; }
        public string? NumberingStyle { get; set; }
        public string? DefinesStyle { get; set; }
    }

    private sealed class NumberedList
    {
        public int? AbstractId { get; set; }
        public List<LevelOverride> Overrides { get; } = [];
    }

    private sealed record LevelOverride(int Index, int? Start, ListLevelDefinition? Level);
}
