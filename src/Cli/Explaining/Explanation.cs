using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Rules.Catalogue;
using PolicyIngest.Ingest.Rules.Tracing;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Explaining;

/// <summary>Tells for passages of a document what was made of them: their role, their place in the outline, which rules won, and what was passed over and why.</summary>
internal sealed class Explanation(TextWriter output, Extraction extraction, IEnumerable<Rejection> rejections)
{
    // Longer text is cut where it is only shown to find the place again.
    private const int Shown = 160;

    private readonly PolicyDocument _document = extraction.Document;
    private readonly ImmutableArray<Rejection> _rejections = [.. rejections];
    private readonly ImmutableArray<(Evidence Evidence, string Fact)> _facts = [.. extraction.Plans.SelectMany(FactsOf)];

    private static readonly (string Kind, string Head, string Nothing)[] Kinds =
    [
        ("task", "task", "no numbered item of a task part, no row of a task table and no paragraph that closes with a clause of its own begins here"),
        ("responsibility", "responsibility", "no label such as 牵头单位：, no bracket and no table's column of units"),
        ("deadline", "deadlines", "no time words in the task's own text, and no 完成时限"),
        ("target", "targets", "no number that a plan commits somebody to, in a part that does"),
    ];

    /// <summary>Explains a block.</summary>
    public void Write(Block block)
    {
        Line(0, Head(block));
        Line(1, $"“{Cut(block.Span.Of(_document.Text))}”");
        if (block.Role != BlockRole.Body)
        {
            Line(1, $"role: {GoldJson.Name(block.Role)}; it is stored, and passed over by the outline and the rules");
            output.WriteLine();
            return;
        }
        if (!WriteOutline(block))
        {
            output.WriteLine();
            return;
        }
        bool inTask = _facts.Any(fact => KindOf(fact.Evidence.RuleId) == "task" && fact.Evidence.Span.Overlaps(block.Span));
        foreach (var (kind, head, nothing) in Kinds)
            WriteKind(block, kind, head, inTask || kind is "task" or "target" ? nothing : "not looked for, since no task stands here");
        output.WriteLine();
    }

    private string Head(Block block)
    {
        var place = block.Place;
        string what = block is TableBlock table ? $"table {table.RowCount}×{table.ColumnCount}" : "paragraph";
        return string.Create(CultureInfo.InvariantCulture,
            $"{_document.Source.Path}{(place?.Line is { } line ? $":{line}" : "")}{(place?.Page is { } page ? $":p{page}" : "")}  {what} #{block.Index + 1}{(place?.Sheet is { } sheet ? $" of sheet {sheet}" : "")}");
    }

    /// <summary>The plan, and the headings and items that begin in the block or hold it.</summary>
    /// <returns>Whether the block stands in a plan; else no rule looked at it.</returns>
    private bool WriteOutline(Block block)
    {
        var plan = extraction.Plans.FirstOrDefault(each => each.Span.Overlaps(block.Span));
        if (plan is null)
        {
            Line(1, extraction.Plans.IsEmpty
                ? "outline: no plan was found in the document: no title above a numbered outline, no numbered items, no task table"
                : "outline: outside every plan: a covering notice, a signature or what follows the last plan; no rule looks there but those for a plan's number, issuer and date");
            foreach (var (evidence, fact) in extraction.Plans.SelectMany(PlanEvidence).Where(each => each.Evidence.Span.Overlaps(block.Span)).DistinctBy(each => each.Evidence)) Won(evidence, fact);
            return false;
        }
        foreach (var evidence in PlanEvidence(plan).Where(each => each.Evidence.Span.Overlaps(block.Span))) Won(evidence.Evidence, evidence.Fact);
        var inside = plan.Nodes.Where(node => block.Span.Contains(node.LabelSpan)).ToList();
        var holder = plan.Nodes.LastOrDefault(node => node.Span.Start <= block.Span.Start && node.Span.End >= block.Span.End && !inside.Contains(node));
        if (inside.Count == 0)
        {
            Line(1, holder is null
                ? $"outline: in “{plan.Title ?? "a plan without a title"}”, before its first number"
                : $"outline: no number of its own; it stands under {PathOf(plan, holder)} {holder.Heading}, section {GoldJson.Name(holder.Section)}");
            return true;
        }
        foreach (var node in inside)
            Line(1, $"outline: {PathOf(plan, node)} {(node.Heading is null ? "without a heading" : $"“{node.Heading}”")}, level {node.Level}, section {GoldJson.Name(node.Section)}{(SectionHead(plan, node) is { } head ? $" by the heading “{head}”" : "")}");
        return true;
    }

