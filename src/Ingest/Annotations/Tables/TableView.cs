using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>
/// A table as its reader sees it: title rows (表题), head rows (表头) and rows of data, each cell under its head even where a flattened table has lost
/// its spans. A column's kind comes from its head and from what its cells hold. A card, whose heads stand in its first column, is read as rows.
/// </summary>
internal sealed partial class TableView
{
    private const int MostTitleRows = 8, MostHeadRows = 4, Judged = 200;

    private readonly string _folded;
    private readonly CellLayout _cells;
    private readonly HeadWords _words;
    private readonly CellEvidence _evidence;
    private readonly bool _titleInHead;
    private readonly int _wideHead;
    private readonly int _widenedBy;
    private readonly int[] _shortBy = [];

    /// <summary>Reads a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="folded">The folded text in which its cells stand.</param>
    /// <param name="lexicons">The word lists.</param>
    public TableView(TableBlock table, string folded, LexiconSet lexicons)
    {
        (_folded, _words, _evidence) = (folded, HeadWords.Of(lexicons), CellEvidence.Of(lexicons));
        Caption = [.. TableCaption.Lines(table, folded)];
        var layout = CellLayout.Of(table);
        var cards = layout.AsCards(cell => _words.Read(Text(cell)));
        IsCard = cards is not null;
        _cells = cards ?? layout;
        (FirstHead, FirstData) = IsCard ? (0, 1) : FindHead(table.DeclaredHeadRows);
        // A note below the rows spans them all, and blank cells say nothing.
        bool isFlat = !IsCard && table.Cells.All(cell => cell.Row < FirstHead || cell.Span.IsEmpty || cell.RowSpan == 1 && (cell.ColumnSpan == 1 || cell.ColumnSpan == Columns));
        if (isFlat)
        {
            _titleInHead = HasTitleInHead();
            (_wideHead, _widenedBy, _shortBy) = FindWideHead();
        }
        Heads = [.. Enumerable.Range(0, Columns).Select(HeadOf)];
        Kinds = Judge([.. Enumerable.Range(0, Columns).Select(ColumnOf)]);
    }

    /// <summary>Rows of the view.</summary>
    public int Rows => _cells.Rows;

    /// <summary>Columns of the view.</summary>
    public int Columns => _cells.Columns;

    /// <summary>The lines above the heads in the table itself.</summary>
    public ImmutableArray<TextSpan> Caption { get; }

    /// <summary>Whether the table is a card, or several below one another.</summary>
    public bool IsCard { get; }

    /// <summary>The first row of heads.</summary>
    public int FirstHead { get; }

    /// <summary>The first row behind the heads.</summary>
    public int FirstData { get; }

    /// <summary>All that stands above each column's cells: its heads one after another, folded, white space left out.</summary>
    public ImmutableArray<string> Heads { get; }

    /// <summary>What each column holds.</summary>
    public ImmutableArray<TableColumn> Kinds { get; }

    /// <summary>Whether rows are tasks: a column for what is to be done and one for units, and no values of indicators beside bare names of them.</summary>
    public bool IsTaskTable => Has(ColumnKind.Units) && (Has(ColumnKind.Name) || Has(ColumnKind.Problem) || Has(ColumnKind.Content) && !Has(ColumnKind.Values));

    /// <summary>The cell at a place; an empty one outside.</summary>
    public TableCell Cell(int row, int column) =>
        _shortBy.Length > 0 && _shortBy[row] is > 0 and var by && column > _wideHead ? _cells[row, Math.Max(_wideHead, column - by)] : _cells[row, column];

    /// <summary>The text of a cell, folded, white space left out.</summary>
    public string Text(int row, int column) => Text(Cell(row, column));

    /// <summary>Whether a column of the kind is there.</summary>
    public bool Has(ColumnKind kind) => First(kind) >= 0;

    /// <summary>The first column of a kind; -1 for none.</summary>
    public int First(ColumnKind kind)
    {
        for (int column = 0; column < Kinds.Length; column++)
            if (Kinds[column].Kind == kind) return column;
        return -1;
    }

    /// <summary>The cells of a row that hold something, each once.</summary>
    public IEnumerable<TableCell> Filled(int row) => _cells.Filled(row);

