using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>
/// Writes a document's text as HTML with its facts marked. All the element's text, joined, is the document's text to the letter: what stands between
/// blocks and cells (a line break, a tab) is written at the end of the one before. So a mark that runs over the border of a paragraph or
/// a cell keeps its words whole, and places count the same in the page as in the document.
/// </summary>
internal sealed class SourceText
{
    private readonly TextWriter _html;
    private readonly Extraction _extraction;
    private readonly string _text;
    private readonly BlockLooks _looks;
    private readonly MarkSweep _marks;
    private readonly Finding[] _checks;
    private int _nextCheck;

    private SourceText(TextWriter html, Extraction extraction, IEnumerable<FactMark> marks)
    {
        (_html, _extraction, _text) = (html, extraction, extraction.Document.Text);
        _marks = new MarkSweep(html, _text, marks);
        _looks = new BlockLooks(extraction);
        _checks = [.. extraction.Findings.Where(finding => finding.Code.Severity > FindingSeverity.Info && finding.Span is not null).OrderBy(finding => finding.Span!.Value.Start)];
    }

    /// <summary>Writes the text of <paramref name="extraction"/>.</summary>
    public static void Write(TextWriter html, Extraction extraction, IEnumerable<FactMark> marks) => new SourceText(html, extraction, marks).Write();

    private void Write()
    {
        var blocks = _extraction.Document.Blocks;
        if (blocks.IsEmpty || blocks[0].Span.Start > 0) Element("p", "", 0, blocks.IsEmpty ? _text.Length : blocks[0].Span.Start);
        for (int i = 0; i < blocks.Length; i++)
        {
            int end = i + 1 < blocks.Length ? blocks[i + 1].Span.Start : _text.Length;
            if (blocks[i] is TableBlock table) Table(table, end);
            else Element("p", Classes((ParagraphBlock)blocks[i], end), blocks[i].Span.Start, end);
        }
    }

    /// <summary>The codes of what is to be checked in the part that is to be written next; shown beside it, so that the text stays to the letter.</summary>
    private string ChecksUpTo(int end)
    {
        var codes = new List<string>();
        for (; _nextCheck < _checks.Length && _checks[_nextCheck].Span!.Value.Start < end; _nextCheck++)
            if (!codes.Contains(_checks[_nextCheck].Code.Name)) codes.Add(_checks[_nextCheck].Code.Name);
        return string.Join(", ", codes);
    }

    private string Classes(ParagraphBlock paragraph, int end)
    {
        var classes = _looks.Of(paragraph).Classes();
        if (_marks.TasksWithin(paragraph.Span.Start, end)) classes.Add("in-task");
        if (_marks.TaskStartsWithin(end)) classes.Add("starts");
        return string.Join(' ', classes);
    }

    private void Table(TableBlock table, int end)
    {
        _html.Write("<div class=\"scroll\" tabindex=\"0\" role=\"region\"><table class=\"source\"><tbody>");
        int next = 0;
        for (int row = 0; row < table.RowCount; row++)
        {
            _html.Write("<tr>");
            for (; next < table.Cells.Length && table.Cells[next].Row == row; next++)
            {
                int cellEnd = next + 1 < table.Cells.Length ? table.Cells[next + 1].Span.Start : end;
                Cell(table.Cells[next], isHead: row < table.DeclaredHeadRows, next == 0 ? table.Span.Start : table.Cells[next].Span.Start, cellEnd);
            }
            _html.Write("</tr>");
        }
        _html.Write("</tbody></table></div>");
    }

    private void Cell(TableCell cell, bool isHead, int start, int end)
    {
        string tag = isHead ? "th" : "td";
        string spans = (cell.RowSpan > 1 ? $" rowspan=\"{cell.RowSpan}\"" : "") + (cell.ColumnSpan > 1 ? $" colspan=\"{cell.ColumnSpan}\"" : "");
        Element(tag, "", start, end, spans);
    }

    private void Element(string tag, string classes, int start, int end, string attributes = "")
    {
        _html.Write('<');
        _html.Write(tag);
        _html.Write(attributes);
        if (classes.Length > 0) _html.Write($" class=\"{classes}\"");
        if (ChecksUpTo(end) is { Length: > 0 } checks) _html.Write($" data-check=\"{checks}\"");
        _html.Write('>');
        _marks.Write(start, end);
        _html.Write("</");
        _html.Write(tag);
        _html.Write('>');
    }
}
