using System.Collections.Immutable;
using System.Text;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>
/// A document as a person reads it: without what only the way of its making put between the characters. Everything after reading works on this copy, so that
/// no rule knows of stray spaces; <see cref="Restore(Extraction)"/> leads what was found back to the document's own places.
/// </summary>
/// <remarks>
/// Left out: invisible characters; spaces beside digits, letters and signs (<c>2021 年 10 月</c>); spaces between all characters of a line
/// (<c>县 水 务 局</c>) or all over a document; the marks of Markdown (<c>**（一）…**</c>, <c># </c>); line breaks inside a date in a narrow cell. Replaced: look-alikes (⽔ is 水), a font's own sign for the stop behind a line's number.
/// Kept: spaces that part things, as those of <c>1 总则</c>, <c>附件1 某某表</c> and <c>市财政局 市水务局</c>.
/// </remarks>
internal sealed class FairCopy
{
    /// <summary>From how many lone spaces between Chinese characters on a document's spaces are litter.</summary>
    private const int LitterFrom = 200;

    /// <summary>From how many characters on a line is no title or list, so that a wide space in it was an indent.</summary>
    private const int LongLine = 400;

    private readonly PolicyDocument _original;
    private readonly List<int> _places;
    private readonly int[] _copied;

    private FairCopy(PolicyDocument original, string text, List<int> places, int[] copied)
    {
        (_original, _places, _copied) = (original, places, copied);
        Document = original with
        {
            Text = text,
            Blocks = [.. original.Blocks.Select(Copied)],
            Metadata = [.. original.Metadata.Select(field => field with { Value = Copied(field.Value) })],
            Diagnostics = [],
        };
    }

    /// <summary>The copy.</summary>
    public PolicyDocument Document { get; }

    /// <summary>Makes the copy of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="cancellation">Stops the work.</param>
    public static FairCopy Of(PolicyDocument document, CancellationToken cancellation = default)
    {
        var writer = new Writer(document.Text, IsLittered(document));
        foreach (var block in document.Blocks)
        {
            cancellation.ThrowIfCancellationRequested();
            if (block is TableBlock table)
                foreach (var cell in table.Cells.OrderBy(cell => cell.Span.Start)) writer.Write(cell.Span, isCell: true);
            else writer.Write(block.Span, isCell: false);
        }
        writer.WriteRest();
        return new FairCopy(document, writer.Text, writer.Places, writer.Copied);
    }

    /// <summary>The place in the document of a place in the copy.</summary>
    public TextSpan Restore(TextSpan span)
    {
        int start = span.Start < _places.Count ? _places[span.Start] : _original.Text.Length;
        return span.IsEmpty ? new TextSpan(start, start) : new TextSpan(start, _places[span.End - 1] + 1);
    }

    /// <summary>The place in the copy of a place in the document.</summary>
    public TextSpan Copied(TextSpan span) => new(_copied[span.Start], _copied[span.End]);

    /// <summary>Leads what was found in the copy back to the document.</summary>
    public Extraction Restore(Extraction found) => found with
    {
        Document = _original,
        Plans = [.. found.Plans.Select(Restore)],
        Diagnostics = [.. found.Diagnostics.Select(note => note with { Span = note.Span is { } span ? Restore(span) : null })],
        Citations = [.. found.Citations.Select(citation => citation with { Evidence = Restore(citation.Evidence)! })],
        Leftovers = [.. found.Leftovers.Select(left => left with { Span = Restore(left.Span) })],
        Laws = [.. found.Laws.Select(Restore)],
    };