    /// <summary>
    /// The column of the rows' names: of projects before others, else the first whose cells are the rows' own (a merged 重点任务 over several rows
    /// is none); a problem or a content where there is no name; -1 for none.
    /// </summary>
    public int TitleColumn()
    {
        var names = Enumerable.Range(0, Columns).Where(column => Kinds[column].Kind == ColumnKind.Name).ToList();
        if (names.Count == 0) return First(ColumnKind.Problem) is >= 0 and var problem ? problem : First(ColumnKind.Content) is >= 0 and var content ? content : First(ColumnKind.Indicator);
        if (names.Count == 1) return names[0];
        int project = names.Find(column => Kinds[column].Head.Contains("项目", StringComparison.Ordinal) && Kinds[column].IsProject);
        if (Kinds[project].IsProject) return project;
        int most = names.Max(OwnCells);
        return names.Find(column => OwnCells(column) * 2 > most);
    }

    /// <summary>The heads by which a reader takes a table for one of tasks: of units with a role, and of tasks and measures.</summary>
    public IEnumerable<TextSpan> TaskHeads()
    {
        for (int column = 0; column < Columns; column++)
        {
            var kind = Kinds[column];
            bool task = kind is { Kind: ColumnKind.Name, IsProject: false } or { Kind: ColumnKind.Problem } || kind.Kind == ColumnKind.Units && _words.RoleOf(kind.Head) is not null;
            if (task && HeadCell(column, kind.Head) is { } head) yield return head;
        }
    }

    /// <summary>Whether a column's head tells no role that a list knows: 领办科室.</summary>
    public bool IsUnknownRole(int column) => Kinds[column].Head.Length > 2 && _words.RoleOf(Kinds[column].Head) is null;

    private TextSpan? HeadCell(int column, string head)
    {
        for (int row = FirstHead; row < FirstData; row++)
            if (Cell(row, column) is { Span.IsEmpty: false } cell && cell.Row == row && cell.Column == column && Text(cell) == head) return cell.Span;
        return null;
    }

    private int OwnCells(int column) =>
        Enumerable.Range(FirstData, Math.Min(Rows - FirstData, Judged)).Count(row => _cells[row, column] is { Span.IsEmpty: false } cell && cell.Row == row);

    /// <summary>What stands over the table, in it or in the one or two short paragraphs before it.</summary>
    public string Title(PolicyDocument document, TableBlock table)
    {
        string title = string.Concat(Caption.Select(Squeezed)) + (_titleInHead ? Text(FirstHead, 0) : "");
        for (int i = table.Index - 1; i >= 0 && i >= table.Index - 2; i--)
        {
            if (document.Blocks[i] is not ParagraphBlock { Span.Length: < 50 } paragraph) break;
            title = Squeezed(paragraph.Span) + title;
        }
        return title;
    }

    /// <summary>The head: the first row with two heads that are known, else the first with two cells; then the rows of heads below it.</summary>
    private (int First, int End) FindHead(int declared)
    {
        int first = -1;
        for (int row = 0; row < Math.Min(Rows - 1, MostTitleRows) && first < 0; row++)
            if (_cells.Filled(row).Count(cell => Text(cell) is var text && _words.Read(text).Kind > ColumnKind.Other && !GoalHead().IsMatch(text)) > 1) first = row;
        for (int row = 0; row < Math.Min(Rows - 1, MostTitleRows) && first < 0; row++)
            if (_cells.Filled(row).Skip(1).Any()) first = row;
        first = Math.Max(first, 0);
        int end = Math.Max(first + 1, Math.Min(declared, Rows - 1));
        while (end < Math.Min(Rows - 1, first + MostHeadRows) && IsHeadRow(end, first)) end++;
        return (first, end);
    }

    /// <summary>
    /// A further row of heads: cells reach down into it from the first; or, where merges were lost in saving, it is blank, or holds nothing but heads
    /// and gaps (<c>| | |牵头单位|配合单位|</c>) or words such as 2021年目标.
    /// </summary>
    private bool IsHeadRow(int row, int first)
    {
        bool reachesDown = false, heads = true, values = true, gaps = false, any = false;
        for (int column = 0; column < Columns; column++)
        {
            var cell = _cells[row, column];
            if (cell.Row < row && cell.Row >= first) reachesDown = true;
            else if (cell.Span.IsEmpty) gaps = true;
            else
            {
                any = true;
                string text = Text(cell);
                heads &= _words.Read(text).Kind > ColumnKind.Other;
                values &= column > 0 && GoalHead().IsMatch(text);
            }
        }
        return reachesDown || (any ? heads && gaps || values : row == first + 1);
    }

