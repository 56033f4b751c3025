using PolicyIngest.Ingest.Annotations.Times;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>
/// Tells the year of a date that names none: the plan's year, or the year named last before it in the item.
/// </summary>
/// <param name="context">The plan's circumstances.</param>
internal sealed class YearMemory(FactContext context)
{
    private int? named;

    /// <summary>The first year that is not past when the plan sets in; null where nobody can tell.</summary>
    public int? FirstYear { get; } = context switch
    {
        { Period: { } period, IssuedYear: { } issued } => Math.Min(period.First, issued),
        { Period: { } period } => period.First,
        _ => context.IssuedYear,
    };

    /// <summary>The plan's own year: the year of issue as far as it lies in the period, else the period's first.</summary>
    private int? PlanYear => context.Period is { } period
        ? Math.Clamp(context.IssuedYear ?? period.First, period.First, period.Last)
        : context.IssuedYear;

    /// <summary>Whether the date lies before the plan, so that it tells what has been.</summary>
    public bool IsPast(DateParts date) => date.YearOffset < 0 || date.Year < FirstYear;

    /// <summary>The date's year; null where nobody can tell.</summary>
    public int? YearOf(DateParts date) => date.Year ?? (named ?? PlanYear) + (date.YearOffset ?? 0);

    /// <summary>The year in which a stretch ends that begins in a year.</summary>
    public int LastYearOf(TimeMention range, int first) =>
        range.Until.Year ?? first + (range.Until.YearOffset is { } offset ? offset - (range.Date.YearOffset ?? 0) : 0);

    /// <summary>The last day of a number of years, counted from the one that is named (2012年起5年内) or from the plan's first (5年内).</summary>
    public DateOnly? EndOfYears(DateParts span) =>
        (span.Year ?? context.Period?.First ?? context.IssuedYear) is { } first ? new DateOnly(first + span.YearOffset!.Value - 1, 12, 31) : null;

    /// <summary>
    /// Keeps a year that was named. A plan for one year goes back to its own year after the year of a far goal (到2025年，…；年底前…), so
    /// there only a date with a month is kept.
    /// </summary>
    public void Keep(DateParts date)
    {
        if (date.Year is null || IsPast(date)) return;
        bool oneYear = context.Period is { } period && period.First == period.Last;
        if (!oneYear || date.Month is not null) named = date.Year;
    }
}