    private void WriteKind(Block block, string kind, string head, string nothing)
    {
        var won = _facts.Where(fact => KindOf(fact.Evidence.RuleId) == kind && fact.Evidence.Span.Overlaps(block.Span)).ToList();
        var lost = _rejections.Where(each => each.Kind == kind && (each.Span.Overlaps(block.Span) || each.Span.IsEmpty && block.Span.Contains(each.Span))).ToList();
        // Words that another rule took after one had passed them over are no loss.
        lost.RemoveAll(each => kind != "task" && won.Exists(fact => fact.Evidence.Span.Contains(each.Span)));
        // The 10 of 10月底前 is no number that could be a target.
        if (kind == "target") lost.RemoveAll(each => _facts.Any(fact => KindOf(fact.Evidence.RuleId) == "deadline" && fact.Evidence.Span.Overlaps(each.Span)));
        if (won.Count == 0 && lost.Count == 0)
        {
            Line(1, $"{head}: {nothing}");
            return;
        }
        Line(1, $"{head}:");
        foreach (var (evidence, fact) in won) Won(evidence, fact, 2);
        foreach (var each in lost)
        {
            bool isAll = each.Span.Start <= block.Span.Start && each.Span.End >= block.Span.End;
            Line(2, isAll ? $"passed over: {each.Reason}" : $"passed over: “{Cut(each.Span.Of(_document.Text))}”: {each.Reason}");
        }
    }

    private void Won(Evidence evidence, string fact, int indent = 1)
    {
        Line(indent, $"{evidence.RuleId}: {fact}");
        Line(indent + 1, $"by “{Cut(evidence.Raw)}”: {RuleCatalogue.Find(evidence.RuleId)?.English ?? "a rule without a description"}");
    }

    private static IEnumerable<(Evidence Evidence, string Fact)> FactsOf(Plan plan)
    {
        foreach (var task in plan.Tasks)
        {
            string place = PathOf(task.Path, task.Part);
            yield return (task.Evidence, $"{GoldJson.Name(task.Kind)} {place} {task.Title}{(task.Restates ? ", restates a task of the text" : "")}");
            foreach (var fact in task.Assignments)
                yield return (fact.Evidence, $"{GoldJson.Name(fact.Role)} {fact.Unit}{(fact.Label.Length > 0 ? $", by the words “{fact.Label}”" : "")}{(fact.Scope is null ? "" : $", in charge of {fact.Scope}")}, for {place}");
            foreach (var fact in task.Deadlines)
                yield return (fact.Evidence, $"{GoldJson.Name(fact.Kind)} {string.Join(" to ", new[] { fact.Start, fact.Due }.OfType<DateOnly>().Select(day => $"{day:yyyy-MM-dd}").DefaultIfEmpty("no day that can be told"))}, for {place}");
        }
        foreach (var fact in plan.Targets)
            yield return (fact.Evidence, string.Create(CultureInfo.InvariantCulture, $"{fact.Indicator} {GoldJson.Name(fact.Op)} {fact.Value} {fact.Unit}{(fact.Year is { } year ? $" by {year}" : "")}, for {PathOf(fact.Path, fact.Part)}"));
    }

    private static IEnumerable<(Evidence Evidence, string Fact)> PlanEvidence(Plan plan)
    {
        if (plan.TitleEvidence is { } title) yield return (title, plan.Title!);
        if (plan.DocNumberEvidence is { } number) yield return (number, plan.DocNumber!);
        if (plan.IssuerEvidence is { } issuer) yield return (issuer, plan.Issuer!);
        if (plan.IssuedOnEvidence is { } date) yield return (date, $"{plan.IssuedOn:yyyy-MM-dd}");
    }

    /// <summary>The heading above from which a node has its section.</summary>
    private static string? SectionHead(Plan plan, OutlineNode node)
    {
        var head = node;
        while (head.Parent is { } parent && plan.Nodes[parent].Section == node.Section) head = plan.Nodes[parent];
        return head.Heading;
    }

    private static string PathOf(Plan plan, OutlineNode node) => node.Parent is { } parent ? $"{PathOf(plan, plan.Nodes[parent])}/{node.Label}" : node.Label;

    private static string PathOf(ImmutableArray<string> path, int part) =>
        (path.IsEmpty ? "the plan" : string.Join('/', path)) + (part > 1 ? string.Create(CultureInfo.InvariantCulture, $" part {part}") : "");

    private static string KindOf(string ruleId) => ruleId[..Math.Max(0, ruleId.IndexOf('.', StringComparison.Ordinal))];

    private static string Cut(string text)
    {
        string line = text.ReplaceLineEndings(" ⏎ ").Replace("\t", "⇥", StringComparison.Ordinal).Trim();
        if (line.Length <= Shown) return line;
        int end = char.IsHighSurrogate(line[Shown - 1]) ? Shown - 1 : Shown;
        return string.Concat(line.AsSpan(0, end), "…");
    }

    private void Line(int indent, string text) => output.WriteLine(new string(' ', indent * 2) + Terminal.Printable(text));
}
