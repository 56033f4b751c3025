using System.Buffers;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>
/// Reads passages clause by clause and keeps what carries on from one to the next: the year, the last indicator, the verb of a list.
/// </summary>
internal sealed partial class PassageReader(FactContext context, TargetLexicon lexicon, int? defaultYear)
{
    private readonly string _text = context.Folded;
    private readonly List<Finding> _found = [];

    /// <summary>The year named at the beginning of a clause; holds until another one is named.</summary>
    private int? _year;
    /// <summary>The year that holds to the end of the sentence: 2021年6月底前.</summary>
    private int? _sentenceYear;
    /// <summary>The last names found, for values that come without a name of their own: 到2025年底达到85%.</summary>
    private ImmutableArray<string> _names = [];
    /// <summary>What the clause before was about, where it held no value: 稳步提高灌溉水利用系数,到2025年达到0.6.</summary>
    private TextSpan _topic;
    /// <summary>The verb of a list of counts: 新增A企业6家、B企业5家.</summary>
    private string? _verb;
    /// <summary>Whether the sentence speaks of what is the case, or of water.</summary>
    private bool _past, _water;
    /// <summary>Whether the sentence speaks of grants, as far as it has been looked through.</summary>
    private bool _granting;
    private int _grantsLookedFor;

    public IReadOnlyList<Finding> Found => _found;

    public void Read(TextSpan passage)
    {
        bool achieved = Achieved().Match(_text, passage.Start, passage.Length).Success;
        foreach (var sentence in Clauses.Sentences(_text, passage))
        {
            _sentenceYear = null;
            SentenceStart = sentence[0].Span.Start;
            _granting = false;
            achieved = achieved && !Ahead().IsMatch(_text.AsSpan(sentence[0].Span.Start, sentence[^1].Span.End - sentence[0].Span.Start));
            _past = achieved || Thresholds().IsMatch(sentence[0].Span.In(_text));
            _grantsLookedFor = sentence[0].Span.Start;
            _verb = null;
            _topic = default;
            _water = _text.AsSpan(sentence[0].Span.Start, sentence[^1].Span.End - sentence[0].Span.Start).IndexOfAny('水', '河', '湖') >= 0;
            for (int i = 0; i < sentence.Length; i++) ReadClause(sentence[i], i == 0 ? null : sentence[i - 1]);
        }
    }

    // 近年来,…取得长足进步: a paragraph that tells what has been achieved.
    [GeneratedRegex(@"\G\s*(?:近年来|近几年|[^。,]{0,12}以来,|“?十[一二三四五]五”?(?:期间|时期),(?=.{0,80}取得)|过去[一二三五十]年)", RegexOptions.CultureInvariant)]
    private static partial Regex Achieved();

    // 到2025年, 下一步, 力争: from here on the paragraph looks ahead.
    [GeneratedRegex(@"到“?(?:20\d\d年|十.五)|下一步|力争|今后|接下来|将", RegexOptions.CultureInvariant)]
    private static partial Regex Ahead();

    private void ReadClause(Clause clause, Clause? before)
    {
        _past |= lexicon.Past.AtStart(clause.Span.In(_text)) > 0;
        if (clause.Span.In(_text).IndexOfAny(NumberSigns) < 0 && !(context.Period is null && context.Annotations.Times.AnyWithin(clause.Span)))
        {
            _topic = clause.Span;
            return;
        }
        // “十四五”期间 begins in a quotation, and is none.
        var times = YearMention.In(context, clause.Span).Where(t => !clause.IsHidden(t.Span.End - 1)).ToList();
        if (times.Count > 0 && OpensClause(clause, times[0]))
        {
            if (times[0].WholeYear && !times[0].IsPast(context)) _year = times[0].Last;
            _sentenceYear = times[0].Last;
        }
        int count = _found.Count;
        if (_water) ReadGrades(clause, before, times);
        if (!_past) new ClauseReader(this, clause, times).Read();
        else if (clause.Span.In(_text).IndexOfAnyInRange('0', '9') >= 0) PassOver(clause.Span, "the sentence speaks of what is the case (目前, 已)");
        foreach (var hidden in clause.Hidden) ReadHidden(hidden, clause);
        if (_found.Count == count) _topic = clause.Span;
    }

    private bool OpensClause(Clause clause, YearMention time) =>
        IndicatorName.InSubject(context.Annotations, new TextSpan(clause.Span.Start, time.Span.Start), lexicon).IsEmpty;

    /// <summary>
    /// A bracket may hold targets of its own: (完成标准:治理率达到60%、…). A quote holds names, unless 的…目标 follows it.
    /// </summary>
    private void ReadHidden(TextSpan hidden, Clause clause)
    {
        bool bracket = _text[hidden.Start] == '(';
        TextSpan? goal = null;
        if (_text[hidden.Start] == '“')
        {
            var behind = _text.AsSpan(hidden.End, clause.Span.End - hidden.End);
            int at = behind.IndexOf("目标", StringComparison.Ordinal);
            if (at is > 1 and < 12 && behind[0] == '的') goal = new TextSpan(hidden.End + 1, hidden.End + at);
        }
        if (!bracket && goal is null) return;
        var inside = new TextSpan(hidden.Start + 1, hidden.End - 1);
        if (inside.Length < 6) return;
        if (bracket && YearsEach().IsMatch(_text.AsSpan(inside.Start, inside.Length)))
        {
            ReadYearsEach(inside);
            return;
        }
        foreach (var sentence in Clauses.Sentences(_text, inside))
            foreach (var inner in sentence)
                new ClauseReader(this, inner, YearMention.In(context, inner.Span).ToList())
                {
                    Goal = goal,
                }.Read();
    }

