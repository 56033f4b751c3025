using System.Collections.Immutable;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Rules.Deadlines;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>Takes out the times that bound a task's actions (完成时限): 2021年底前, 自7月1日起, 每月4日前, 持续推进.</summary>
public static class DeadlineRule
{
    /// <summary>A label's text is looked at so far, in UTF-16 code units: no statement of time is longer.</summary>
    private const int LongestLabel = 400;

    /// <summary>The times in a task's own running text.</summary>
    /// <param name="context">The plan's circumstances.</param>
    /// <param name="passages">Places of the text in order; the year named last before carries through all of them.</param>
    /// <returns>The times in order, each once.</returns>
    public static ImmutableArray<Deadline> InText(FactContext context, ImmutableArray<TextSpan> passages)
    {
        var found = new Collector(context, DeadlineSource.Text);
        var years = new YearMemory(context);
        foreach (var passage in passages)
            foreach (var claim in TextTimes.Read(passage, years, context)) found.Add(claim);
        return found.ToImmutable();
    }

    /// <summary>The times in a 完成时限 line, clause (<c>6月底完成</c>) or table cell.</summary>
    /// <param name="context">The plan's circumstances.</param>
    /// <param name="span">The line, clause or cell, with or without its label.</param>
    /// <returns>The times in order, each once.</returns>
    public static ImmutableArray<Deadline> InLabel(FactContext context, TextSpan span)
    {
        var found = new Collector(context, DeadlineSource.Label);
        foreach (var claim in LabelTimes.Read(context, Bounded(span))) found.Add(claim);
        return found.ToImmutable();
    }

    /// <summary>
    /// Where the statement of time ends that begins at the start of a span, when the text runs on without a stop:
    /// of <c>立行立改,按时间节点推进露天采坑回填</c> after 完成时限: the first two.
    /// </summary>
    /// <param name="folded">The document's folded text.</param>
    /// <param name="span">From behind the label to the furthest possible end.</param>
    /// <param name="lexicons">The word lists; the program's own without them.</param>
    /// <returns>The part of the span that is the statement; empty where none stands at its start.</returns>
    public static TextSpan StatementAt(string folded, TextSpan span, LexiconSet? lexicons = null)
    {
        return new TextSpan(span.Start, span.Start + LabelTimes.LengthOf(Bounded(span).Of(folded), lexicons ?? LexiconSet.BuiltIn));
    }

    /// <summary>
    /// Whether a piece of a responsibility clause is a time and nothing else (<c>6月底完成</c>, <c>2021年底前</c>, <c>持续推进</c>), so no unit.
    /// </summary>
    /// <param name="foldedPiece">The piece, folded.</param>
    /// <param name="lexicons">The word lists; the program's own without them.</param>
    public static bool IsTime(ReadOnlySpan<char> foldedPiece, LexiconSet? lexicons = null)
    {
        return foldedPiece.Length is >= 2 and <= 60 && LabelTimes.IsTime(foldedPiece.ToString(), lexicons ?? LexiconSet.BuiltIn);
    }

    private static TextSpan Bounded(TextSpan span) => new(span.Start, Math.Min(span.End, span.Start + LongestLabel));

    /// <summary>Turns claims into facts; the same time twice is one fact.</summary>
    private sealed class Collector(FactContext context, DeadlineSource source)
    {
        private readonly ImmutableArray<Deadline>.Builder facts = ImmutableArray.CreateBuilder<Deadline>();
        private readonly HashSet<(DeadlineKind, DateOnly?, DateOnly?, string)> seen = [];

        public void Add(TimeClaim claim)
        {
            var span = new TextSpan(claim.Start, claim.End);
            string words = claim.Due is null && claim.First is null ? span.Of(context.Folded) : "";
            if (!seen.Add((claim.Kind, claim.Due, claim.First, words))) return;
            facts.Add(new Deadline(claim.Kind, claim.Due, claim.First, source,
                new Evidence("deadline." + claim.Habit, span, span.Of(context.Document.Text))));
        }

        public ImmutableArray<Deadline> ToImmutable() => facts.ToImmutable();
    }
}
