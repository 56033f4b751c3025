using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Readers;

/// <summary>
/// Puts back the paragraphs of a text that was cut into lines of equal width, as PDF converters and old editors do: a line that
/// fills the width goes on in the next one, unless that opens with a number or an indent of its own.
/// </summary>
internal static class WrappedText
{
    private const int NarrowestLine = 18;
    private const int WidestLine = 60;

    // No paragraph goes on longer; joining without an end would take time that grows with the square of the text.
    private const int LongestParagraph = 20_000;

    /// <summary>Least share of the text's lines that must fill the width without ending a sentence.</summary>
    private const double LeastShare = 0.3;

    /// <summary>How wide a text's lines are.</summary>
    /// <param name="Columns">Their common width.</param>
    /// <param name="ByCharacter">Whether each character counts as one, as programs cut, not two Latin ones, as editors do.</param>
    public readonly record struct Measure(int Columns, bool ByCharacter)
    {
        /// <summary>A line's width in this measure, at most <see cref="WidestLine"/>.</summary>
        public int Of(string line)
        {
            var text = line.AsSpan().TrimEnd();
            if (ByCharacter) return Math.Min(WidestLine, text.Length);
            int halves = 0;
            foreach (char c in text) halves += c < '\u0080' ? 1 : 2;
            return Math.Min(WidestLine, (halves + 1) / 2);
        }
    }

    /// <summary>The lines' common width; null where the text is not cut. A program that counts characters leaves lines of one length, an editor does not.</summary>
    public static Measure? FindWidth(IReadOnlyList<string> lines)
    {
        var counted = FindWidth(lines, byCharacter: true);
        return counted.Exact ? counted.Width : FindWidth(lines, byCharacter: false).Width;
    }

    private static (Measure? Width, bool Exact) FindWidth(IReadOnlyList<string> lines, bool byCharacter)
    {
        var counts = new int[WidestLine + 1];
        int all = 0, cut = 0;
        var measure = new Measure(0, byCharacter);
        foreach (string line in lines)
        {
            var text = line.AsSpan().Trim();
            if (text.IsEmpty || line.StartsWith('\t')) continue;
            all++;
            if (text.Length > WidestLine || text.Length < NarrowestLine || EndsSentence(text)) continue;
            counts[measure.Of(line)]++;
            cut++;
        }
        if (all < 12 || cut < all * LeastShare) return (null, false);
        // Widths differ by a character or two where digits and Latin letters stand closer.
        int best = 0, most = 0;
        for (int width = NarrowestLine; width <= WidestLine; width++)
        {
            int near = counts[width] + counts[width - 1] + (width < WidestLine ? counts[width + 1] : 0);
            if (near > most) (best, most) = (width, near);
        }
        return (most >= cut * 0.6 ? measure with { Columns = best } : null, counts.Max() >= cut * 0.9);
    }

    /// <summary>Joins cut lines; a page number between two of them becomes a line of its own behind the paragraph.</summary>
    public static List<string> Join(IReadOnlyList<string> lines, Measure width)
    {
        var joined = new List<string>(lines.Count);
        bool open = false;
        var pending = new List<string>();
        bool indents = IndentsParagraphs(lines, width);
        foreach (string line in lines)
        {
            var text = line.AsSpan().Trim();
            if (text.IsEmpty && open || IsPageNumber(text))
            {
                if (!text.IsEmpty) pending.Add(line);
                continue;
            }
            bool goesOn = open && joined[^1].Length < LongestParagraph && !line.StartsWith('\t') && !(indents ? IsIndented(line) : StartsOwn(line, text));
            if (goesOn) joined[^1] += Glue(joined[^1], text) + text.ToString();
            else
            {
                joined.AddRange(pending);
                pending.Clear();
                joined.Add(line);
            }
            open = !line.StartsWith('\t') && width.Of(line) >= width.Columns - 2 && !(EndsSentence(text) && width.Of(line) < width.Columns) && !text.EndsWith("：");
        }
        joined.AddRange(pending);
        return joined;
    }

    /// <summary>Whether nearly every line behind one that does not fill the width is indented, so that 2021年… or 3.5亿元… on a line without indent opens no paragraph.</summary>
    private static bool IndentsParagraphs(IReadOnlyList<string> lines, Measure width)
    {
        int opening = 0, indented = 0;
        string before = "";
        foreach (string line in lines)
        {
            if (line.AsSpan().Trim().IsEmpty || line.StartsWith('\t')) continue;
            if (before.Length > 0 && width.Of(before) < width.Columns - 2)
            {
                opening++;
                if (IsIndented(line)) indented++;
            }
            before = line;
        }
        return opening >= 12 && indented >= opening * 0.95;
    }

    private static bool IsIndented(string line) => line.Length > 2 && line[0] is '\u3000' && line[1] is '\u3000' || line.StartsWith("    ", StringComparison.Ordinal);

    private static bool StartsOwn(string line, ReadOnlySpan<char> text)
    {
        string folded = CharFold.Fold(text[..Math.Min(text.Length, 40)].ToString());
        return IsIndented(line) || OutlineNumbering.Recognise(folded) is not null || folded.StartsWith("附件", StringComparison.Ordinal) || folded.StartsWith("--", StringComparison.Ordinal);
    }

    /// <summary>A space belongs between two Latin words only.</summary>
    private static string Glue(string before, ReadOnlySpan<char> next) =>
        before.Length > 0 && char.IsAsciiLetter(before.TrimEnd()[^1]) && !next.IsEmpty && char.IsAsciiLetter(next[0]) ? " " : "";

    private static bool EndsSentence(ReadOnlySpan<char> text) => text[^1] is '。' or '；' or '：' or '！' or '？' or '”' or '）';

    /// <summary>Whether a line is a page number and nothing else: 3, — 3 —, 第3页, 第 3 页 共 12 页.</summary>
    public static bool IsPageNumber(ReadOnlySpan<char> text)
    {
        var bare = text.Trim("-— –－");
        if (bare.Length < 16 && bare.StartsWith("第") && bare.EndsWith("页")) bare = bare[1..bare.IndexOf('页')].Trim();
        return bare.Length is > 0 and <= 3 && bare.IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
