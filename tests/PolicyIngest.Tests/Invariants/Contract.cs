using PolicyIngest.Model;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Tests.Invariants;

/// <summary>The contract of text and spans: blocks in order and disjoint, grids covered once, facts where they say they are.</summary>
internal static class Contract
{
    /// <summary>What breaks the contract, one line each; empty for a sound extraction.</summary>
    public static List<string> Breaches(Extraction extraction)
    {
        var breaches = new List<string>();
        CheckBlocks(extraction.Document, breaches);
        foreach (var plan in extraction.Plans) CheckPlan(extraction.Document.Text, plan, breaches);
        for (int i = 1; i < extraction.Plans.Length; i++)
            if (extraction.Plans[i].Span.Start < extraction.Plans[i - 1].Span.End) breaches.Add($"plan {i} begins before plan {i - 1} ends");
        return breaches;
    }

    private static void CheckBlocks(PolicyDocument document, List<string> breaches)
    {
        int end = 0;
        for (int i = 0; i < document.Blocks.Length; i++)
        {
            var block = document.Blocks[i];
            string name = $"block {i} [{block.Span}]";
            if (block.Index != i) breaches.Add($"{name} says it is block {block.Index}");
            if (block.Span.Start < end || block.Span.End < block.Span.Start) breaches.Add($"{name} overlaps the one before or runs backwards");
            if (block.Span.End > document.Text.Length) breaches.Add($"{name} runs past the text");
            end = block.Span.End;
            if (block is ParagraphBlock paragraph) CheckParagraph(document.Text, paragraph, name, breaches);
            if (block is TableBlock table) CheckTable(table, name, breaches);
        }
        foreach (var field in document.Metadata)
            if (field.Value.End > document.Text.Length || field.Value.IsEmpty) breaches.Add($"field {field.Name} has no place");
    }

    private static void CheckParagraph(string text, ParagraphBlock block, string name, List<string> breaches)
    {
        if (block.Span.Trimmed(text) != block.Span || block.Span.IsEmpty) breaches.Add($"{name} is empty or has white space at its ends");
        if (block.GeneratedLabel is { } label && (label.Start != block.Span.Start || !block.Span.Contains(label)))
            breaches.Add($"{name}: the generated label [{label}] is not its beginning");
    }

    private static void CheckTable(TableBlock table, string name, List<string> breaches)
    {
        var covered = new int[table.RowCount * table.ColumnCount];
        int end = table.Span.Start;
        foreach (var cell in table.Cells)
        {
            if (cell.Span.Start < end || !table.Span.Contains(cell.Span)) breaches.Add($"{name}: cell {cell.Row},{cell.Column} is out of order");
            end = cell.Span.End;
            for (int r = cell.Row; r < cell.Row + cell.RowSpan; r++)
                for (int c = cell.Column; c < cell.Column + cell.ColumnSpan; c++)
                    if (r < table.RowCount && c < table.ColumnCount) covered[r * table.ColumnCount + c]++;
                    else breaches.Add($"{name}: cell {cell.Row},{cell.Column} leaves the grid");
        }
        if (covered.Any(count => count != 1)) breaches.Add($"{name}: some position is not covered exactly once");
        if (table.DeclaredHeadRows > table.RowCount) breaches.Add($"{name} declares more head rows than it has rows");
    }

    private static void CheckPlan(string text, Plan plan, List<string> breaches)
    {
        string name = $"plan {plan.Ordinal}";
        foreach (var evidence in new[] { plan.TitleEvidence, plan.DocNumberEvidence, plan.IssuerEvidence, plan.IssuedOnEvidence })
            if (evidence is not null) CheckEvidence(text, evidence, name, breaches);
        CheckOutline(plan, breaches);
        foreach (var task in plan.Tasks)
        {
            string where = $"{name} task {Dump.PathOf(task.Path, task.Part)}";
            CheckEvidence(text, task.Evidence, where, breaches);
            if (!plan.Span.Contains(task.Evidence.Span)) breaches.Add($"{where} stands outside its plan");
            foreach (var passage in task.Passages)
                if (!task.Evidence.Span.Contains(passage)) breaches.Add($"{where}: passage [{passage}] stands outside the task");
            foreach (var evidence in task.Assignments.Select(a => a.Evidence).Concat(task.Deadlines.Select(d => d.Evidence)))
            {
                CheckEvidence(text, evidence, where, breaches);
                if (!task.Evidence.Span.Contains(evidence.Span)) breaches.Add($"{where}: {evidence.RuleId} [{evidence.Span}] {evidence.Raw} stands outside the task [{task.Evidence.Span}]");
            }
        }
        foreach (var target in plan.Targets)
        {
            CheckEvidence(text, target.Evidence, $"{name} target {target.Indicator}", breaches);
            if (!plan.Span.Contains(target.Evidence.Span)) breaches.Add($"{name} target {target.Indicator} stands outside its plan");
        }
        foreach (var twins in plan.Tasks.GroupBy(task => (Dump.PathOf(task.Path, task.Part), task.Restates, task.Evidence.Span)).Where(g => g.Count() > 1))
            breaches.Add($"{name}: task {twins.Key} stands there twice");
    }

    private static void CheckOutline(Plan plan, List<string> breaches)
    {
        for (int i = 0; i < plan.Nodes.Length; i++)
        {
            var node = plan.Nodes[i];
            string name = $"plan {plan.Ordinal} node {i} {node.Label}";
            if (node.Ordinal != i) breaches.Add($"{name} says it is node {node.Ordinal}");
            if (!plan.Span.Contains(node.Span)) breaches.Add($"{name} stands outside its plan");
            if (node.Parent is not { } parent) continue;
            if (parent >= i) breaches.Add($"{name} stands before its parent");
            else if (!plan.Nodes[parent].Span.Contains(node.Span)) breaches.Add($"{name} [{node.Span}] stands outside its parent [{plan.Nodes[parent].Span}]");
        }
    }

    private static void CheckEvidence(string text, Evidence evidence, string where, List<string> breaches)
    {
        if (evidence.RuleId.Length == 0) breaches.Add($"{where}: a fact without a rule");
        if (evidence.Span.IsEmpty || evidence.Span.End > text.Length) breaches.Add($"{where}: {evidence.RuleId} has no place");
        else if (evidence.Span.Of(text) != evidence.Raw) breaches.Add($"{where}: {evidence.RuleId} says {evidence.Raw}, its place [{evidence.Span}] {evidence.Span.Of(text)}");
    }
}
