using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Targets;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>Tells which time words of a running text bound an action, and how.</summary>
internal sealed class TextTimes
{
    private readonly MentionsInText mentions;
    private readonly YearMemory years;
    private readonly FactContext context;
    private int yearlyCycleEnd = -1;

    private TextTimes(TextSpan passage, YearMemory years, FactContext context)
    {
        mentions = new MentionsInText(context.Annotations, passage);
        this.years = years;
        this.context = context;
    }

    private string Text => mentions.Text;

    private WordSet Acts => TargetLexicon.Of(context.Options.Lexicons).Act;

    /// <summary>The times of a passage, in order. Years that it names go into the memory.</summary>
    /// <param name="passage">The passage.</param>
    /// <param name="years">The memory.</param>
    /// <param name="context">The plan's circumstances.</param>
    public static IEnumerable<TimeClaim> Read(TextSpan passage, YearMemory years, FactContext context)
    {
        var times = new TextTimes(passage, years, context);
        for (int i = 0; i < times.mentions.All.Count; i++)
        {
            var mention = times.mentions.All[i];
            if (times.Understand(i, mention) is { } claim) yield return claim;
            years.Keep(mention.Date);
            years.Keep(mention.Until);
        }
    }

    private TimeClaim? Understand(int i, TimeMention mention)
    {
        switch (mention.Shape)
        {
            case TimeShape.Cycle:
                if (Text.AsSpan(mention.Start, mention.End - mention.Start) is ['每', '年', .., _] cycle && cycle.Contains('月')) yearlyCycleEnd = mention.End;
                return Claim(mention, DeadlineKind.Recurring, null, null, "recurring");
            case TimeShape.AfterEvent or TimeShape.Span:
                return TimeWords.IsHandlingTime(mention, Text) ? Pass(mention, "the time that an office has for every case: a target") : Claim(mention, DeadlineKind.By, null, null, "by-days-after-event");
            case TimeShape.Event: return years.IsPast(mention.Date) ? Pass(mention, Past) : Claim(mention, DeadlineKind.By, null, null, "by-event");
            case TimeShape.Years: return Claim(mention, DeadlineKind.By, years.EndOfYears(mention.Date), null, "by-years");
            case TimeShape.YearRange or TimeShape.PlanPeriod: return Pass(mention, "a stretch of years is the period of a plan or goal");
            case TimeShape.Reference: return Pass(mention, "what is compared with");
            case TimeShape.Range: return RangeOf(i, mention);
            case TimeShape.Ambiguous: return AmbiguousOf(i, mention);
            default: return WhyNoBound(i, mention) is { } reason ? Pass(mention, reason) : DateOf(i, mention);
        }
    }

    /// <summary>A date, or the end of a five-year plan.</summary>
    private TimeClaim? DateOf(int i, TimeMention mention)
    {
        var (tail, length) = mentions.Tail(i);
        var date = mention.Date with { Edge = mentions.Edge(i) };
        int end = mention.End + length;
        if (date.Day is not null && date.Month is null) return PassDated(i, mention, "a day without its month");
        if (mention.Shape == TimeShape.Dotted && tail == TimeTail.None && date.Edge == DateEdge.None) return PassDated(i, mention, "digits with points or strokes, without 前 or 起 behind them");
        if (years.YearOf(date) is not { } year) // the plan tells no year: the words alone
            return tail == TimeTail.Before || date.Edge is DateEdge.End or DateEdge.Within ? Claim(mention, DeadlineKind.By, null, null, "by-unknown-year", end) : PassDated(i, mention, "no year can be told, and no 前 or 底 makes it a bound");
        if (date.LacksYear && ComesAgain(mention))
            return Claim(mention, DeadlineKind.Recurring, null, null, "recurring-list", end);
        if (tail == TimeTail.Before)
            return date.IsBareYear && IsPartOfName(i) ? Pass(mention, "the year belongs to the name of a plan or goal, or stands in quotes") : By(mention, date.LastDayBefore(year), date, end);
        if (tail == TimeTail.From || (date.Day is not null && TimeWords.PutsInForce(mentions.After(i))))
            return Claim(mention, DeadlineKind.From, null, date.FirstDay(year), Habit(mention, "from", date), end);
        if (date.LacksYear && date.Month is null && date.Edge == DateEdge.End && TimeWords.IsYearEndNoun(mentions.After(i))) return Pass(mention, "年底 is part of a noun, such as 年底考核");
        if (mentions.IsUntil(i) || date.Edge is DateEdge.End or DateEdge.Within or DateEdge.Middle)
            return By(mention, date.LastDay(year), date, end);
        if (date.IsBareYear) return Pass(mention, "a year without 到, 前, 起 or 底 is the year of a target");
        if (date.Edge == DateEdge.Begin) return Pass(mention, "初 without 到 or 前 bounds nothing");
        if (!IsScheduled(i, mention)) return PassDated(i, mention, NotScheduled);
        return Claim(mention, DeadlineKind.During, date.LastDay(year), date.FirstDay(year), Habit(mention, "during", date));
    }

    private TimeClaim? RangeOf(int i, TimeMention mention)
    {
        if (years.IsPast(mention.Date)) return Pass(mention, Past);
        if (!IsScheduled(i, mention)) return PassDated(i, mention, NotScheduled);
        if (years.YearOf(mention.Date) is not { } first) return PassDated(i, mention, "no year can be told");
        int last = years.LastYearOf(mention, first);
        return Claim(mention, DeadlineKind.During, mention.Until.LastDay(last), mention.Date.FirstDay(first), "during-range");
    }