    private Plan Restore(Plan plan) => plan with
    {
        TitleEvidence = Restore(plan.TitleEvidence),
        DocNumberEvidence = Restore(plan.DocNumberEvidence),
        IssuerEvidence = Restore(plan.IssuerEvidence),
        IssuedOnEvidence = Restore(plan.IssuedOnEvidence),
        Span = Restore(plan.Span),
        Nodes = [.. plan.Nodes.Select(node => node with
        {
            LabelSpan = Restore(node.LabelSpan),
            HeadingSpan = node.HeadingSpan is { } heading ? Restore(heading) : null,
            Body = [.. node.Body.Select(Restore)],
            Span = Restore(node.Span),
        })],
        Tasks = [.. plan.Tasks.Select(task => task with
        {
            Passages = [.. task.Passages.Select(Restore)],
            Evidence = Restore(task.Evidence)!,
            Assignments = [.. task.Assignments.Select(fact => fact with { Evidence = Restore(fact.Evidence)! })],
            Deadlines = [.. task.Deadlines.Select(fact => fact with { Evidence = Restore(fact.Evidence)! })],
        })],
        Targets = [.. plan.Targets.Select(fact => fact with { Evidence = Restore(fact.Evidence)! })],
    };

    private Evidence? Restore(Evidence? evidence)
    {
        if (evidence is null) return null;
        var span = Restore(evidence.Span);
        return evidence with { Span = span, Raw = span.Of(_original.Text) };
    }

    private Block Copied(Block block) => block switch
    {
        TableBlock table => table with { Span = Copied(table.Span), Cells = [.. table.Cells.Select(cell => cell with { Span = Copied(cell.Span) })] },
        ParagraphBlock paragraph => paragraph with { Span = Copied(paragraph.Span), GeneratedLabel = paragraph.GeneratedLabel is { } label ? Copied(label) : null },
        _ => block,
    };

