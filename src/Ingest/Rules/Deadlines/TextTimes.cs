using System.Collections.Immutable;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>Tells which time words of a running text bound an action, and how.</summary>
internal sealed class TextTimes
{
    /// <summary>How many characters before and after a date are looked at.</summary>
    private const int Window = 100;

    private readonly string text;
    private readonly ImmutableArray<TimeMention> mentions;
    private readonly YearMemory years;
    private readonly PlanPeriod? period;
    private readonly (TimeTail Tail, int Length)[] tails;
    private readonly DateEdge[] edges;
    private readonly bool[] untils;
    private int yearlyCycleEnd = -1;

    private TextTimes(string text, YearMemory years, PlanPeriod? period)
    {
        this.text = text;
        this.years = years;
        this.period = period;
        mentions = TimeMentions.Find(text, inLabel: false);
        tails = new (TimeTail, int)[mentions.Length];
        edges = new DateEdge[mentions.Length];
        untils = new bool[mentions.Length];
        ReadSurroundings();
    }

    /// <summary>
    /// What stands before and after each date. In a list the first dates have the last one's end (2021年5月、9月底前) and the last ones the
    /// first one's 到 (到2022年和2025年).
    /// </summary>
    private void ReadSurroundings()
    {
        for (int i = mentions.Length - 1; i >= 0; i--)
        {
            var date = mentions[i].Date;
            bool listed = IsListed(i, i + 1);
            tails[i] = TimeWords.TailOf(After(mentions[i]));
            if (listed && tails[i].Tail == TimeTail.None) tails[i] = (tails[i + 1].Tail, 0);
            edges[i] = listed && date.Edge == DateEdge.None && date.Day is null && !date.IsBareYear ? edges[i + 1] : date.Edge;
        }
        for (int i = 0; i < mentions.Length; i++)
            untils[i] = TimeWords.EndsWithUntil(Before(mentions[i])) || (IsListed(i - 1, i) && untils[i - 1]);
    }

    /// <summary>The times of a squeezed passage, in order. Years that it names go into the memory.</summary>
    public static IEnumerable<TimeClaim> Read(string text, YearMemory years, PlanPeriod? period)
    {
        var times = new TextTimes(text, years, period);
        for (int i = 0; i < times.mentions.Length; i++)
        {
            if (times.Understand(i) is { } claim) yield return claim;
            years.Keep(times.mentions[i].Date);
            years.Keep(times.mentions[i].Until);
        }
    }

    private TimeClaim? Understand(int i)
    {
        var mention = mentions[i];
        switch (mention.Shape)
        {
            case TimeShape.Cycle:
                if (text.AsSpan(mention.Start, mention.End - mention.Start) is ['每', '年', .., _] cycle && cycle.Contains('月')) yearlyCycleEnd = mention.End;
                return Claim(mention, DeadlineKind.Recurring, null, null, "recurring");
            case TimeShape.Within: return Claim(mention, DeadlineKind.By, null, null, "by-days-after-event");
            case TimeShape.Event: return years.IsPast(mention.Date) ? null : Claim(mention, DeadlineKind.By, null, null, "by-event");
            case TimeShape.Years: return Claim(mention, DeadlineKind.By, EndOfPeriod(mention.Date.YearOffset!.Value), null, "by-years");
            case TimeShape.YearRange: return null;
            case TimeShape.Range: return RangeOf(mention);
            case TimeShape.Ambiguous: return AmbiguousOf(mention);
        }
        return IsNoBound(i) ? null : DateOf(i);
    }

