using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>
/// The time words of a running text with the words around each. Dates that stand side by side share what surrounds the list:
/// the end of the last one (2021年5月、9月底前) and the 到 of the first (到2022年和2025年).
/// </summary>
internal sealed class MentionsInText
{
    /// <summary>How many characters before and after a date are looked at.</summary>
    public const int Window = 100;

    private readonly (TimeTail Tail, int Length)[] tails;
    private readonly DateEdge[] edges;
    private readonly bool[] untils;
    private readonly int[] listStarts;
    private readonly int[] listEnds;

    private readonly TextSpan passage;

    /// <summary>Looks at the time words of a passage.</summary>
    public MentionsInText(TextAnnotations annotations, TextSpan passage)
    {
        Text = annotations.Folded;
        this.passage = passage;
        All = [.. annotations.Times.Within(passage)];
        tails = new (TimeTail, int)[All.Count];
        edges = new DateEdge[All.Count];
        untils = new bool[All.Count];
        listStarts = new int[All.Count];
        listEnds = new int[All.Count];
        for (int i = All.Count - 1; i >= 0; i--) ReadAfter(i);
        for (int i = 0; i < All.Count; i++)
        {
            bool listed = IsListed(i - 1);
            listStarts[i] = listed ? listStarts[i - 1] : i;
            untils[i] = TimeWords.EndsWithUntil(Before(i)) || (listed && untils[i - 1]);
        }
    }

    /// <summary>The document's folded text.</summary>
    public string Text { get; }

    /// <summary>The passage's time words, in order.</summary>
    public List<TimeMention> All { get; }

    /// <summary>What follows a date, and how many characters that takes.</summary>
    public (TimeTail Tail, int Length) Tail(int i) => tails[i];

    /// <summary>Which part of its month or year the date means.</summary>
    public DateEdge Edge(int i) => edges[i];

    /// <summary>Whether 到, 至 or 截至 stands before the date or its list.</summary>
    public bool IsUntil(int i) => untils[i];

    /// <summary>The passage after a date.</summary>
    public ReadOnlySpan<char> After(int i) => Text.AsSpan(All[i].End, Math.Min(Window, passage.End - All[i].End));

    /// <summary>The passage before a date.</summary>
    public ReadOnlySpan<char> Before(int i) => Text.AsSpan()[Math.Max(passage.Start, All[i].Start - Window)..All[i].Start];

    /// <summary>The text after the list in which a date stands.</summary>
    public ReadOnlySpan<char> AfterList(int i) => After(listEnds[i]);

    /// <summary>Where the list ends in which a date stands.</summary>
    public int EndOfList(int i) => All[listEnds[i]].End;

    /// <summary>The text before the list in which a date stands.</summary>
    public ReadOnlySpan<char> BeforeList(int i) => Before(listStarts[i]);

    /// <summary>The date's clause before it.</summary>
    public ReadOnlySpan<char> ClauseBefore(int i)
    {
        var before = Before(i);
        return before[(before.LastIndexOfAny(",。;:\n") + 1)..];
    }

    private void ReadAfter(int i)
    {
        bool listed = IsListed(i);
        listEnds[i] = listed ? listEnds[i + 1] : i;
        tails[i] = TimeWords.TailOf(After(i));
        edges[i] = All[i].Date.Edge;
        if (!listed) return;
        if (tails[i].Tail == TimeTail.None) tails[i] = (tails[i + 1].Tail, 0);
        var (date, next) = (All[i].Date, All[i + 1].Date);
        bool alike = date.IsBareYear ? next.Month is null : date.Day is null;
        if (edges[i] == DateEdge.None && alike) edges[i] = edges[i + 1];
    }

    /// <summary>Whether a date and the next one stand side by side in a list: 2022年、2025年.</summary>
    private bool IsListed(int i) =>
        i >= 0 && i + 1 < All.Count && All[i].IsDate && All[i + 1].IsDate
        && All[i + 1].Start == All[i].End + 1 && Text[All[i].End] is '、' or '和' or '及' or '与';
}