    /// <summary>In flattened text a title may stand as the first cell of the head row: every other row is then one cell shorter.</summary>
    private bool HasTitleInHead()
    {
        int length = LengthOf(FirstHead);
        string text = Text(FirstHead, 0);
        if (length < 3 || text.Length < 8 || !text.Contains('年', StringComparison.Ordinal) && !text.EndsWith('表')) return false;
        for (int row = FirstHead + 1; row < Math.Min(Rows, FirstHead + Judged); row++)
            if (LengthOf(row) >= length) return false;
        return true;
    }

    /// <summary>
    /// Flattened rows that are longer than their heads have a head that spanned columns: the one that brings most cells under heads that
    /// they fit. Or the last column has no head.
    /// </summary>
    private (int Head, int By, int[] ShortBy) FindWideHead()
    {
        int length = LengthOf(FirstHead) - (_titleInHead ? 1 : 0), longest = length;
        int last = Math.Min(Rows, FirstData + Judged);
        for (int row = FirstData; row < last; row++) longest = Math.Max(longest, LengthOf(row));
        int by = longest - length;
        if (by == 0 || length < 2) return (0, 0, []);
        var heads = Enumerable.Range(0, length).Select(column => _words.Read(Text(_cells[FirstHead, column + (_titleInHead ? 1 : 0)]))).ToArray();
        int Fits(int row, int wide, int widened) => Enumerable.Range(0, longest).Count(column =>
        {
            int head = column <= wide ? column : Math.Max(wide, column - widened);
            var cell = _cells[row, column];
            return head >= length ? HoldsOrgans(cell) : !cell.Span.IsEmpty && FitsUnder(heads[head].Kind, heads[head].Head, cell);
        });
        // Without a wide head the last columns have none, as of units under no head; else a row's further cells are a wide head's.
        bool organsLast = Enumerable.Range(FirstData, last - FirstData).Any(row => HoldsOrgans(_cells[row, longest - 1]));
        int best = 0, most = Enumerable.Range(FirstData, last - FirstData).Sum(row => Fits(row, longest, 0));
        for (int wide = 1; wide < length; wide++)
            if (Enumerable.Range(FirstData, last - FirstData).Sum(row => Fits(row, wide, by)) is var fits && (fits > most || fits == most && best == 0 && !organsLast)) (best, most) = (wide, fits);
        if (best == 0) return (0, 0, []);
        // A row may have a wide cell of its own, and lack as many as the heads do.
        var shortBy = new int[Rows];
        for (int row = FirstData; row < Rows; row++)
            if (longest - LengthOf(row) is > 0 and var missing && missing <= by && Fits(row, best, by - missing) >= Fits(row, best, by)) shortBy[row] = missing;
        return (best, by, shortBy);
    }

    private bool FitsUnder(ColumnKind kind, string head, TableCell cell) => kind switch
    {
        ColumnKind.Number => Text(cell).Length <= 6,
        ColumnKind.Units => HoldsOrgans(cell),
        ColumnKind.Time => Text(cell).AsSpan().IndexOfAny("年月日季.") >= 0,
        ColumnKind.Name or ColumnKind.Content or ColumnKind.Problem or ColumnKind.Indicator => CellValue.Read(Text(cell)).Count == 0,
        _ => GoalHead().IsMatch(head) ? CellValue.Read(Text(cell)).Count > 0 : head.EndsWith('性') == Text(cell).EndsWith('性'),
    };

    private bool HoldsOrgans(TableCell cell) => _evidence.IsOrgans(_folded.AsSpan(cell.Span.Start, cell.Span.Length));

    /// <summary>The heads above a column, from the first row of heads down.</summary>
    private IEnumerable<string> PartsOf(int column)
    {
        for (int row = FirstHead; row < FirstData; row++)
        {
            int at = column;
            if (row == FirstHead && column > _wideHead) at = Math.Max(_wideHead, column - _widenedBy);
            if (row == FirstHead && _titleInHead) at++;
            if (at < Columns && Text(row, at) is { Length: > 0 } text) yield return text;
        }
    }

