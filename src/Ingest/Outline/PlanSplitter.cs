using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Outline;

/// <summary>Where a plan stands in the lines of a document.</summary>
/// <param name="TitleLines">First and one past the last line of its title; empty where it has none.</param>
/// <param name="Body">First and one past the last line of its text, title left out.</param>
/// <param name="Front">First and one past the last line of what stands before the title: the covering notice and page head.</param>
internal sealed record PlanRange(Range TitleLines, Range Body, Range Front);

/// <summary>
/// Compound files into plans. A plan begins where a numbering starts again at 一、 or 第一章 behind a title; the covering notice (…的通知) before it is no plan,
/// unless it has a numbering of its own. What is a title is told by where it stands and how it looks, its last word is the least of the evidence.
/// </summary>
internal static partial class PlanSplitter
{
    private const int LongestTitle = 130;
    private const int MostTitleLines = 6;

    /// <summary>Least evidence for the title of a further plan, and of the document's first.</summary>
    private const int LeastEvidence = 3, LeastFirstEvidence = 1;

    /// <summary>Finds the plans of a document, in order.</summary>
    public static List<PlanRange> Split(OutlineSource source)
    {
        var lines = source.Lines;
        var starts = new List<(Range Title, int Restart)>();
        int from = 0;
        var opener = OpeningStyle(lines);
        for (int i = 0; i < lines.Count; i++)
        {
            if (lines[i].Label is { Value: 1 } label && (label.Style == opener || label.Style is NumberStyle.Chapter or NumberStyle.Part or NumberStyle.HanComma))
            {
                // Between a title and the first number stands nothing but the preamble.
                bool first = starts.Count == 0;
                var title = FindTitle(source, from, i, first);
                // （一）… above the first 一、: the title stands before the first number of any style.
                if (first && title is null && from > 0) title = FindTitle(source, 0, FirstNumber(lines), first);
                if (first) starts.Add((title ?? (0..0), i));
                else if (title is { } found) starts.Add((found, i));
            }
            if (lines[i].Table is not null || lines[i].Label is not null) from = i + 1;
        }
        if (starts.Count == 0) return WithoutNumbers(source);
        return [.. Ranges(source, starts)];
    }

    private static int FirstNumber(IReadOnlyList<OutlineLine> lines)
    {
        int i = 0;
        while (i < lines.Count && lines[i].Label is null && lines[i].Table is null) i++;
        return i;
    }

    private static IEnumerable<PlanRange> Ranges(OutlineSource source, List<(Range Title, int Restart)> starts)
    {
        int front = 0;
        for (int k = 0; k < starts.Count; k++)
        {
            var (title, restart) = starts[k];
            bool titled = title.End.Value > title.Start.Value;
            int body = titled ? title.End.Value : k == 0 ? 0 : restart;
            int end = k + 1 < starts.Count ? BeforeTitle(source, starts[k + 1].Title.Start.Value) : source.Lines.Count;
            yield return new PlanRange(title, body..end, front..(titled ? title.Start.Value : body));
            front = end;
        }
    }

    /// <summary>The style whose first number opens a plan: chapters where there are any, else the outermost style in use.</summary>
    private static NumberStyle OpeningStyle(IReadOnlyList<OutlineLine> lines)
    {
        var seen = lines.Where(line => line.Label is { Value: 1 }).Select(line => line.Label!.Value.Style).ToHashSet();
        NumberStyle[] order = [NumberStyle.HanComma, NumberStyle.Chapter, NumberStyle.Part, NumberStyle.Section, NumberStyle.HanParen, NumberStyle.Arabic, NumberStyle.ArabicDotted, NumberStyle.Article, NumberStyle.Roman];
        return order.FirstOrDefault(seen.Contains, NumberStyle.None);
    }

    /// <summary>The likeliest title between two places, its lines put together; null where there is none.</summary>
    private static Range? FindTitle(OutlineSource source, int from, int to, bool first)
    {
        Range? best = null;
        int most = int.MinValue;
        for (int end = to; end > from; end--)
        {
            if (!IsTitleLine(source, end - 1)) continue;
            int start = end - 1, length = source.Lines[start].Span.Length;
            while (start > from && end - start < MostTitleLines && IsTitleLine(source, start - 1) && length + source.Lines[start - 1].Span.Length <= LongestTitle && BelongTogether(source, start))
                length += source.Lines[--start].Span.Length;
            int run = start;
            start = DropIssuer(source, start, end);
            if (start < end)
            {
                int evidence = Evidence(source, start..end, from);
                if (evidence > most) (best, most) = (start..end, evidence);
            }
            end = run + 1;
        }
        return best is not null && most >= (first ? LeastFirstEvidence : LeastEvidence) ? best : null;
    }

