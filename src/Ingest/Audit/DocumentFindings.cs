using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>Findings about the document as a whole.</summary>
internal static class DocumentFindings
{
    // Fewer numbered lines outside plans are a letter's points or what a site puts round a page.
    private const int LeastItems = 3;

    // Shares of a document's characters.
    private const double MostUnreadable = 0.005, MostUnread = 0.6;

    private const int LeastUnreadable = 5;

    /// <summary>Shorter texts say little by their shares, in code points.</summary>
    private const int LeastJudged = 1000;

    /// <summary>A document from which nothing was taken though it looks like a plan. Laws give no plan, and reports, rule-books and the like no task but what they hand out.</summary>
    public static IEnumerable<Finding> NothingFound(AuditContext context)
    {
        var plans = context.Extraction.Plans;
        if (plans.Any(plan => plan.Tasks.Length > 0)) yield break;
        int items = plans.IsEmpty ? NumberedLines(context).Count() : plans.Where(plan => !PlanKinds.OnlyAssigned(plan.Kind)).Sum(plan => plan.Nodes.Length);
        bool asked = plans.IsEmpty || plans.Any(plan => !PlanKinds.OnlyAssigned(plan.Kind));
        if (items >= LeastItems || context.HasClauses && asked) yield return new Finding(plans.IsEmpty ? FindingCode.NoPlan : FindingCode.NoTask, null, null);
    }

    /// <summary>Characters that stand for others: U+FFFD, those for private use, and what GBK makes of U+FFFD (锟斤拷).</summary>
    public static IEnumerable<Finding> GarbledText(AuditContext context)
    {
        string text = context.Text;
        int unreadable = 0, first = -1;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('\uFFFD' or (>= '\uE000' and <= '\uF8FF') or '锟')) continue;
            if (first < 0) first = i;
            unreadable++;
        }
        if (unreadable >= LeastUnreadable && unreadable > MostUnreadable * text.Length)
            yield return new Finding(FindingCode.GarbledText, new TextSpan(first, first + 1), context.PlanAt(first));
    }

    /// <summary>What text recognition was not sure of when the document was read.</summary>
    public static IEnumerable<Finding> UnsureCharacters(AuditContext context)
    {
        foreach (var note in context.Extraction.Document.Diagnostics)
            if (note.Code == FindingCode.UnsureCharacters.Name && note.Span is { } span) yield return new Finding(FindingCode.UnsureCharacters, span, context.PlanAt(span.Start));
    }

    /// <summary>Where plans were found, numbered lines that stand in none of them; a letter that sends the plan along has a few.</summary>
    public static IEnumerable<Finding> NumberedOutside(AuditContext context)
    {
        if (context.Extraction.Plans.IsEmpty) yield break;
        var outside = NumberedLines(context).Where(line => context.PlanAt(line.Start) is null).ToList();
        if (outside.Count >= LeastItems) yield return new Finding(FindingCode.NumberedOutside, outside[0], null);
    }

    /// <summary>A plan's document of whose running text most is neither task nor heading nor fact.</summary>
    public static IEnumerable<Finding> LowCoverage(AuditContext context)
    {
        if (context.Extraction.Plans.All(plan => plan.Tasks.IsEmpty)) yield break;
        var coverage = Coverage.Of(context.Extraction);
        int read = coverage.Characters - coverage.SetApart;
        if (read >= LeastJudged && coverage.Unread > MostUnread * read) yield return new Finding(FindingCode.LowCoverage, null, null);
    }

    /// <summary>The body's paragraphs that begin with a number, those of laws left out.</summary>
    private static IEnumerable<TextSpan> NumberedLines(AuditContext context)
    {
        foreach (var block in context.Extraction.Document.Blocks)
            if (block is ParagraphBlock { Role: BlockRole.Body } && OutlineNumbering.Recognise(block.Span.In(context.Folded)) is not null && !context.Extraction.Laws.Any(law => law.Contains(block.Span))) yield return block.Span;
    }
}