    private string HeadOf(int column) => string.Concat(PartsOf(column).Distinct(StringComparer.Ordinal));

    /// <summary>What the lowest head says that is known.</summary>
    private TableColumn ColumnOf(int column)
    {
        var best = new TableColumn(ColumnKind.Unknown, "");
        foreach (string part in PartsOf(column))
            if (_words.Read(part) is var read && (read.Kind > ColumnKind.Other || best.Kind <= read.Kind)) best = read;
        return best;
    }

    /// <summary>Looks at the cells: a goal that holds values, a 单位 of measure; and, where tasks or units are plain, at columns whose heads tell nothing.</summary>
    private ImmutableArray<TableColumn> Judge(TableColumn[] columns)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            var column = columns[i];
            bool period = column.Kind == ColumnKind.Unknown && Period().IsMatch(column.Head);
            if ((period || column.Kind is ColumnKind.Name or ColumnKind.Content or ColumnKind.Indicator) && Share(i, cell => CellValue.Read(Text(cell)).Count > 0) >= 0.5) columns[i] = column with { Kind = ColumnKind.Values };
            else if (column is { Kind: ColumnKind.Units, Head: "单位" } && Share(i, HoldsOrgans) < 0.5) columns[i] = column with { Kind = ColumnKind.Measure };
            else if (period && Share(i, cell => _evidence.IsAction(Text(cell))) >= 0.5) columns[i] = column with { Kind = ColumnKind.Content };
        }
        bool tasks = Array.Exists(columns, column => column.Kind is ColumnKind.Name or ColumnKind.Problem or ColumnKind.Content);
        bool units = Array.Exists(columns, column => column.Kind == ColumnKind.Units);
        bool roles = Array.Exists(columns, column => column.Kind == ColumnKind.Units && _words.RoleOf(column.Head) is not null);
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Kind != ColumnKind.Unknown) continue;
            bool beside = i > 0 && columns[i - 1].Kind == ColumnKind.Units && columns[i].Head.Length == 0;
            if (tasks && (!units || beside) && Share(i, HoldsOrgans) >= 0.6) columns[i] = new TableColumn(ColumnKind.Units, "", IsKnownByCells: true);
            else if (roles && !tasks && Share(i, cell => _evidence.IsAction(Text(cell))) >= 0.6) columns[i] = columns[i] with { Kind = ColumnKind.Content, IsKnownByCells = true };
        }
        return [.. columns];
    }

    /// <summary>The share of a column's filled cells, among its first ones, that hold something.</summary>
    private double Share(int column, Func<TableCell, bool> holds)
    {
        int filled = 0, held = 0;
        for (int row = FirstData; row < Math.Min(Rows, FirstData + Judged); row++)
        {
            var cell = Cell(row, column);
            if (cell.Row < row || cell.Span.IsEmpty || cell.ColumnSpan == Columns) continue;
            filled++;
            if (holds(cell)) held++;
        }
        return filled == 0 ? 0 : (double)held / filled;
    }

    private int LengthOf(int row)
    {
        for (int column = Columns; column > 0; column--)
            if (!_cells[row, column - 1].Span.IsEmpty) return column;
        return 0;
    }

    /// <summary>The text of a cell, folded, white space left out.</summary>
    public string Text(TableCell cell) => Squeezed(cell.Span);

    private string Squeezed(TextSpan span)
    {
        var text = _folded.AsSpan(span.Start, span.Length);
        return text.IndexOfAny(" \n\t") < 0 ? text.ToString() : string.Concat(text.ToString().Where(c => !char.IsWhiteSpace(c)));
    }

    // 2021年目标, 目标值, 现状值, 基期
    [GeneratedRegex(@"^(?:20\d\d年?(?:度|底|末)?)?[年度]*(?:目标|目标值|规划目标|指标值|现状|现状值|基期|基数|实际|预期|预计|完成|累计|年均|小计|总计|\([^)]{1,12}\))*$", RegexOptions.CultureInvariant)]
    private static partial Regex GoalHead();

    // 2024年, 第一季度, 上半年: columns of steps
    [GeneratedRegex(@"^(?:20\d\d年(?:度|底)?|(?:第?[一二三四1-4]|[1-4])季度|[上下]半年|(?:近|中|远)期)", RegexOptions.CultureInvariant)]
    private static partial Regex Period();
}
