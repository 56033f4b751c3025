using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Deadlines;

/// <summary>Reads the times of a 完成时限 line, clause or cell, where every time word is a deadline.</summary>
internal static partial class LabelTimes
{
    // 完成时限: 大会召开前, 至展会结束; a whole label, not words of a list
    [GeneratedRegex(@"^\s*(?:[\u4e00-\u9fa5]{2,6}:\s*)?(?<time>[\u4e00-\u9fa5]{2,14}(?:开始|召开|举办|开幕|启动|开学|投产|竣工|结束)(?:之|以)?前|至[\u4e00-\u9fa5]{2,14}结束)\s*$")]
    private static partial Regex BeforeEvent();

    /// <summary>Words that may stand between and around the times of a label without saying more.</summary>
    private static readonly string[] Fillers =
    [
        "完成时限", "完成时间", "时限要求", "办理时限", "时限", "期限", "前完成", "完成", "推进", "实施", "落实", "到位", "力争", "争取", "确保", "底前", "之前", "以前", "前", "全部", "基本", "并",
        "于", "在", "到", "至", "自", "从", "起", "开始", "启动", "开展", "取得", "阶段性", "实质性", "明显", "进展", "成效", "成果", "出台", "和", "及", "或", "左右", "、", ",", ";", ":", "。", "(", ")", "/", "\n", " ",
    ];

    /// <summary>For questions about words alone, where no year matters.</summary>
    private static readonly FactContext NoContext = new(new PolicyDocument(new SourceInfo("", "txt", 0, ""), "", [], [], []), "", null, null);

    /// <summary>The times of a label, in order.</summary>
    public static ImmutableArray<TimeClaim> Read(FactContext context, TextSpan label) =>
        Read(context.Folded, label, context.Annotations.Times.Within(label), new YearMemory(context), context.Options.Lexicons);

    /// <summary>The times of a text that is nothing but a label; no year is told.</summary>
    private static ImmutableArray<TimeClaim> Read(string text, LexiconSet lexicons) =>
        Read(text, new TextSpan(0, text.Length), TimeScanner.Scan(text, lexicons), new YearMemory(NoContext), lexicons);

    private static ImmutableArray<TimeClaim> Read(string text, TextSpan label, IEnumerable<TimeMention> mentions, YearMemory years, LexiconSet lexicons)
    {
        var claims = ImmutableArray.CreateBuilder<TimeClaim>();
        foreach (var mention in mentions)
        {
            if (Understand(text, label.End, mention, years) is { } claim) claims.Add(claim);
            years.Keep(mention.Date);
        }
        AddOngoing(text, label, claims, lexicons["deadline-terms"]);
        if (claims.Count == 0 && BeforeEvent().Match(text, label.Start, label.Length) is { Success: true } match)
        {
            var time = match.Groups["time"];
            claims.Add(new TimeClaim(time.Index, time.Index + time.Length, DeadlineKind.By, null, null, "label-by-event"));
        }
        claims.Sort((a, b) => a.Start.CompareTo(b.Start));
        return claims.ToImmutable();
    }

    /// <summary>Where the statement of time ends that begins at the start of a text; 0 where none begins there.</summary>
    /// <param name="lexicons">The word lists.</param>
    /// <param name="text">The text after 完成时限：, which may run on into the next sentence (持续推进加强企业管理…).</param>
    public static int LengthOf(string text, LexiconSet lexicons)
    {
        int end = 0, next = 0;
        foreach (var claim in Read(text, lexicons))
        {
            while (next < claim.Start && text[next] is ',' or '、' or ';' or ':' or '和' or '及' or '并' or '且' or '(' or ' ' or '到' or '于' or '在') next++;
            // 2021年12月底前持续开展…: what follows without a stop is the next sentence.
            if (claim.Start != next || (end > 0 && next == end)) break;
            end = claim.End;
            var words = text.AsSpan(claim.Start, end - claim.Start);
            if (StartsAt(text, end, "完成") && EndsAt(text, end + 2)) end += 2;
            else if (words is ['按', .., '推', '进'] && !EndsAt(text, end)) end -= 2; // 按时间节点推进露天采坑回填: the verb is the next sentence's
            next = end;
        }
        return end;
    }