    /// <summary>A date, or the end of a five-year plan.</summary>
    private TimeClaim? DateOf(int i)
    {
        var mention = mentions[i];
        var (tail, length) = tails[i];
        bool until = untils[i];
        var date = mention.Date with { Edge = edges[i] };
        int end = mention.End + length;
        if (years.YearOf(date) is not { } year) // the plan tells no year: the words alone
            return tail == TimeTail.Before || date.Edge == DateEdge.End ? Claim(mention, DeadlineKind.By, null, null, "by-unknown-year", end) : null;
        if (date.LacksYear && ComesAgain(mention))
            return Claim(mention, DeadlineKind.Recurring, null, null, "recurring-list", end);
        if (tail == TimeTail.Before)
            return date.IsBareYear && IsPartOfName(mention) ? null : By(mention, date.LastDayBefore(year), date, end);
        if (tail == TimeTail.From || PutsInForce(mention))
            return Claim(mention, DeadlineKind.From, null, date.FirstDay(year), Habit(mention, "from", date), end);
        if (date.LacksYear && date.Month is null && date.Edge == DateEdge.End && TimeWords.IsYearEndNoun(After(mention))) return null;
        if (until || date.Edge is DateEdge.End or DateEdge.Within or DateEdge.Middle)
            return By(mention, date.LastDay(year), date, end);
        if (date.IsBareYear || date.Edge == DateEdge.Begin || !IsScheduled(mention, date.LacksYear)) return null;
        return Claim(mention, DeadlineKind.During, date.LastDay(year), date.FirstDay(year), Habit(mention, "during", date));
    }

    private TimeClaim? RangeOf(TimeMention mention)
    {
        if (years.IsPast(mention.Date) || !IsScheduled(mention, mention.Date.LacksYear)) return null;
        if (years.YearOf(mention.Date) is not { } first) return null;
        int last = mention.Until.Year ?? first + (mention.Until.YearOffset ?? 0);
        return Claim(mention, DeadlineKind.During, mention.Until.LastDay(last), mention.Date.FirstDay(first), "during-range");
    }

    /// <summary>A damaged date that can be read in two ways stays as its words alone.</summary>
    private TimeClaim? AmbiguousOf(TimeMention mention)
    {
        var (tail, length) = TimeWords.TailOf(After(mention));
        return tail is TimeTail.Before or TimeTail.From
            ? Claim(mention, tail == TimeTail.From ? DeadlineKind.From : DeadlineKind.By, null, null, "damaged-date", mention.End + length)
            : null;
    }

    private TimeClaim By(TimeMention mention, DateOnly? due, DateParts date, int end) =>
        Claim(mention, DeadlineKind.By, due, null, Habit(mention, "by", date), end);

    private TimeClaim Claim(TimeMention mention, DeadlineKind kind, DateOnly? due, DateOnly? first, string habit, int? end = null) =>
        new(WithPrefix(mention.Start), end ?? mention.End, kind, due, first, habit);

    /// <summary>Takes 到, 自, 从 or 截至 before the date into its words.</summary>
    private int WithPrefix(int start) => start switch
    {
        > 1 when text.AsSpan(start - 2, 2) is "截至" => start - 2,
        > 0 when text[start - 1] is '到' or '自' or '从' => start - 1,
        _ => start,
    };

    private ReadOnlySpan<char> After(TimeMention mention) => text.AsSpan(mention.End, Math.Min(Window, text.Length - mention.End));

    private ReadOnlySpan<char> Before(TimeMention mention) => text.AsSpan(Math.Max(0, mention.Start - Window), Math.Min(Window, mention.Start));

    /// <summary>Whether the date tells what was or which things are meant.</summary>
    private bool IsNoBound(int i)
    {
        var mention = mentions[i];
        var (tail, length) = tails[i];
        if (tail == TimeTail.Unbounded || years.IsPast(mention.Date)) return true;
        var after = After(mention)[length..];
        return TimeWords.EndsWithReference(Before(mention)) || TimeWords.TellsWhatIs(after)
            || TimeWords.TellsState(Before(mention), Sentence(after));
    }

    /// <summary>Whether two dates stand side by side in a list: 2022年、2025年.</summary>
    private bool IsListed(int i, int j) =>
        i >= 0 && j < mentions.Length && mentions[i].Shape is TimeShape.Date or TimeShape.Mended && mentions[j].Shape is TimeShape.Date or TimeShape.Mended
        && mentions[j].Start == mentions[i].End + 1 && text[mentions[i].End] is '、' or '和' or '及' or '与';

    /// <summary>每年3月底前报送计划，12月底前报送总结: the second date comes again as well.</summary>
    private bool ComesAgain(TimeMention mention)
    {
        int gap = mention.Start - yearlyCycleEnd;
        return yearlyCycleEnd >= 0 && gap <= Window && text.AsSpan(yearlyCycleEnd, gap).IndexOfAny('。', '\n') < 0;
    }

