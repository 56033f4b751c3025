using System.Globalization;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Rules.Responsibility;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>
/// Says what words that a person points at might be: units, times and numbers, by the scanners and readers of the rules themselves, but without what makes a
/// rule sure. Where no reader makes anything of the words, the bare scanner's date or number is proposed.
/// </summary>
public sealed class Proposals
{
    private const int LongestIndicator = 30;
    private const int LongestLabel = 12;

    private readonly Extraction _extraction;
    private readonly FairCopy _copy;
    private readonly string _folded;
    private readonly TextAnnotations _annotations;
    private readonly RuleOptions _options;

    /// <summary>Prepares the proposals of a document; the scanners run when they are first needed.</summary>
    public Proposals(Extraction extraction, RuleOptions options)
    {
        (_extraction, _options) = (extraction, options);
        _copy = FairCopy.Of(extraction.Document);
        _folded = CharFold.Fold(_copy.Document.Text);
        _annotations = new TextAnnotations(_folded, options.Lexicons, CancellationToken.None);
    }

    /// <summary>What selected words might be, in the order of the text.</summary>
    /// <param name="words">Their place in the document.</param>
    /// <param name="plan">Ordinal of the plan to which they belong.</param>
    /// <param name="inHead">Whether a fact of the plan's head is wanted: title, number, issuer, date.</param>
    public IReadOnlyList<Proposal> Of(TextSpan words, int plan, bool inHead)
    {
        var span = _copy.Copied(words).Trimmed(_folded);
        if (span.IsEmpty) return [];
        var context = Context(plan);
        if (inHead) return [.. Head(context, span, words)];
        return [.. Units(context, span).Concat(Times(context, span)).Concat(Numbers(context, span)).OrderBy(each => each.Span.Start)];
    }

    /// <summary>What a task's whole text might hold beside its facts: nothing that overlaps one of them.</summary>
    /// <param name="task">The task.</param>
    /// <param name="plan">Ordinal of its plan.</param>
    public IReadOnlyList<Proposal> Missing(PolicyTask task, int plan)
    {
        var context = Context(plan);
        var span = _copy.Copied(task.Evidence.Span).Trimmed(_folded);
        var known = new List<TextSpan>([.. task.Assignments.Select(fact => fact.Evidence.Span), .. task.Deadlines.Select(fact => fact.Evidence.Span),
            .. _extraction.Plans[plan].Targets.Select(fact => fact.Evidence.Span).Where(task.Evidence.Span.Contains)]);
        return [.. UnitLists(span).SelectMany(list => Units(context, list)).Concat(Times(context, span)).Concat(Numbers(context, span))
            .Where(each => !known.Exists(each.Span.Overlaps)).DistinctBy(each => (each.Subject, each.Span)).OrderBy(each => each.Span.Start)];
    }

    private FactContext Context(int plan)
    {
        var of = plan >= 0 && plan < _extraction.Plans.Length ? _extraction.Plans[plan] : null;
        return new FactContext(_copy.Document, _folded, of?.Period, of?.IssuedOn?.Year) { Options = _options, Annotations = _annotations };
    }

    private IEnumerable<Proposal> Units(FactContext context, TextSpan span)
    {
        var list = new TextSpan(ListStart(span), span.End);
        var organs = _annotations.Organs;
        foreach (var unit in new UnitList(context).Read(list))
        {
            if (!organs.IsOrgan(CharFold.Fold(unit.Name))) continue;
            var cue = RoleOf(unit.Span);
            yield return Make("assignment", unit.Span, ("unit", unit.Name), ("role", GoldJson.Name(cue?.Role ?? AssignmentRole.Lead)), ("label", cue is null ? null : Written(cue.Span)));
        }
    }

    /// <summary>Where the units begin in words that have their label with them: 牵头单位：市水务局, also where no list knows the label (领办科室：).</summary>
    private int ListStart(TextSpan span)
    {
        if (_annotations.RoleCues.Within(span).FirstOrDefault(cue => cue.Kind == CueKind.Label) is { } label && label.End < span.End) return label.End;
        int colon = _folded.AsSpan(span.Start, Math.Min(LongestLabel, span.Length)).IndexOf(':');
        return colon < 0 ? span.Start : span.Start + colon + 1;
    }

    /// <summary>The word of role that a unit has in its line: the label or the 会同 before it, else the verb behind it.</summary>
    private RoleCue? RoleOf(TextSpan unit)
    {
        int lineStart = unit.Start == 0 ? 0 : _folded.LastIndexOf('\n', unit.Start - 1) + 1;
        int lineEnd = _folded.IndexOf('\n', unit.End) is var end && end < 0 ? _folded.Length : end;
        var cues = _annotations.RoleCues;
        return cues.Within(new TextSpan(lineStart, unit.Start)).LastOrDefault(cue => cue.Kind is CueKind.Label or CueKind.Before)
            ?? cues.Within(new TextSpan(unit.End, lineEnd)).FirstOrDefault(cue => cue.Kind == CueKind.Verb);
    }