    /// <summary>Whether a text is a time and nothing else.</summary>
    public static bool IsTime(string text, LexiconSet lexicons)
    {
        var claims = Read(text, lexicons);
        if (claims.IsEmpty) return false;
        char[] rest = text.ToCharArray();
        foreach (var claim in claims) Array.Fill(rest, ' ', claim.Start, claim.End - claim.Start);
        var left = rest.AsSpan();
        while (!left.IsEmpty)
        {
            int filler = FillerAtStart(left);
            if (filler == 0) return false;
            left = left[filler..];
        }
        return true;
    }

    private static bool StartsAt(string text, int place, string word) => text.AsSpan(place).StartsWith(word, StringComparison.Ordinal);

    private static bool EndsAt(string text, int place) => place >= text.Length || text[place] is ',' or ';' or '。' or '、' or '\n' or ' ' or ')';

    private static int FillerAtStart(ReadOnlySpan<char> text)
    {
        foreach (string filler in Fillers)
            if (text.StartsWith(filler, StringComparison.Ordinal)) return filler.Length;
        return 0;
    }

    private static TimeClaim? Understand(string text, int labelEnd, TimeMention mention, YearMemory years)
    {
        var (tail, length) = TimeWords.TailOf(text.AsSpan(mention.End, Math.Min(24, labelEnd - mention.End)));
        TimeClaim Claim(DeadlineKind kind, DateOnly? due, DateOnly? first, string habit) =>
            new(mention.Start, mention.End + length, kind, due, first, habit);
        var date = mention.Date;
        switch (mention.Shape)
        {
            case TimeShape.Cycle: return Claim(DeadlineKind.Recurring, null, null, "label-recurring");
            case TimeShape.AfterEvent or TimeShape.Span: return Claim(DeadlineKind.By, null, null, "label-by-span");
            case TimeShape.Years: return Claim(DeadlineKind.By, years.EndOfYears(date), null, "label-by-span");
            case TimeShape.Reference: return null;
            case TimeShape.Event: return Claim(DeadlineKind.By, null, null, "label-by-event");
            case TimeShape.Ambiguous: return Claim(DeadlineKind.By, null, null, "label-damaged-date");
        }
        if (date.Day is not null && date.Month is null) return null;
        if (years.YearOf(date) is not { } year) return Claim(DeadlineKind.By, null, null, "label-by-unknown-year");
        if (mention.Shape is TimeShape.Range or TimeShape.YearRange or TimeShape.PlanPeriod)
            return Claim(DeadlineKind.During, mention.Until.LastDay(years.LastYearOf(mention, year)), date.FirstDay(year), "label-during");
        if (tail == TimeTail.From) return Claim(DeadlineKind.From, null, date.FirstDay(year), "label-from");
        var due = tail == TimeTail.Before ? date.LastDayBefore(year) : date.LastDay(year);
        return Claim(DeadlineKind.By, due, null, mention.Shape == TimeShape.Mended ? "label-by-mended-date" : "label-by");
    }

    /// <summary>持续推进, 立行立改 and the like, where no date stands in the way.</summary>
    private static void AddOngoing(string text, TextSpan label, ImmutableArray<TimeClaim>.Builder claims, Lexicon terms)
    {
        int dates = claims.Count;
        for (int i = label.Start; i < label.End; i++)
        {
            if (terms.LongestAtStart(text.AsSpan(i, label.End - i)) is not { Kind: "ongoing" } term) continue;
            int end = i + term.Term.Length;
            bool free = true;
            for (int k = 0; k < dates && free; k++) free = claims[k].End <= i || claims[k].Start >= end;
            if (free) claims.Add(new TimeClaim(i, end, DeadlineKind.Ongoing, null, null, "ongoing"));
            i = end - 1;
        }
    }
}
