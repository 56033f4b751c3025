using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>What became of a document's characters, in code points that are no white space. A character may count in several.</summary>
/// <param name="Characters">All of them.</param>
/// <param name="InTasks">Within a task.</param>
/// <param name="InFacts">Within a unit, deadline or target.</param>
/// <param name="InHeadings">Within a number or heading, or what names the plan: title, document number, issuer, date.</param>
/// <param name="InTables">Within a table.</param>
/// <param name="SetApart">Within page headers, contents, navigation, notes.</param>
/// <param name="Unread">In none of these.</param>
internal sealed record Coverage(int Characters, int InTasks, int InFacts, int InHeadings, int InTables, int SetApart, int Unread)
{
    [Flags]
    private enum Kinds : byte
    {
        None = 0,
        Task = 1,
        Fact = 2,
        Heading = 4,
        Table = 8,
        Apart = 16,
    }

    /// <summary>Counts the characters of an extraction's document.</summary>
    public static Coverage Of(Extraction extraction)
    {
        var kinds = new Kinds[extraction.Document.Text.Length];
        foreach (var block in extraction.Document.Blocks)
        {
            if (block.Role != BlockRole.Body) Paint(kinds, block.Span, Kinds.Apart);
            else if (block is TableBlock) Paint(kinds, block.Span, Kinds.Table);
        }
        foreach (var plan in extraction.Plans) Paint(kinds, plan);
        return Count(extraction.Document.Text, kinds);
    }

    private static void Paint(Kinds[] kinds, Plan plan)
    {
        foreach (var evidence in new[] { plan.TitleEvidence, plan.DocNumberEvidence, plan.IssuerEvidence, plan.IssuedOnEvidence })
            if (evidence is not null) Paint(kinds, evidence.Span, Kinds.Heading);
        foreach (var node in plan.Nodes)
        {
            Paint(kinds, node.LabelSpan, Kinds.Heading);
            if (node.HeadingSpan is { } heading) Paint(kinds, heading, Kinds.Heading);
        }
        foreach (var task in plan.Tasks)
        {
            Paint(kinds, task.Evidence.Span, Kinds.Task);
            foreach (var assignment in task.Assignments) Paint(kinds, assignment.Evidence.Span, Kinds.Fact);
            foreach (var deadline in task.Deadlines) Paint(kinds, deadline.Evidence.Span, Kinds.Fact);
        }
        foreach (var target in plan.Targets) Paint(kinds, target.Evidence.Span, Kinds.Fact);
    }

    private static void Paint(Kinds[] kinds, TextSpan span, Kinds kind)
    {
        foreach (ref var painted in kinds.AsSpan(span.Start, span.Length)) painted |= kind;
    }

    private static Coverage Count(string text, Kinds[] kinds)
    {
        var counts = new int[32];
        for (int i = 0; i < text.Length; i++)
        {
            bool isSecondHalf = i > 0 && char.IsSurrogatePair(text[i - 1], text[i]);
            if (!isSecondHalf && !char.IsWhiteSpace(text[i])) counts[(int)kinds[i]]++;
        }
        return new Coverage(counts.Sum(), With(Kinds.Task), With(Kinds.Fact), With(Kinds.Heading), With(Kinds.Table), With(Kinds.Apart), counts[0]);

        int With(Kinds kind) => counts.Where((_, kinds) => ((Kinds)kinds & kind) != 0).Sum();
    }
}