    /// <summary>于2021年7月1日正式施行.</summary>
    private bool PutsInForce(TimeMention mention)
    {
        if (mention.Date.Day is null) return false;
        var after = After(mention);
        foreach (string adverb in (ReadOnlySpan<string>)["正式", "全面"])
            if (after.StartsWith(adverb, StringComparison.Ordinal)) after = after[adverb.Length..];
        return after.StartsWith("施行", StringComparison.Ordinal) || after.StartsWith("实施", StringComparison.Ordinal)
            || after.StartsWith("执行", StringComparison.Ordinal) || after.StartsWith("生效", StringComparison.Ordinal);
    }

    private static ReadOnlySpan<char> Sentence(ReadOnlySpan<char> after)
    {
        int end = after.IndexOfAny("。;\n");
        return end < 0 ? after : after[..end];
    }

    /// <summary>Whether a month or day stands where plans schedule an action: 2021年5月,开展…; 于9月组织….</summary>
    private bool IsScheduled(TimeMention mention, bool lacksYear)
    {
        var after = After(mention);
        var before = Before(mention);
        if (after.IsEmpty || after[0] is '的' or ')' or '、' or '为' or '~' or '-' || TimeWords.TailOf(after).Tail == TimeTail.Unbounded) return false;
        if (TimeWords.IsFeast(after) || TimeWords.TellsWhatIs(after) || TimeWords.EndsWithReference(before)) return false;
        int clause = after.IndexOfAny(",。;\n");
        var own = clause < 1 ? after : after[..clause];
        if (TimeWords.IsOfPaper(before, own) || own.Contains('已') || own.Length > 1 && own[^1] == '的') return false;
        if (!lacksYear) return true;
        // 一月一调度: a month in Chinese digits is hardly ever a date by itself.
        return (mention.Date.Month is null || char.IsAsciiDigit(text[mention.Start]))
            && (before.IsEmpty || before[^1] is ',' or '。' or ';' or ':' or '\n' or '于' or '在' || before.EndsWith("力争", StringComparison.Ordinal)
                || before.EndsWith("确保", StringComparison.Ordinal) || before.EndsWith("计划", StringComparison.Ordinal));
    }

    /// <summary>制定2030年前碳达峰行动方案: the year belongs to the plan's name.</summary>
    private bool IsPartOfName(TimeMention mention)
    {
        var before = Before(mention);
        int open = before.LastIndexOfAny(",。;:\n");
        var clause = open < 0 ? before : before[(open + 1)..];
        var after = After(mention);
        int close = after.IndexOfAny(",。;、\n");
        var rest = close < 0 ? after : after[..close];
        bool quoted = clause.LastIndexOf('“') > clause.LastIndexOf('”');
        bool named = rest.Contains("方案", StringComparison.Ordinal) || rest.Contains("规划", StringComparison.Ordinal)
            || rest.Contains("计划", StringComparison.Ordinal) || rest.Contains("路线图", StringComparison.Ordinal);
        return quoted || (named && !clause.IsEmpty && clause[^1] is not ('在' or '于'));
    }

    private DateOnly? EndOfPeriod(int length) =>
        period is { } plan && plan.Last - plan.First + 1 == length ? new DateOnly(plan.Last, 12, 31) : null;

    private static string Habit(TimeMention mention, string kind, DateParts date)
    {
        if (mention.Shape == TimeShape.Mended) return kind + "-mended-date";
        if (mention.Shape == TimeShape.PlanEnd) return kind + "-plan-end";
        string unit = date switch
        {
            { Day: not null } => "day",
            { Month: not null, Edge: DateEdge.FirstTenDays or DateEdge.MiddleTenDays or DateEdge.LastTenDays } => "ten-days",
            { Month: not null } => "month",
            { Quarter: not null } => "quarter",
            { Half: not null } => "half-year",
            _ => "year",
        };
        return $"{kind}-{unit}" + (date.Edge is DateEdge.End or DateEdge.Within ? "-end" : "");
    }
}