    // (2022年35家、2023年40家): how many of them in each year.
    [GeneratedRegex(@"^(?:其中)?[:,]?(?:20\d\d年[\d.]+[^\d、,;。]{1,6}(?:$|[、,;]))+$", RegexOptions.CultureInvariant)]
    private static partial Regex YearsEach();

    /// <summary>完成改造120家(2022年35家、2023年40家): the same in each year.</summary>
    private void ReadYearsEach(TextSpan inside)
    {
        if (_found is not [.., { Op: TargetOp.Ge } whole] || _names.IsEmpty) return;
        int? year = null;
        foreach (var quantity in context.Annotations.Quantities.Within(inside))
        {
            if (quantity.IsYear) year = (int)quantity.Value;
            else if (year is { } each && quantity.UnitAsWritten(Original) is { } unit && unit == whole.Unit)
                Add(new Finding(whole.RuleId, new TextSpan(quantity.Start, quantity.End), quantity.Start, whole.Indicator, TargetOp.Ge, quantity.Value, unit, each, null));
        }
    }

    private void ReadGrades(Clause clause, Clause? before, List<YearMention> times)
    {
        foreach (var (grade, subject, value) in WaterGrade.Scan(_text, clause.Span))
        {
            if (clause.IsHidden(grade.Start)) continue;
            int at = subject.Start;
            if (_found.Count > 0 && _found[^1].Span.End > at && _found[^1].Span.End <= subject.End) at = _found[^1].Span.End;
            var name = IndicatorName.InSubject(context.Annotations, subject with { Start = at }, lexicon);
            // An enumeration of sections may run over commas: A断面、B断面,C断面达到…
            if (before is not null && at == clause.Span.Start && before.Span.In(_text).EndsWith("断面", StringComparison.Ordinal) && !_topic.IsEmpty)
                name = name with { Start = IndicatorName.InSubject(context.Annotations, before.Span, lexicon).Start };
            string indicator = name.IsEmpty ? (_names.IsEmpty ? "" : _names[0]) : Original(name);
            if (indicator.Length == 0) continue;
            bool discharge = _text.AsSpan(grade.End).StartsWith("排放标准", StringComparison.Ordinal);
            if (discharge) indicator += "排放标准";
            else if (!indicator.Contains("水质", StringComparison.Ordinal)) indicator += "水质";
            int? year = YearOf(clause, times, grade.Start);
            if (year is { } y && IsPast(y)) continue;
            int start = name.IsEmpty ? grade.Start : name.Start;
            Add(new Finding("target.water-grade", new TextSpan(start, grade.End), start, indicator, TargetOp.Ge, value, "类", year ?? defaultYear, null));
            _names = [indicator];
        }
    }

    // 对应门槛如下:…: from where on a rule holds.
    [GeneratedRegex(@"(?:门槛|起征点|划型标准)(?:如下|分别)?(?:为)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Thresholds();

    /// <summary>Where the sentence begins.</summary>
    internal int SentenceStart { get; private set; }

    internal FactContext Context => context;
    /// <summary>The year of a target beside which none is written: that of the task's 完成时限, else the plan's last.</summary>
    internal int? DefaultYear => defaultYear;
    internal ActVerbs Verbs { get; } = new(context.Folded, lexicon);
    internal TargetLexicon Lexicon => lexicon;
    internal string Text => _text;
    internal ImmutableArray<string> Names { get => _names; set => _names = value; }
    internal TextSpan Topic => _topic;
    internal string? Verb { get => _verb; set => _verb = value; }

    /// <summary>Whether 给予, 补助 or the like stands in the sentence up to the end of a clause.</summary>
    internal bool GrantsUpTo(int end)
    {
        if (!_granting && end > _grantsLookedFor)
        {
            _granting = lexicon.Grant.IndexIn(_text.AsSpan(_grantsLookedFor, end - _grantsLookedFor)) >= 0;
            _grantsLookedFor = end;
        }
        return _granting;
    }

    // A clause without any of these holds neither a quantity nor a year.
    private static readonly SearchValues<char> NumberSigns = SearchValues.Create("0123456789一二两三四五六七八九十百千万类");

    /// <summary>Takes down a number that is no target.</summary>
    internal void PassOver(TextSpan span, string reason) => context.Trace?.Reject("target", span, reason);

    /// <summary>From here to its end the sentence tells what is the case.</summary>
    internal void TellsWhatIs() => _past = true;

    internal void Add(Finding finding) => _found.Add(finding);

    internal string Original(TextSpan span)
    {
        // “5G+工业互联网”项目: the sign that opens a quotation is no part of what stands before the name.
        if (!span.IsEmpty && span.Start > 0 && _text[span.Start - 1] == '“' && span.In(_text) is var text && text.IndexOfAny('”', '"') is > 0 and var close && text[..close].IndexOf('“') < 0) span = span with { Start = span.Start - 1 };
        return span.Of(context.Document.Text).Replace("\n", "", StringComparison.Ordinal).Trim();
    }

    /// <summary>The year that holds at a place of a clause; null where none is written.</summary>
    internal int? YearOf(Clause clause, List<YearMention> times, int at)
    {
        int next = Ordered.FirstFrom<YearMention>(CollectionsMarshal.AsSpan(times), static time => time.Span.Start, at);
        while (next > 0 && clause.IsHidden(times[next - 1].Span.End - 1)) next--;
        return next > 0 ? times[next - 1].Last : _sentenceYear ?? _year;
    }

    internal bool IsPast(int year) => year < (context.Period?.First ?? context.IssuedYear ?? 0);
}
