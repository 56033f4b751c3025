using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Readers.Pdf.Drawing;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>Tells struck-out text: a line runs through the middle of its letters, and begins and ends where they do.</summary>
internal static class StruckText
{
    // How high above the baseline such a line stands, in ems.
    private const double Lowest = 0.15;
    private const double Highest = 0.5;

    // How far the line may end beside the letters, in ems.
    private const double Beside = 0.35;

    // So many lines are looked at for a page's letters; with more it is a drawing, in which none is struck.
    private const int MostLooks = 50_000_000;

    /// <summary>Parts letters into those without a line through them and those with one.</summary>
    public static (List<DrawnLetter> Kept, List<DrawnLetter> Struck) Part(List<DrawnLetter> letters, List<PageRule> rules)
    {
        var lines = rules.FindAll(rule => rule.IsHorizontal);
        if (lines.Count == 0) return (letters, []);
        lines.Sort(static (a, b) => a.At.CompareTo(b.At));
        int looks = 0;
        var lineOf = new int[letters.Count];
        var reach = new (double From, double To)[lines.Count];
        Array.Fill(reach, (double.MaxValue, double.MinValue));
        for (int i = 0; i < letters.Count; i++)
        {
            lineOf[i] = LineThrough(letters[i], lines, ref looks);
            if (looks > MostLooks) return (letters, []);
            if (lineOf[i] < 0 || string.IsNullOrWhiteSpace(letters[i].Text)) continue;
            ref var of = ref reach[lineOf[i]];
            of = (Math.Min(of.From, letters[i].X), Math.Max(of.To, letters[i].X + letters[i].AdvanceX));
        }
        var (kept, struck) = (new List<DrawnLetter>(letters.Count), new List<DrawnLetter>());
        for (int i = 0; i < letters.Count; i++)
        {
            // A table's line that a crooked text touches goes on beyond it.
            bool isStruck = lineOf[i] >= 0 && lines[lineOf[i]].From > reach[lineOf[i]].From - Beside * letters[i].Em && lines[lineOf[i]].To < reach[lineOf[i]].To + Beside * letters[i].Em;
            (isStruck ? struck : kept).Add(letters[i]);
        }
        return struck.Count == 0 ? (letters, struck) : (kept, struck);
    }

    private static int LineThrough(DrawnLetter letter, List<PageRule> lines, ref int looks)
    {
        double width = letter.AdvanceX;
        if (width <= 0 || Math.Abs(letter.AdvanceY) > 0.01 * width) return -1;
        int low = 0, high = lines.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (lines[middle].At < letter.Y - Highest * letter.Em) low = middle + 1;
            else high = middle;
        }
        double slack = 0.25 * letter.Em;
        for (; low < lines.Count && lines[low].At < letter.Y - Lowest * letter.Em; low++)
        {
            looks++;
            if (lines[low].From < letter.X + slack && lines[low].To > letter.X + width - slack) return low;
        }
        return -1;
    }
}
