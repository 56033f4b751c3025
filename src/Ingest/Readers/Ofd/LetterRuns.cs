using System.Text;
using PolicyIngest.Ingest.Readers.Pages;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Readers.Ofd;

/// <summary>Joins letters to words: those that follow each other on one base line without a gap, whichever object they stand in.</summary>
internal sealed class LetterRuns
{
    // In heights of a letter's box: the widest gap inside a word, how far letters may overlap, how far base lines may lie apart.
    private const double Gap = 0.12, Overlap = 0.5, SameLine = 0.12;

    // Letters printed twice at nearly one place, to look bold.
    private const double SamePlace = 0.1;

    private readonly List<PageWord> _letters = [];

    public void Add(IEnumerable<PageWord> letters) => _letters.AddRange(letters);

    /// <summary>The words; spaces part them and are none.</summary>
    public List<PageWord> ToWords()
    {
        var words = new List<PageWord>();
        foreach (var line in Lines())
        {
            line.Sort(static (a, b) => a.Left.CompareTo(b.Left));
            PageWord? last = null;
            var run = new List<PageWord>();
            foreach (var letter in line)
            {
                if (last is { } before && IsAgain(before, letter)) continue;
                if (string.IsNullOrWhiteSpace(letter.Text) || last is { } left && !GoesOn(left, letter)) End(run, words);
                last = letter;
                if (!string.IsNullOrWhiteSpace(letter.Text)) run.Add(letter);
            }
            End(run, words);
        }
        return words;
    }

    /// <summary>The letters by base line.</summary>
    private List<List<PageWord>> Lines()
    {
        var sorted = _letters.Where(letter => letter.Height > 0).ToList();
        sorted.Sort(static (a, b) => a.Bottom != b.Bottom ? a.Bottom.CompareTo(b.Bottom) : a.Left.CompareTo(b.Left));
        var lines = new List<List<PageWord>>();
        foreach (var letter in sorted)
        {
            if (lines.Count > 0 && letter.Bottom - lines[^1][0].Bottom <= SameLine * letter.Height) lines[^1].Add(letter);
            else lines.Add([letter]);
        }
        return lines;
    }

    private static bool GoesOn(PageWord left, PageWord right)
    {
        double gap = right.Left - left.Right, size = Math.Max(left.Height, right.Height);
        return gap <= Gap * size && gap >= -Overlap * size && Math.Abs(left.Height - right.Height) <= 0.25 * size;
    }

    private static bool IsAgain(PageWord before, PageWord letter) => before.Text == letter.Text
        && Math.Abs(before.Left - letter.Left) <= SamePlace * letter.Height && Math.Abs(before.Top - letter.Top) <= SamePlace * letter.Height;

    private static void End(List<PageWord> run, List<PageWord> words)
    {
        if (run.Count == 0) return;
        var text = new StringBuilder();
        foreach (var letter in run) text.Append(letter.Text);
        words.Add(new PageWord(CompatibilityForms.MakePlain(text.ToString()), run[0].Left, run.Min(letter => letter.Top), Math.Max(run[0].Left, run.Max(letter => letter.Right)), run.Max(letter => letter.Bottom)));
        run.Clear();
    }
}
