using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>A number with its unit as it stands in the text: <c>46.61万亩</c>, <c>2—3个</c>, <c>75%以上</c>.</summary>
/// <param name="Span">From the first digit to the last character of the unit.</param>
/// <param name="End">Behind the word that bounds it (以上), if there is one; else the span's end.</param>
/// <param name="Value">The number; the lower one of a range.</param>
/// <param name="Unit">The span of the unit; empty where there is none.</param>
/// <param name="Kind">What the unit counts.</param>
/// <param name="Bound">What the word behind it says.</param>
/// <param name="InWords">Whether the number is written in Chinese characters.</param>
internal sealed record Quantity(TextSpan Span, int End, decimal Value, TextSpan Unit, MeasureKind Kind, Bound Bound, bool InWords)
{
    public int Start => Span.Start;

    /// <summary>Whether a number came first that is not told apart from the unit (a year, a page) and can't be a target.</summary>
    public bool IsMeasurable => Kind is not (MeasureKind.Frequency);
}

/// <summary>The word behind a quantity.</summary>
internal enum Bound
{
    None,
    /// <summary>以上, 左右.</summary>
    Floor,
    /// <summary>以内, 以下.</summary>
    Ceiling,
}
