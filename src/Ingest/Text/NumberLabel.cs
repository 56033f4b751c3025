namespace PolicyIngest.Ingest.Text;

/// <summary>The ways in which official texts number their parts, outermost first; the order is the usual order of nesting.</summary>
public enum NumberStyle
{
    /// <summary>第一编、第一部分</summary>
    Part,
    /// <summary>第一章</summary>
    Chapter,
    /// <summary>第一节</summary>
    Section,
    /// <summary>第一条</summary>
    Article,
    /// <summary>Ⅱ、 II.</summary>
    Roman,
    /// <summary>一、</summary>
    HanComma,
    /// <summary>（一）</summary>
    HanParen,
    /// <summary>1. 1．1、</summary>
    Arabic,
    /// <summary>1.1 1.1.1 1-1</summary>
    ArabicDotted,
    /// <summary>A. B、</summary>
    Letter,
    /// <summary>（1）⑴</summary>
    ArabicParen,
    /// <summary>1）</summary>
    ArabicHalfParen,
    /// <summary>①</summary>
    Circle,
    /// <summary>附件1 附表2: heads an annex; stands above all others.</summary>
    Annex,
    /// <summary>The whole plan; no number at all.</summary>
    None,
}

/// <summary>A number at the start of a line.</summary>
/// <param name="Style">How it is written.</param>
/// <param name="Value">Its value, from 1; of a dotted number the last figure.</param>
/// <param name="Text">The number, normalised: <c>一</c>, <c>(一)</c>, <c>1</c>, <c>(1)</c>, <c>①</c>, <c>第一章</c>.</param>
/// <param name="Length">Characters it takes, its closing mark and the space behind it included.</param>
public readonly record struct NumberLabel(NumberStyle Style, int Value, string Text, int Length);
