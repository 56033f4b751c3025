using System.Text;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Counts the numbered paragraphs of one story (the body, the footnotes, a text box …) and writes their labels. Word counts each story
/// for itself; inside one, table cells and running text count on together.
/// </summary>
/// <remarks>
/// The counters belong to the abstract list, so two lists that point to the same one continue each other. A list that states a start of
/// its own takes it once, at its first paragraph of that level.
/// </remarks>
internal sealed class ListCounters
{
    private const int MaxLabelLength = 256;

    private readonly Dictionary<int, Counter[]> _counters = [];
    private readonly HashSet<(int NumId, int Level)> _startedAnew = [];

    /// <summary>Counts a paragraph and gives its label with what follows it; empty when nothing is shown.</summary>
    /// <param name="list">The paragraph's list.</param>
    /// <param name="level">Its level, from 0 to 8.</param>
    public string Next(ListDefinition list, int level)
    {
        if (list.Levels[level] is not { } definition) return "";
        if (!_counters.TryGetValue(list.CounterKey, out var counters))
            _counters[list.CounterKey] = counters = new Counter[WordNumbering.LevelCount];
        Count(list, level, counters);
        if (definition.IsHidden) return "";
        string label = definition.IsPicture ? "•" : Write(list, level, definition, counters);
        if (label.Length == 0) return "";
        return definition.Suffix == LabelSuffix.Nothing ? label : label + " ";
    }

    private void Count(ListDefinition list, int level, Counter[] counters)
    {
        // A sub-item before any item, （一） before 一、: the missing parents count as present.
        if (!counters[level].WasMet)
            for (int parent = level - 1; parent >= 0 && !counters[parent].WasMet; parent--)
                counters[parent] = new Counter(StartOf(list, parent), WasMet: true, IsReset: false);

        var counter = counters[level];
        int value;
        if (list.StartOverrides[level] is { } start && _startedAnew.Add((list.NumId, level))) value = start;
        else if (!counter.WasMet || counter.IsReset) value = StartOf(list, level);
        else value = counter.Value == int.MaxValue ? int.MaxValue : counter.Value + 1;
        counters[level] = new Counter(value, WasMet: true, IsReset: false);

        for (int deeper = level + 1; deeper < counters.Length; deeper++)
            if (list.Levels[deeper] is { } definition && RestartsAfter(definition, level))
                counters[deeper].IsReset = true;
    }

    private static bool RestartsAfter(ListLevelDefinition deeper, int level) => deeper.RestartAfter is not { } limit || level < limit;

    private static int StartOf(ListDefinition list, int level) => list.Levels[level]?.Start ?? 1;

    private static string Write(ListDefinition list, int level, ListLevelDefinition definition, Counter[] counters)
    {
        var label = new StringBuilder();
        string text = definition.Text;
        bool showsNumber = false;
        for (int i = 0; i < text.Length && label.Length < MaxLabelLength; i++)
        {
            if (text[i] != '%' || i + 1 >= text.Length || text[i + 1] is < '1' or > '9')
            {
                label.Append(SymbolFonts.Plain(text[i], definition.Font));
                continue;
            }
            int shown = text[++i] - '1';
            // A level shows its own number and its parents'; deeper ones have none yet.
            if (shown > level || list.Levels[shown] is not { } source) continue;
            int number = counters[shown].WasMet && !counters[shown].IsReset ? counters[shown].Value : source.Start;
            bool inDigits = definition.ShowsParentsInDigits && shown < level && source.Format != "none";
            string written = inDigits ? NumberFormats.Write(number, "decimal") : NumberFormats.Write(number, source.Format, source.CustomFormat);
            showsNumber |= written.Length > 0;
            label.Append(written);
        }
        // Without a number only words count as a label (注：); a lone 、 that was to follow the number is none.
        string result = label.ToString();
        return showsNumber || definition.Format == "bullet" || result.Any(char.IsLetterOrDigit) ? result : "";
    }

    private record struct Counter(int Value, bool WasMet, bool IsReset);
}
