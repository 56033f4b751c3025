namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>What sort of time words a mention is made of.</summary>
internal enum TimeShape
{
    /// <summary>A date, whole or in part: 2021年6月底, 10月31日, 年底.</summary>
    Date,
    /// <summary>A stretch of months or days: 3月至5月.</summary>
    Range,
    /// <summary>A stretch of years: 2021—2023年.</summary>
    YearRange,
    /// <summary>A damaged date that can be mended in one way only: 20214月底.</summary>
    Mended,
    /// <summary>A damaged date that can be read in two ways: 2021111日.</summary>
    Ambiguous,
    /// <summary>The end of a five-year plan: “十四五”末.</summary>
    PlanEnd,
    /// <summary>A time that comes again: 每月4日前, 按季度.</summary>
    Cycle,
    /// <summary>Before a season or feast: 采暖季前.</summary>
    Event,
    /// <summary>A number of days from an event: 自收到通知之日起3日内.</summary>
    Within,
    /// <summary>A number of years: 用三年时间.</summary>
    Years,
}

/// <summary>Time words in a squeezed text.</summary>
/// <param name="Start">First position.</param>
/// <param name="End">Position after the last one.</param>
/// <param name="Shape">What sort of words.</param>
/// <param name="Date">The date; of a range its begin; of <see cref="TimeShape.Years"/> the number of years in <see cref="DateParts.YearOffset"/>.</param>
/// <param name="Until">The end of a range.</param>
internal sealed record TimeMention(int Start, int End, TimeShape Shape, DateParts Date = default, DateParts Until = default);
