using System.Collections.Immutable;

namespace PolicyIngest.Model;

/// <summary>What a part of a plan is for, decided from headings and position.</summary>
public enum SectionKind
{
    /// <summary>What stands before the first numbered heading.</summary>
    Preamble,
    /// <summary>Background and situation (现状、形势).</summary>
    Background,
    /// <summary>Guiding thought and principles (指导思想、基本原则).</summary>
    Principles,
    /// <summary>Goals (工作目标、主要目标).</summary>
    Goals,
    /// <summary>What is to be done (重点任务).</summary>
    Tasks,
    /// <summary>Safeguards (保障措施、组织实施).</summary>
    Safeguards,
    /// <summary>An annex (附件) that belongs to the plan.</summary>
    Annex,
}

/// <summary>A heading or numbered item of a plan's outline.</summary>
/// <param name="Ordinal">Place among the plan's nodes, from 0, in the document's order.</param>
/// <param name="Parent">Ordinal of the parent node, or null at the top.</param>
/// <param name="Level">Depth, from 1.</param>
/// <param name="Label">The number, normalised: <c>一</c>, <c>(一)</c>, <c>1</c>, <c>第一章</c>, <c>附件1</c>.</param>
/// <param name="Heading">The heading, without label and closing full stop; null where the item has none.</param>
/// <param name="Section">What the part is for.</param>
/// <param name="LabelSpan">The number as written.</param>
/// <param name="HeadingSpan">The heading as written, or null.</param>
/// <param name="Body">The node's own text without label and heading, in order; its children's text is not in it.</param>
/// <param name="Span">From the label to the end of the last child.</param>
public sealed record OutlineNode(
    int Ordinal,
    int? Parent,
    int Level,
    string Label,
    string? Heading,
    SectionKind Section,
    TextSpan LabelSpan,
    TextSpan? HeadingSpan,
    ImmutableArray<TextSpan> Body,
    TextSpan Span);

/// <summary>First and last year that a plan covers.</summary>
/// <param name="First">First year, 1900–2100.</param>
/// <param name="Last">Last year, at least <paramref name="First"/>.</param>
public readonly record struct PlanPeriod(int First, int Last);

/// <summary>A text with a title and a numbering of its own (方案、计划、规划).</summary>
/// <param name="Ordinal">Place among the document's plans, from 0.</param>
/// <param name="Title">The whole title, line breaks and inner spaces removed; null where the text has none.</param>
/// <param name="TitleEvidence">Where the title stands, or null.</param>
/// <param name="DocNumber">Document number (文号), or null.</param>
/// <param name="DocNumberEvidence">Where it stands, or null.</param>
/// <param name="Issuer">Issuing organ (发文机关), or null.</param>
/// <param name="IssuerEvidence">Where it stands, or null.</param>
/// <param name="IssuedOn">Date of issue (成文日期), or null.</param>
/// <param name="IssuedOnEvidence">Where it stands, or null.</param>
/// <param name="Period">Years covered, or null.</param>
/// <param name="Span">From the title to the end of the plan's last block, annexes included.</param>
/// <param name="Nodes">The outline, in the document's order.</param>
/// <param name="Tasks">Tasks in the document's order.</param>
/// <param name="Targets">Targets in the document's order.</param>
public sealed record Plan(
    int Ordinal,
    string? Title,
    Evidence? TitleEvidence,
    string? DocNumber,
    Evidence? DocNumberEvidence,
    string? Issuer,
    Evidence? IssuerEvidence,
    DateOnly? IssuedOn,
    Evidence? IssuedOnEvidence,
    PlanPeriod? Period,
    TextSpan Span,
    ImmutableArray<OutlineNode> Nodes,
    ImmutableArray<PolicyTask> Tasks,
    ImmutableArray<Target> Targets)
{
    /// <summary>What kind of text it is (文种).</summary>
    public PlanKind Kind { get; init; }

    /// <summary>Where it holds (地区); null where nobody has looked.</summary>
    public PlanPlace? Place { get; init; }
}

/// <summary>All that was taken out of one document.</summary>
/// <param name="Document">The document as read.</param>
/// <param name="Plans">Its plans, in order; none where it holds no plan.</param>
/// <param name="Diagnostics">What the outline and the rules noticed; the reader's own stand in the document.</param>
public sealed record Extraction(PolicyDocument Document, ImmutableArray<Plan> Plans, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>What looked as if it said something and was used by no rule, in the document's order.</summary>
    public ImmutableArray<Leftover> Leftovers { get; init; } = [];

    /// <summary>Where laws stand, which rightly give no plan.</summary>
    public ImmutableArray<TextSpan> Laws { get; init; } = [];

    /// <summary>What a person said of it from outside that is no fact of a plan.</summary>
    public ImmutableArray<GivenField> GivenFields { get; init; } = [];

    /// <summary>The documents that it names, in the text's order.</summary>
    public ImmutableArray<Citation> Citations { get; init; } = [];

    /// <summary>What a person should look at, in the document's order; what is about the whole document first.</summary>
    public ImmutableArray<Finding> Findings { get; init; } = [];
}
