using System.Collections.Immutable;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections;

/// <summary>Makes anchors, and finds their places again in a text that may have changed.</summary>
/// <param name="text">The document's text.</param>
internal sealed class Anchors(string text)
{
    // Characters on either side of the words, and of a task's or plan's beginning, in code points.
    private const int Around = 20, HeadLength = 30;

    // A line this long says enough to be known again by itself.
    private const int LeastLine = 6;

    private readonly CodePointMap _codePoints = new(text);

    /// <summary>The anchor of a place.</summary>
    public CorrectionAnchor Of(TextSpan place, int? plan, ImmutableArray<string> path, int part, string item)
    {
        var (start, length) = _codePoints.ToCodePoints(place);
        var before = _codePoints.ToUtf16(Math.Max(0, start - Around), Math.Min(Around, start));
        int behind = start + length;
        var after = _codePoints.ToUtf16(behind, Math.Min(Around, _codePoints.Length - behind));
        return new CorrectionAnchor(plan, path, part, item, start, length, place.Of(text), before.Of(text), after.Of(text));
    }

    /// <summary>The place of the first words of a task or plan, to the end of their sentence or line if they are enough.</summary>
    public TextSpan HeadOf(TextSpan item)
    {
        var trimmed = item.Trimmed(text);
        var (start, length) = _codePoints.ToCodePoints(trimmed);
        var head = _codePoints.ToUtf16(start, Math.Min(length, HeadLength));
        // What follows the heading may change without the task becoming another one.
        for (int i = head.Start + LeastLine; i < head.End; i++)
            if (text[i] is '。' or '\n') return new TextSpan(head.Start, i).Trimmed(text);
        return head.Trimmed(text);
    }

    /// <summary>Whether these are first words of the item; its number may be another one by now.</summary>
    public bool IsHead(string words, TextSpan item) => words.Length > 0 && Bare(HeadOf(item).Of(text)) == Bare(words);

    /// <summary>Whether the first lines of both are the same and long enough to say so.</summary>
    public bool IsFirstLine(string words, TextSpan item)
    {
        string line = FirstLine(Bare(words));
        return line.Length >= LeastLine && line == FirstLine(Bare(HeadOf(item).Of(text)));
    }

    /// <summary>
    /// The place that an anchor means, or null where its words are gone, or stand in several places of which none is more likely.
    /// </summary>
    /// <param name="anchor">The anchor, whose words are not empty.</param>
    /// <param name="within">The task where it stood, as far as it was found; decides between places that look alike.</param>
    public TextSpan? Find(CorrectionAnchor anchor, TextSpan? within)
    {
        var exact = AtItsPlace(anchor);
        if (exact is { } place && Agreement(anchor, place) == Agreements.Both) return place;
        var found = Occurrences(anchor.Words).ToList();
        foreach (var agreement in (ReadOnlySpan<Agreements>)[Agreements.Both, Agreements.One])
        {
            var alike = found.Where(each => Agreement(anchor, each) >= agreement).ToList();
            if (alike.Count == 1) return alike[0];
            if (alike.Count > 1) return OnlyOne(alike, within);
        }
        return OnlyOne(found, within);
    }

    private static TextSpan? OnlyOne(List<TextSpan> places, TextSpan? within)
    {
        if (within is not { } item) return null;
        var inside = places.Where(item.Contains).ToList();
        return inside.Count == 1 ? inside[0] : null;
    }

    private TextSpan? AtItsPlace(CorrectionAnchor anchor)
    {
        if (anchor.Start < 0 || anchor.Length <= 0 || anchor.Start > _codePoints.Length - anchor.Length) return null;
        var place = _codePoints.ToUtf16(anchor.Start, anchor.Length);
        return place.In(text).SequenceEqual(anchor.Words) ? place : null;
    }

    private IEnumerable<TextSpan> Occurrences(string words)
    {
        for (int at = text.IndexOf(words, StringComparison.Ordinal); at >= 0; at = text.IndexOf(words, at + words.Length, StringComparison.Ordinal))
            yield return new TextSpan(at, at + words.Length);
    }

    private Agreements Agreement(CorrectionAnchor anchor, TextSpan place)
    {
        bool before = Agrees(anchor.Before, text.AsSpan(0, place.Start), atEnd: true), after = Agrees(anchor.After, text.AsSpan(place.End), atEnd: false);
        return before && after ? Agreements.Both : before && anchor.Before.Length > 0 || after && anchor.After.Length > 0 ? Agreements.One : Agreements.None;
    }

    private static bool Agrees(string words, ReadOnlySpan<char> side, bool atEnd) =>
        words.Length == 0 ? side.IsEmpty : atEnd ? side.EndsWith(words, StringComparison.Ordinal) : side.StartsWith(words, StringComparison.Ordinal);

    private static string Bare(string head)
    {
        string folded = CharFold.Fold(head).TrimStart();
        return OutlineNumbering.Recognise(folded) is { } label && label.Length < folded.Length ? folded[label.Length..].Trim() : folded.Trim();
    }

    private static string FirstLine(string words) => words.IndexOf('\n') is var end and >= 0 ? words[..end].TrimEnd() : words;

    private enum Agreements
    {
        None,
        One,
        Both,
    }
}
