using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>
/// A table as its reader sees it: title rows, head rows and data rows, the text of spans repeated in every position, and each data
/// cell under its head even where a flattened table has lost its spans.
/// </summary>
internal sealed partial class TableView
{
    private readonly TableCell?[,] _cells;
    private readonly string _text;
    private readonly int[] _lengths;
    private readonly int _headShift;
    private readonly int _headLength;

    public TableView(PolicyDocument document, TableBlock table)
    {
        _text = document.Text;
        Rows = table.RowCount;
        Columns = table.ColumnCount;
        _cells = new TableCell?[Rows, Columns];
        foreach (var cell in table.Cells)
            for (int r = cell.Row; r < Math.Min(Rows, cell.Row + cell.RowSpan); r++)
                for (int c = cell.Column; c < Math.Min(Columns, cell.Column + cell.ColumnSpan); c++) _cells[r, c] = cell;
        _lengths = [.. Enumerable.Range(0, Rows).Select(LengthOf)];

        FirstHead = 0;
        while (FirstHead < Rows - 1 && DistinctTexts(FirstHead) <= 1) FirstHead++;
        FirstData = Math.Max(FirstHead + 1, table.DeclaredHeadRows);
        while (FirstData < Rows && IsHeadRow(FirstData)) FirstData++;

        // In flattened text a title may stand as the first cell of the head row: every other row is then one cell shorter.
        _headLength = _lengths[FirstHead];
        if (_headLength > 2 && LooksLikeTitle(Text(FirstHead, 0)) && Enumerable.Range(FirstHead + 1, Rows - FirstHead - 1).All(r => _lengths[r] < _headLength))
        {
            _headShift = 1;
            _headLength--;
        }
        Heads = [.. Enumerable.Range(0, Columns).Select(HeadOf)];
        Title = string.Concat(Enumerable.Range(0, FirstHead).Select(r => Text(r, 0))) + (_headShift > 0 ? Text(FirstHead, 0) : "") + TitleBefore(document, table);
    }

    public int Rows { get; }
    public int Columns { get; }
    /// <summary>The first row of heads.</summary>
    public int FirstHead { get; }
    /// <summary>The first row behind the heads.</summary>
    public int FirstData { get; }
    /// <summary>The head of each column: its rows' texts one after another, folded, white space left out.</summary>
    public ImmutableArray<string> Heads { get; }
    /// <summary>What stands over the table, in it or before it.</summary>
    public string Title { get; }

    /// <summary>The cell of a data row under a head.</summary>
    public TableCell? Cell(int row, int column)
    {
        int at = column + Shift(row, column);
        return at < Columns ? _cells[row, at] : null;
    }

    /// <summary>The text of a data row's cell under a head, white space left out.</summary>
    public string TextUnder(int row, int column) => Cell(row, column) is { } cell ? Squeeze(cell.Span.Of(_text)) : "";

    /// <summary>
    /// A flattened row that is longer than its heads has a head that spanned columns; the heads behind it stand further right. The
    /// first column (the number) never moves.
    /// </summary>
    private int Shift(int row, int column) => column > 0 && _lengths[row] > _headLength ? _lengths[row] - _headLength : 0;

    private string HeadOf(int column)
    {
        var parts = new List<string>();
        for (int r = FirstHead; r < FirstData; r++)
        {
            int at = r == FirstHead ? column + _headShift : column;
            if (at >= Columns) continue;
            string part = CharFold.Fold(Text(r, at));
            if (part.Length > 0 && !parts.Contains(part)) parts.Add(part);
        }
        return string.Concat(parts);
    }

    /// <summary>A further row of heads: no number in front, nothing that is a value, and words such as 2021年目标 or nothing at all.</summary>
    private bool IsHeadRow(int row)
    {
        bool any = false;
        for (int c = 0; c < Columns; c++)
        {
            string text = CharFold.Fold(Text(row, c));
            if (text.Length == 0) continue;
            any = true;
            if (c == 0 && !ReferenceEquals(_cells[row, c], row > 0 ? _cells[row - 1, c] : null)) return false;
            if (!HeadWord().IsMatch(text) && !ReferenceEquals(_cells[row, c], _cells[row - 1, c])) return false;
        }
        return any || row == FirstHead + 1;
    }

    private int DistinctTexts(int row) => Enumerable.Range(0, Columns).Select(c => _cells[row, c]).Where(c => c is { Span.IsEmpty: false }).Distinct().Count();

    private int LengthOf(int row)
    {
        for (int c = Columns; c > 0; c--)
            if (Text(row, c - 1).Length > 0) return c;
        return 0;
    }

    private string Text(int row, int column) => _cells[row, column] is { } cell ? Squeeze(cell.Span.Of(_text)) : "";

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private static bool LooksLikeTitle(string text) => text.Length >= 8 && (text.Contains("年", StringComparison.Ordinal) || text.EndsWith('表'));

    /// <summary>The one or two short paragraphs before the table.</summary>
    private static string TitleBefore(PolicyDocument document, TableBlock table)
    {
        string title = "";
        for (int i = table.Index - 1; i >= 0 && i >= table.Index - 2; i--)
        {
            if (document.Blocks[i] is not ParagraphBlock { Span.Length: < 50 } paragraph) break;
            title = Squeeze(paragraph.Span.Of(document.Text)) + title;
        }
        return title;
    }

    // 2021年目标, 目标值, 现状值, 基期; the words of a second row of heads.
    [GeneratedRegex(@"^(?:20\d\d年?(?:度|底|末)?)?[年度]*(?:目标|目标值|规划目标|指标值|现状|现状值|基期|基数|实际|预期|预计|完成|累计|年均|小计|总计|[（(][^)）]{1,12}[)）])*$", RegexOptions.CultureInvariant)]
    private static partial Regex HeadWord();
}
