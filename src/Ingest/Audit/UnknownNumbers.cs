using System.Globalization;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>Paragraphs that begin with a number in a style that the outline does not know (甲、, 〈1〉, 任务1：), known by its rising from one to the next.</summary>
internal static partial class UnknownNumbers
{
    private const int LeastItems = 3;

    private const string Stems = "甲乙丙丁戊己庚辛壬癸", Formal = "壹贰叁肆伍陆柒捌玖拾";

    // What numbers boxes, annexes and pictures, and no items; what is counted, and no number.
    private const string NoItems = "附图表栏注页", Counted = "年月日时个";

    // The signs or short word before the number, the number, and what stands behind it.
    [GeneratedRegex(@"^(?<before>[^\d\s。,;:、一二三四五六七八九十]{0,4}?)(?:(?<arabic>\d{1,2})(?!\d)|(?<han>[一二三四五六七八九十]{1,3})(?=\W)|(?<stem>[甲乙丙丁戊己庚辛壬癸])(?=\W)|(?<formal>[壹贰叁肆伍陆柒捌玖拾]{1,2})(?=\W)|(?<letter>[a-zA-Z])(?=\W))(?<behind>.)(?!\s*\d)", RegexOptions.CultureInvariant)]
    private static partial Regex Start();

    // What guides and lists of cases number.
    private static readonly string[] NoTasks = ["步骤", "方法", "方式", "问题", "案例", "场景", "应用", "条件", "情形", "示例"];

    private readonly record struct Label(int Block, TextSpan Span, string Style, int Value);

    /// <summary>One for each such paragraph, with what hangs on it up to the next number.</summary>
    public static IEnumerable<Finding> Paragraphs(AuditContext context)
    {
        var blocks = context.Extraction.Document.Blocks;
        var labels = new List<Label>();
        for (int i = 0; i < blocks.Length; i++)
            if (blocks[i] is ParagraphBlock { Role: BlockRole.Body } block && Read(context.Folded, block.Span.Trimmed(context.Folded)) is { } read) labels.Add(new Label(i, read.Span, read.Style, read.Value));
        // Steps of a guide and lines of a standard's lists are no items.
        labels.RemoveAll(label => context.PlanAt(label.Span.Start) is { } plan && PlanKinds.OnlyAssigned(context.Extraction.Plans[plan].Kind));
        var found = labels.GroupBy(label => label.Style, StringComparer.Ordinal).Where(group => Rises([.. group.Select(label => label.Value)])).SelectMany(group => group).OrderBy(label => label.Block);
        foreach (var label in found)
        {
            int last = label.Block;
            while (last + 1 < blocks.Length && blocks[last + 1] is ParagraphBlock { Role: BlockRole.Body } next && !labels.Exists(other => other.Block == next.Index)
                && OutlineNumbering.Recognise(next.Span.Trimmed(context.Folded).In(context.Folded)) is null) last++;
            yield return new Finding(FindingCode.UnknownNumber, new TextSpan(label.Span.Start, blocks[last].Span.End), context.PlanAt(label.Span.Start));
        }
    }

    private static (TextSpan Span, string Style, int Value)? Read(string folded, TextSpan paragraph)
    {
        var text = paragraph.In(folded)[..Math.Min(16, paragraph.Length)];
        if (OutlineNumbering.Recognise(paragraph.In(folded)) is not null) return null;
        var match = Start().Match(text.ToString());
        if (!match.Success) return null;
        string before = match.Groups["before"].Value, behind = match.Groups["behind"].Value;
        bool plain = before.Length == 0;
        if (before.Any(c => NoItems.Contains(c, StringComparison.Ordinal)) || NoTasks.Any(word => before.EndsWith(word, StringComparison.Ordinal)) || IsReference(before, text) || plain && (match.Groups["han"].Success || Counted.Contains(behind, StringComparison.Ordinal))) return null;
        var (kind, value) = Value(match);
        // T1简化…: behind a sign the words begin at once.
        string style = $"{before}#{kind}{(plain || !char.IsLetter(behind[0]) ? behind : "")}";
        return value == 0 ? null : (new TextSpan(paragraph.Start, paragraph.Start + match.Length), style, value);
    }

    /// <summary>[1] Author. Title: a list of works referred to.</summary>
    private static bool IsReference(string before, ReadOnlySpan<char> text) => before == "[" && text.IndexOf(']') is > 0 and var close && text[(close + 1)..].TrimStart() is var rest && !rest.IsEmpty && (char.IsAsciiLetter(rest[0]) || rest.Length < text.Length - close - 1);

    private static (string Kind, int Value) Value(Match match)
    {
        if (match.Groups["arabic"] is { Success: true } arabic) return ("arabic", int.Parse(arabic.ValueSpan, CultureInfo.InvariantCulture));
        if (match.Groups["han"] is { Success: true } han) return ("han", OutlineNumbering.HanValue(han.ValueSpan));
        if (match.Groups["stem"] is { Success: true } stem) return ("stem", Stems.IndexOf(stem.Value, StringComparison.Ordinal) + 1);
        if (match.Groups["formal"] is { Success: true } formal) return ("formal", (formal.Length > 1 ? 10 : 0) + Formal.IndexOf(formal.Value[^1], StringComparison.Ordinal) + 1);
        return ("letter", (match.Groups["letter"].Value[0] | 0x20) - 'a' + 1);
    }

    /// <summary>Whether most numbers follow each other or begin anew at one.</summary>
    private static bool Rises(List<int> values)
    {
        int follows = 0, begins = 0;
        for (int i = 1; i < values.Count; i++)
        {
            if (values[i] == values[i - 1] + 1) follows++;
            else if (values[i] == 1) begins++;
        }
        return values.Count >= LeastItems && follows >= LeastItems - 1 && (follows + begins) * 3 >= (values.Count - 1) * 2;
    }
}