    /// <summary>Whether a document, as converters leave it, has lone spaces between Chinese characters all over.</summary>
    private static bool IsLittered(PolicyDocument document)
    {
        int spaces = 0;
        foreach (var block in document.Blocks)
        {
            if (block is not ParagraphBlock) continue;
            var text = block.Span.In(document.Text);
            for (int i = 1; i + 1 < text.Length && spaces < LitterFrom; i++)
                if (text[i] == ' ' && IsHan(text[i - 1]) && IsHan(text[i + 1])) spaces++;
        }
        return spaces >= LitterFrom;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF' or '〇';

    /// <summary>Writes the copy, span by span, and notes for each character where it stood.</summary>
    private sealed class Writer(string source, bool littered)
    {
        private readonly StringBuilder _text = new(source.Length);
        private int _next;

        public List<int> Places { get; } = new(source.Length);

        public int[] Copied { get; } = new int[source.Length + 1];

        public string Text => _text.ToString();

        public void Write(TextSpan span, bool isCell)
        {
            while (_next < span.Start) Keep(source[_next]);
            int end = Math.Max(_next, span.End);
            while (_next < end)
            {
                int length = source.AsSpan(_next, end - _next).IndexOf('\n');
                int lineEnd = length < 0 ? end : _next + length;
                WriteLine(lineEnd);
                if (lineEnd == end) break;
                if (isCell && IsInsideDate(lineEnd, end)) Drop();
                else Keep('\n');
            }
        }

        public void WriteRest()
        {
            while (_next < source.Length) Keep(source[_next]);
            Copied[source.Length] = _text.Length;
        }

        /// <summary>2021年 / 12月底, 2021 / 年, 12月 / 底前: a break that only a narrow column made.</summary>
        private bool IsInsideDate(int at, int end)
        {
            if (at == 0 || at + 1 >= end) return false;
            char before = source[at - 1], after = source[at + 1];
            return before is '年' or '月' && (char.IsAsciiDigit(after) || after is '底' or '末')
                || before is '年' or '月' or '日' or '底' or '末' && after is '前'
                || char.IsAsciiDigit(before) && after is '年' or '月' or '日';
        }

        private void WriteLine(int end)
        {
            int start = _next;
            bool spacedOut = littered || IsSpacedOut(source.AsSpan(start, end - start));
            SkipHeadingMark(end);
            while (_next < end)
            {
                char c = source[_next];
                if (IsInvisible(c)) Drop();
                else if (c == '*' && _next + 1 < end && source[_next + 1] == '*') while (_next < end && source[_next] == '*') Drop();
                else if (CharFold.Fold(c) is ' ' or '\t') WriteSpaces(start, end, spacedOut);
                else if (c is >= '\uE000' and <= '\uF8FF' && _next - start is > 0 and < 6 && _next + 1 < end && IsNumber(source.AsSpan(start, _next - start).TrimStart())) Keep('.');
                else Keep(CompatibilityForms.Plain(c));
            }
        }

        /// <summary>Markdown's <c>## </c> before a heading.</summary>
        private void SkipHeadingMark(int end)
        {
            int i = _next;
            while (i < end && i - _next < 6 && source[i] == '#') i++;
            if (i == _next || i >= end || source[i] != ' ') return;
            while (_next <= i) Drop();
        }

        /// <summary>A run of spaces becomes one space or none.</summary>
        private void WriteSpaces(int lineStart, int lineEnd, bool spacedOut)
        {
            int first = _next;
            while (_next < lineEnd && (CharFold.Fold(source[_next]) is ' ' or '\t' || IsInvisible(source[_next]))) _next++;
            int end = _next;
            _next = first;
            bool keep = first == lineStart || end == lineEnd || Parts(lineStart, first, end, spacedOut);
            if (lineEnd - lineStart > LongLine && first > lineStart && end < lineEnd && source.AsSpan(first, end - first).Count('\u3000') >= 2)
            {
                // 。　　二、…: the indent of a paragraph whose line break was lost.
                Keep('\n');
                while (_next < end) Drop();
                return;
            }
            // A tab parts more than a space, and stays what it is.
            if (keep) Keep(source.AsSpan(first, end - first).Contains('\t') ? '\t' : ' ');
            while (_next < end) Drop();
        }

        /// <summary>Whether spaces inside a line part two things.</summary>
        private bool Parts(int lineStart, int first, int end, bool spacedOut)
        {
            char before = CharFold.Fold(source[first - 1]), after = CharFold.Fold(source[end]);
            if (source.AsSpan(first, end - first).Contains('\t')) return true;
            if (char.IsAsciiLetterOrDigit(before) && char.IsAsciiLetterOrDigit(after)) return true;
            var head = source.AsSpan(lineStart, first - lineStart).TrimStart();
            // 1 总则, 第一章 总则, 附件1 某某表: the space closes a label; 2024 年, 6 月底前, 3．2024 年底前: it stands in a date.
            int digits = TrailingDigits(head);
            bool inDate = after == '年' ? digits == 4 : after is '月' or '日' && digits <= 2;
            if (IsHan(after) && head.Length <= 8 && (IsNumber(head) && !inDate || head.Length > 0 && head[0] is '第' or '附')) return true;
            if (IsHan(before) && IsHan(after)) return !(spacedOut && end == first + 1) && !(spacedOut && !littered);
            return false;
        }

        private static int TrailingDigits(ReadOnlySpan<char> text)
        {
            int start = text.Length;
            while (start > 0 && char.IsAsciiDigit(CharFold.Fold(text[start - 1]))) start--;
            return text.Length - start;
        }

        private static bool IsNumber(ReadOnlySpan<char> text)
        {
            foreach (char c in text)
                if (!char.IsAsciiDigit(CharFold.Fold(c)) && CharFold.Fold(c) != '.') return false;
            return !text.IsEmpty;
        }

        /// <summary>县 水 务 局: most Chinese characters of the line stand apart.</summary>
        private static bool IsSpacedOut(ReadOnlySpan<char> line)
        {
            int joined = 0, apart = 0;
            char before = '\0';
            bool space = false;
            foreach (char c in line)
            {
                if (CharFold.Fold(c) is ' ') { space = true; continue; }
                if (IsHan(c) && IsHan(before))
                {
                    if (space) apart++;
                    else joined++;
                }
                (before, space) = (c, false);
            }
            return apart > 0 && apart * 10 >= (apart + joined) * 6;
        }

        private static bool IsInvisible(char c) => c is '\u200B' or '\u200C' or '\u200D' or '\uFEFF' or '\u00AD' or '\u2060' || char.IsControl(c) && c is not ('\n' or '\t' or '\r');

        private void Keep(char c)
        {
            Copied[_next] = _text.Length;
            _text.Append(c);
            Places.Add(_next++);
        }

        private void Drop() => Copied[_next++] = _text.Length;
    }
}