    /// <summary>Where lists of units may stand: behind a word of role to the line's end, in brackets, and before a verb of role.</summary>
    private IEnumerable<TextSpan> UnitLists(TextSpan span)
    {
        foreach (var cue in _annotations.RoleCues.Within(span))
        {
            if (cue.Kind is not (CueKind.Label or CueKind.Before)) continue;
            int end = _folded.AsSpan(cue.End, span.End - cue.End).IndexOfAny("。;\n") is var at && at < 0 ? span.End : cue.End + at;
            if (end > cue.End) yield return new TextSpan(cue.End, end);
        }
        foreach (var bracket in _annotations.Brackets.Outermost.Within(span)) yield return bracket.Inner;
    }

    private IEnumerable<Proposal> Times(FactContext context, TextSpan span)
    {
        var found = new List<Deadline>();
        // Line by line: a label's statement ends with its line.
        foreach (var line in Lines(span)) found.AddRange(DeadlineRule.InLabel(context, line) is { IsEmpty: false } labelled && line == span ? labelled : DeadlineRule.InText(context, [line]));
        foreach (var deadline in found)
        {
            yield return Make("deadline", deadline.Evidence.Span, ("kind", GoldJson.Name(deadline.Kind)), ("due", Iso(deadline.Due)), ("start", Iso(deadline.Start)),
                ("source", GoldJson.Name(deadline.Source)));
        }
        foreach (var mention in _annotations.Times.Within(span))
        {
            if (!mention.IsDate || found.Exists(each => each.Evidence.Span.Overlaps(mention.Span))) continue;
            int? year = mention.Date.Year ?? context.IssuedYear + (mention.Date.YearOffset ?? 0) ?? context.Period?.Last;
            yield return Make("deadline", mention.Span, ("kind", "by"), ("due", year is { } known && IsWhole(mention.Date) ? Iso(mention.Date.LastDay(known)) : null), ("source", "text"));
        }
    }

    private IEnumerable<Proposal> Numbers(FactContext context, TextSpan span)
    {
        var found = TargetRule.InText(context, [span], [], 1);
        foreach (var target in found)
        {
            yield return Make("target", target.Evidence.Span, ("indicator", target.Indicator), ("op", GoldJson.Name(target.Op)), ("value", Number(target.Value)), ("unit", target.Unit),
                ("year", target.Year?.ToString(CultureInfo.InvariantCulture)), ("base", target.Base?.ToString(CultureInfo.InvariantCulture)));
        }
        foreach (var quantity in _annotations.Quantities.Within(span))
        {
            if (quantity.IsYear || quantity.RunsOn || quantity.Unit.IsEmpty && quantity.Scale.Length == 0 || _annotations.Times.Within(span).Any(time => time.Span.Overlaps(quantity.Span))) continue;
            if (found.Any(each => each.Evidence.Span.Overlaps(quantity.Span))) continue;
            yield return Make("target", new TextSpan(quantity.Start, quantity.End), ("indicator", IndicatorBefore(quantity.Start, span.Start)), ("op", quantity.Bound == Bound.Ceiling ? "le" : "ge"),
                ("value", Number(quantity.Value)), ("unit", quantity.UnitAsWritten(Written)), ("year", context.Period?.Last.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private IEnumerable<Proposal> Head(FactContext context, TextSpan span, TextSpan words)
    {
        string written = string.Concat(Written(span).Where(c => !char.IsWhiteSpace(c)));
        foreach (var mention in _annotations.Times.Within(span))
            if (mention.Date is { Year: { } year, Month: not null, Day: not null }) yield return Make("plan", mention.Span, ("issued_on", Iso(mention.Date.FirstDay(year))));
        if (_annotations.Organs.IsOrgan(CharFold.Fold(written))) yield return new Proposal("plan", words, [new("issuer", written)]);
        yield return new Proposal("plan", words, [new("title", written)]);
        yield return new Proposal("plan", words, [new("doc_number", written)]);
        if (!_annotations.Organs.IsOrgan(CharFold.Fold(written))) yield return new Proposal("plan", words, [new("issuer", written)]);
    }

    private Proposal Make(string subject, TextSpan span, params IEnumerable<(string Name, string? Value)> values) =>
        new(subject, _copy.Restore(span), [.. values.Where(each => each.Value is not null).Select(each => KeyValuePair.Create(each.Name, each.Value!))]);

    private IEnumerable<TextSpan> Lines(TextSpan span)
    {
        for (int start = span.Start; start < span.End;)
        {
            int length = _folded.AsSpan(start, span.End - start).IndexOf('\n');
            int end = length < 0 ? span.End : start + length;
            if (end > start) yield return new TextSpan(start, end);
            start = end + 1;
        }
    }

    /// <summary>The words before a number in its clause: 新建污水管网 before 12公里.</summary>
    private string IndicatorBefore(int number, int from)
    {
        from = Math.Max(from, number - LongestIndicator);
        int mark = _folded.AsSpan(from, number - from).LastIndexOfAny("。;,、:\n()");
        return Written(new TextSpan(mark < 0 ? from : from + mark + 1, number)).Trim();
    }

    private static bool IsWhole(DateParts date) => date.Day is null || date.Month is not null;

    private string Written(TextSpan span) => span.Of(_copy.Document.Text);

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