    /// <summary>A damaged date that can be read in two ways stays as its words alone.</summary>
    private TimeClaim? AmbiguousOf(int i, TimeMention mention)
    {
        var (tail, length) = mentions.Tail(i);
        return tail is TimeTail.Before or TimeTail.From
            ? Claim(mention, tail == TimeTail.From ? DeadlineKind.From : DeadlineKind.By, null, null, "damaged-date", mention.End + length)
            : PassDated(i, mention, "a damaged date that can be read in two ways, without 前 or 起");
    }

    private const string Past = "the time lies before the plan sets in: what has been";
    private const string NotScheduled = "no action is scheduled there: a feast, a paper's date, what things are meant, or no clause begins with it";

    private TimeClaim? Pass(TimeMention mention, string reason)
    {
        context.Trace?.Reject("deadline", mention.Span, reason);
        return null;
    }

    /// <summary>Passes over a date; where an action follows at once (8月5日启动…), people are to know.</summary>
    private TimeClaim? PassDated(int i, TimeMention mention, string reason)
    {
        var after = mentions.AfterList(i).TrimStart(',');
        int verb = Acts.AtStart(after);
        if (verb > 0 && !after[verb..].StartsWith("的", StringComparison.Ordinal) && !TimeWords.TellsWhatIs(after))
            context.Annotations.Claims.Leave(LeftoverKind.DatedAction, new TextSpan(mention.Start, mentions.EndOfList(i) + (mentions.AfterList(i).Length - after.Length) + verb));
        return Pass(mention, reason);
    }

    private TimeClaim By(TimeMention mention, DateOnly? due, DateParts date, int end) =>
        Claim(mention, DeadlineKind.By, due, null, Habit(mention, "by", date), end);

    private TimeClaim Claim(TimeMention mention, DeadlineKind kind, DateOnly? due, DateOnly? first, string habit, int? end = null) =>
        new(WithPrefix(mention.Start), end ?? mention.End, kind, due, first, habit);

    /// <summary>Takes 到, 自, 从 or 截至 before the date into its words.</summary>
    private int WithPrefix(int start) => start switch
    {
        > 1 when Text.AsSpan(start - 2, 2) is "截至" => start - 2,
        > 0 when Text[start - 1] is '到' or '自' or '从' => start - 1,
        _ => start,
    };

    /// <summary>Why the date bounds nothing, but tells what was or which things are meant; null where it may be a bound.</summary>
    private string? WhyNoBound(int i, TimeMention mention)
    {
        var (tail, length) = mentions.Tail(i);
        if (tail == TimeTail.Unbounded) return "后, 以来, 期间 or 时 behind it: no bound of an action";
        if (years.IsPast(mention.Date)) return Past;
        var before = mentions.Before(i);
        var after = mentions.After(i)[length..];
        if (TimeWords.EndsWithReference(before)) return "what is compared with, or how long a paper holds (比, 较, 有效期)";
        if (TimeWords.TellsWhatIs(after)) return "it tells what is done already, or which things are meant (已, 建成的)";
        if (tail == TimeTail.Before) return null;
        return TimeWords.TellsState(before, after, Acts) ? "截至 before what is the case already" : null;
    }

    /// <summary>每年3月底前报送计划，12月底前报送总结: the second date comes again as well.</summary>
    private bool ComesAgain(TimeMention mention)
    {
        int gap = mention.Start - yearlyCycleEnd;
        return yearlyCycleEnd >= 0 && gap <= MentionsInText.Window && Text.AsSpan(yearlyCycleEnd, gap).IndexOfAny('。', '\n') < 0;
    }

    /// <summary>Whether a month, a day or a stretch stands where plans schedule an action: 2021年5月,开展…; 于9月组织…; 动员阶段(4月至5月).</summary>
    private bool IsScheduled(int i, TimeMention mention)
    {
        var before = mentions.BeforeList(i);
        var after = mentions.AfterList(i);
        if (TimeWords.NamesPhase(before, after, mention.Shape == TimeShape.Range)) return true;
        // 9月开学前: the month belongs to the event.
        if (i + 1 < mentions.All.Count && mentions.All[i + 1] is { Shape: TimeShape.Event } next && next.Start == mention.End) return false;
        if (mention.Date.Day is not null && TimeWords.Signs(before, after)) return false;
        if (TimeWords.IsFeast(after) || TimeWords.TellsWhatIs(after) || TimeWords.EndsWithReference(before)) return false;
        if (!TimeWords.LeavesRoomForAction(before, after)) return false;
        // 一月一调度: a month in Chinese digits is hardly ever a date by itself.
        return !mention.Date.LacksYear
            || ((mention.Date.Month is null || char.IsAsciiDigit(Text[mention.Start])) && (TimeWords.OpensClause(before) || mention.Date.Day is null && TimeWords.IsMilestone(mentions.ClauseBefore(i), after)));
    }

    /// <summary>制定2030年前碳达峰行动方案, 围绕2030年前碳达峰目标: the year belongs to a plan's or a goal's name.</summary>
    private bool IsPartOfName(int i)
    {
        var clause = mentions.ClauseBefore(i);
        bool quoted = clause.LastIndexOf('“') > clause.LastIndexOf('”');
        return quoted || (clause is not ([] or [.., '在' or '于']) && TimeWords.NamesPlan(mentions.After(i)));
    }

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
