namespace PolicyIngest.Ingest.Annotations.Times;

/// <summary>Which part of its month or year a date means.</summary>
internal enum DateEdge
{
    /// <summary>All of it.</summary>
    None,
    /// <summary>底, 末: its end.</summary>
    End,
    /// <summary>内: some day in it.</summary>
    Within,
    /// <summary>初: its beginning.</summary>
    Begin,
    /// <summary>年中: the middle of a year.</summary>
    Middle,
    /// <summary>上旬: days 1 to 10 of a month.</summary>
    FirstTenDays,
    /// <summary>中旬: days 11 to 20.</summary>
    MiddleTenDays,
    /// <summary>下旬: from day 21.</summary>
    LastTenDays,
}

/// <summary>A date as written; what is not written is null.</summary>
/// <param name="Year">The year in four digits.</param>
/// <param name="YearOffset">Years after the year in question: 0 for 当年, 1 for 次年, -1 for 上年; null where no such word stands.</param>
/// <param name="Month">1–12.</param>
/// <param name="Day">1–31.</param>
/// <param name="Quarter">1–4.</param>
/// <param name="Half">1 or 2 (上半年, 下半年).</param>
/// <param name="Edge">Which part of it.</param>
internal readonly record struct DateParts(
    int? Year = null,
    int? YearOffset = null,
    int? Month = null,
    int? Day = null,
    int? Quarter = null,
    int? Half = null,
    DateEdge Edge = DateEdge.None)
{
    /// <summary>Whether only a year is written.</summary>
    public bool IsBareYear => Edge == DateEdge.None && Month is null && Day is null && Quarter is null && Half is null;

    /// <summary>Whether neither a year nor a word for one is written.</summary>
    public bool LacksYear => Year is null && YearOffset is null;

    /// <summary>
    /// The two ends of a stretch, each with the year that only the other one names: 11月至2025年3月 begins in 2024, 10月至3月 ends in the year after.
    /// </summary>
    public static (DateParts Begin, DateParts Until) Aligned(DateParts begin, DateParts until)
    {
        int turn = begin.MonthOfYear > until.MonthOfYear ? 1 : 0;
        if (until.LacksYear) return (begin, begin.Year is { } year ? until with { Year = year + turn } : turn == 0 ? until : until with { YearOffset = (begin.YearOffset ?? 0) + turn });
        return (begin.LacksYear && until.Year is { } last ? begin with { Year = last - turn } : begin, until);
    }

    private int MonthOfYear => Month ?? (Quarter is { } q ? 3 * q : Half is { } h ? 6 * h : 0);

    /// <summary>The first day, taken in <paramref name="year"/>; null where there is no such day. Of 10月底 it is the last of the month.</summary>
    public DateOnly? FirstDay(int year)
    {
        if (Day is { } day) return IsDay(year, day) ? new DateOnly(year, Month!.Value, day) : null;
        if (Edge == DateEdge.End) return LastDay(year);
        if (Month is { } month)
            return new DateOnly(year, month, Edge switch { DateEdge.MiddleTenDays => 11, DateEdge.LastTenDays => 21, _ => 1 });
        return new DateOnly(year, Quarter is { } q ? 3 * q - 2 : Half is 2 ? 7 : 1, 1);
    }

    /// <summary>The last day, taken in <paramref name="year"/>; null where there is no such day, and for 年初 and 月初, whose day nobody can tell.</summary>
    public DateOnly? LastDay(int year)
    {
        if (Edge == DateEdge.Begin) return null;
        if (Day is not null) return FirstDay(year);
        if (Month is { } month && Edge is DateEdge.FirstTenDays or DateEdge.MiddleTenDays)
            return new DateOnly(year, month, Edge == DateEdge.FirstTenDays ? 10 : 20);
        int last = Month ?? (Quarter is { } q ? 3 * q : Half is 1 || Edge == DateEdge.Middle ? 6 : 12);
        return new DateOnly(year, last, DateTime.DaysInMonth(year, last));
    }

    /// <summary>
    /// The last day that is in time before the date: 10月底前 is 10-31, 6月25日前 that day itself, 3月前 the last day of February,
    /// 上半年前 the last of June. Null for 年初 and 月初, whose day nobody can tell.
    /// </summary>
    public DateOnly? LastDayBefore(int year) =>
        Day is not null || Half is not null || Edge is DateEdge.Begin or DateEdge.End or DateEdge.Within or DateEdge.Middle ? LastDay(year)
        : FirstDay(year)?.AddDays(-1);

    private bool IsDay(int year, int day) => Month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, Month.Value);
}