    /// <summary>How much speaks for lines as a title.</summary>
    private static int Evidence(OutlineSource source, Range title, int from)
    {
        string words = Joined(source, title);
        if (words.Length < 5 || LineKinds.IsGenericHeading(words) || Unbalanced(words)) return int.MinValue;
        int first = title.Start.Value, evidence = 0;
        if (LineKinds.EndsLikeTitle(words)) evidence += 3;
        if (LineKinds.EndsLikeNotice(words)) evidence -= 3; // 关于印发…的通知: only issues what follows
        if (PlaceOrYear().IsMatch(words)) evidence++;
        if (words.Length >= 9) evidence++;
        for (int i = first; i < title.End.Value; i++)
            if (source.Lines[i].IsSetApart) { evidence += 2; break; }
        bool annex = first > 0 && LineKinds.IsAnnex(source.TextOf(first - 1), out _, out string rest) && rest.Length == 0;
        if (annex) evidence += 2;
        else if (first == 0) evidence++;
        else if (first == from || !EndsText(source, first - 1)) evidence--; // the line above goes on, or is a number's
        if (words[^1] is '等' or '的' or '和' or '与' or '及' or '或' or ':') evidence -= 3;
        return evidence;
    }

    // 某市, 某县, 2024年, 十四五, 关于
    [GeneratedRegex("[省市县区州盟旗镇乡]|20\\d\\d年?|十[二三四五六]五|^关于|全国|国家")]
    private static partial Regex PlaceOrYear();

    private static bool Unbalanced(string words) =>
        words.Count(c => c == '《') != words.Count(c => c == '》') || words.Count(c => c == '“') != words.Count(c => c == '”');

    /// <summary>Whether a line ends as a sentence, signature, address or date does.</summary>
    private static bool EndsText(OutlineSource source, int index) =>
        source.TextOf(index) is var line && (line.Length == 0 || line[^1] is '。' or ')' or ':' or ';' or '》' or '”' || LineKinds.IsDate(line) || LineKinds.IsDocNumber(line) || LineKinds.IsClosing(line) || source.Organs.IsIssuer(line) || LineKinds.IsFrontHeading(line));

    /// <summary>Whether a line of a title goes on in the next: both or neither set apart by the format, and the upper is no title by itself.</summary>
    private static bool BelongTogether(OutlineSource source, int lower)
    {
        var (upper, next) = (source.Lines[lower - 1], source.Lines[lower]);
        if (upper.IsSetApart != next.IsSetApart) return false;
        var text = source.TextOf(lower - 1);
        return !(LineKinds.EndsLikeTitle(text) && text.IndexOf("关于") >= 0 && text.IndexOf('《') < 0 && source.TextOf(lower) is var below && !(below.Length > 0 && below[0] == '(') && below.Length > 12);
    }

    private static bool IsTitleLine(OutlineSource source, int index)
    {
        var line = source.Lines[index];
        if (line.Table is not null) return false;
        var text = source.At(line.Span);
        // 2024年某市…: digits, no number of an item.
        if (line.Label is { } label && !(label.Style is NumberStyle.Arabic && text.Length > 4 && char.IsAsciiDigit(text[0]) && text[..4].IndexOfAny(".、") < 0)) return false;
        if (LineKinds.IsFrontHeading(text) || LineKinds.IsAside(text)) return false;
        // （2018年9月6日某某委员会 / 第二次会议通过）: an aside over two lines.
        if (text.Length > 8 && text[0] == '(' && text.IndexOf(')') < 0) return false;
        if (text.Length > 8 && text[^1] == ')' && text.IndexOf('(') < 0 && index > 0 && source.TextOf(index - 1) is ['(', ..]) return false;
        return LineKinds.CanBeTitle(text) && !LineKinds.IsAnnex(text, out _, out _);
    }

    /// <summary>Leaves out the issuing organ above a title of its own (<c>某市人民政府办公室</c> above <c>某市…方案</c>).</summary>
    private static int DropIssuer(OutlineSource source, int start, int end)
    {
        while (start < end)
        {
            var line = source.TextOf(start);
            var next = start + 1 < end ? source.TextOf(start + 1) : default;
            bool organ = source.Organs.IsIssuer(line) && !next.StartsWith("关于") && !next.StartsWith("印发") && !next.StartsWith("转发") && !next.StartsWith("批转");
            if (!organ && !(line.EndsWith("文件") && line.IndexOf("关于") < 0)) return start;
            start++;
        }
        return start;
    }

    /// <summary>A title's lines, folded, put together without white space.</summary>
    internal static string Joined(OutlineSource source, Range lines)
    {
        var joined = new StringBuilder();
        for (int i = lines.Start.Value; i < lines.End.Value; i++)
            foreach (char c in source.At(source.Lines[i].Span))
                if (!char.IsWhiteSpace(c)) joined.Append(c);
        return joined.ToString();
    }

    /// <summary>An annex's label just before the next plan's title belongs to that plan.</summary>
    private static int BeforeTitle(OutlineSource source, int title)
    {
        int end = title;
        while (end > 0 && source.Lines[end - 1].Table is null && source.Lines[end - 1].Span.Length <= 12
            && LineKinds.IsAnnex(source.TextOf(end - 1), out _, out string rest) && rest.Length == 0) end--;
        return end;
    }

    /// <summary>A document that has tables but no numbered text is one plan, titled by the line above its first table.</summary>
    private static List<PlanRange> WithoutNumbers(OutlineSource source)
    {
        var lines = source.Lines;
        int table = 0;
        while (table < lines.Count && lines[table].Table is null) table++;
        if (table == lines.Count) return [];
        var title = FindTitle(source, 0, table, first: true) ?? (0..0);
        return [new PlanRange(title, title.End.Value..lines.Count, 0..title.Start.Value)];
    }
}
