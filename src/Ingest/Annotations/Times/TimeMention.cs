using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>What sort of time words a mention is made of.</summary>
internal enum TimeShape
{
    /// <summary>A date, whole or in part: 2021年6月底, 10月31日, 年底.</summary>
    Date,
    /// <summary>A date in digits alone, which a cell writes and a text hardly: 2021.09, 2021-10-31.</summary>
    Dotted,
    /// <summary>A stretch of months, quarters or days: 3月至5月.</summary>
    Range,
    /// <summary>A stretch of years: 2021—2023年.</summary>
    YearRange,
    /// <summary>A damaged date that can be mended in one way only: 20214月底.</summary>
    Mended,
    /// <summary>A damaged date that can be read in two ways: 2021111日.</summary>
    Ambiguous,
    /// <summary>The end of a five-year plan: “十四五”末.</summary>
    PlanEnd,
    /// <summary>The years of a five-year plan: “十四五”期间.</summary>
    PlanPeriod,
    /// <summary>A time that comes again: 每月4日前, 按季度.</summary>
    Cycle,
    /// <summary>Before a season or feast: 采暖季前.</summary>
    Event,
    /// <summary>A number of days from an event that is named: 自收到通知之日起3日内, 目录更新后30天内.</summary>
    AfterEvent,
    /// <summary>A number of days without an event: 30日内, 10个工作日以内.</summary>
    Span,
    /// <summary>A number of years: 用三年时间, 2012年起5年内.</summary>
    Years,
    /// <summary>What a year is compared with that names none: 上年同期, 基准年.</summary>
    Reference,
}

/// <summary>Time words in a folded text.</summary>
/// <param name="Start">First position.</param>
/// <param name="End">Position after the last one.</param>
/// <param name="Shape">What sort of words.</param>
/// <param name="Date">The date; of a range its begin; of <see cref="TimeShape.Years"/> the number of years in <see cref="DateParts.YearOffset"/>, and the first of them if it is named.</param>
/// <param name="Until">The end of a range.</param>
internal sealed record TimeMention(int Start, int End, TimeShape Shape, DateParts Date = default, DateParts Until = default) : IAnnotation
{
    /// <inheritdoc/>
    public TextSpan Span => new(Start, End);

    /// <summary>Whether it is one date, in whatever writing.</summary>
    public bool IsDate => Shape is TimeShape.Date or TimeShape.Dotted or TimeShape.Mended;
}
