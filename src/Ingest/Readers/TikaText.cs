using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers;

/// <summary>
/// The form in which Apache Tika renders Word documents as text. A line is a paragraph. In a table, a row's first line begins
/// with a tab, each further cell starts with a line break and a tab, and an empty line ends the row; a line without a tab goes
/// on with the cell. Bookmarks are written out as <c>[bookmark: …]</c>.
/// </summary>
internal static partial class TikaText
{
    /// <summary>More cells than a row of a plan's table has.</summary>
    private const int MostCells = 40;

    /// <summary>Share of prose from which lines that begin with tabs are paragraphs.</summary>
    private const double ShareOfProse = 0.6;

    /// <summary>Fewest lines of which that share tells anything.</summary>
    private const int LeastProse = 5;

    /// <summary>Over how many lines a cell with empty lines in it is followed.</summary>
    private const int LongestTornCell = 12;

    // [bookmark: _Toc119061553] but not [书签]
    [GeneratedRegex(@"\[bookmark: [^\]\r\n]{0,200}\]")]
    private static partial Regex Bookmark();

    /// <summary>Appends the paragraphs and tables of <paramref name="text"/>.</summary>
    public static void Read(string text, DocumentBuilder builder, CancellationToken cancellation)
    {
        string[] lines = SplitLines(Bookmark().Replace(text, ""));
        if (IndentsByTabs(lines)) lines = [.. lines.Select(line => line.TrimStart('\t'))];
        bool wrapped = false;
        if (WrappedText.FindWidth(lines) is { } width)
        {
            wrapped = true;
            lines = [.. WrappedText.Join(lines, width)];
        }
        int i = 0;
        while (i < lines.Length)
        {
            if ((i & 0xFFF) == 0) cancellation.ThrowIfCancellationRequested();
            if (lines[i].StartsWith('\t') && ReadTable(lines, i, out var grid, out int next))
            {
                builder.AddTable(grid, place: new SourcePlace(Line: i + 1));
                i = next;
            }
            else if (ReadTabbedRows(lines, i, out var rows) is > 0 and var read)
            {
                builder.AddTable(rows, place: new SourcePlace(Line: i + 1));
                i += read;
            }
            else
            {
                var bare = lines[i].AsSpan().Trim();
                // A number alone may be a list's; between dashes (— 3 —) it is a page's in any text.
                bool isPageNumber = WrappedText.IsPageNumber(bare) && (wrapped || !char.IsAsciiDigit(bare[0]) && !char.IsAsciiDigit(bare[^1]));
                var role = isPageNumber ? BlockRole.PageNumber : BlockRole.Body;
                builder.AddParagraph(lines[i], role, wrapped ? null : new SourcePlace(Line: i + 1));
                i++;
            }
        }
    }

    /// <summary>Whether tabs are the indents of paragraphs: nearly all lines have one, and more stand in a run than a row has cells; or what follows them is prose.</summary>
    private static bool IndentsByTabs(string[] lines)
    {
        int filled = 0, tabbed = 0, run = 0, longest = 0, prose = 0;
        foreach (string line in lines)
        {
            bool hasTab = line.StartsWith('\t');
            run = hasTab ? run + 1 : 0;
            longest = Math.Max(longest, run);
            if (hasTab) tabbed++;
            if (hasTab && IsProse(line)) prose++;
            if (!IsBlank(line)) filled++;
        }
        // Where headings stand without a tab between them, a cell would go on over them.
        bool nearlyAll = tabbed >= filled * 0.9;
        return nearlyAll && longest > MostCells || tabbed >= LeastProse && prose >= tabbed * (nearlyAll ? ShareOfProse : 0.9);
    }

    /// <summary>Whether a line reads as a paragraph, not as a cell: long, or a number with its text.</summary>
    private static bool IsProse(string line)
    {
        var text = line.AsSpan().Trim();
        return text.Length >= 60 || text.Length >= 15 && OutlineNumbering.Recognise(CharFold.Fold(text[..15].ToString())) is not null;
    }

    /// <summary>Whether rows are indented paragraphs, some apart by empty lines: mostly prose, and no two of them as wide as columns would make them.</summary>
    private static bool AreIndents(List<List<string>> rows)
    {
        var cells = rows.SelectMany(row => row).Where(cell => cell.AsSpan().Trim().Length > 0).ToList();
        return (rows.Count == 1 || rows.Select(row => row.Count).Distinct().Count() > 1) && cells.Count(IsProse) > cells.Count * ShareOfProse;
    }

    /// <summary>
    /// Reads the rows from <paramref name="start"/> on. Rows of a single cell alone are no table but indented text, unless they make a box.
    /// </summary>
    private static bool ReadTable(string[] lines, int start, out TableGrid grid, out int next)
    {
        grid = new TableGrid();
        int row = 0, widest = 1;
        int i = start;
        next = start;
        var rows = new List<List<string>>();
        while (i < lines.Length && lines[i].StartsWith('\t'))
        {
            var cells = ReadRow(lines, ref i, widest);
            widest = Math.Max(widest, cells.Count);
            rows.Add(cells);
            next = i;
            // One empty line parts rows; two or more end the table, unless its columns go on behind them.
            int blank = i;
            while (blank < lines.Length && IsBlank(lines[blank])) blank++;
            if (blank - i > 1 && (blank >= lines.Length || !lines[blank].StartsWith('\t') || PeekWidth(lines, blank) != widest)) break;
            i = blank;
        }
        if (widest < 2 && !TableGrid.IsTitledBox([.. rows.Select(cells => cells[0])]) || widest > 1 && AreIndents(rows)) return false;
        foreach (var cells in rows)
        {
            for (int column = 0; column < cells.Count; column++)
            {
                // A lone cell above or between the rows of a grid is a title that runs across it.
                int span = cells.Count == 1 ? widest : 1;
                grid.Add(new GridCell(row, column, 1, span, cells[column]));
            }
            row++;
        }
        return true;
    }

    /// <summary>序号⇥重点任务⇥责任单位: rows as they are pasted, a line each with its cells parted by tabs, below a line of heads. How many there are; 0 for fewer than three.</summary>
    private static int ReadTabbedRows(string[] lines, int start, out TableGrid grid)
    {
        grid = new TableGrid();
        int tabs = lines[start].AsSpan().Count('\t');
        if (tabs < 2 || lines[start].Split('\t').Any(head => head.AsSpan().Trim() is { Length: 0 or > LongestHead })) return 0;
        int end = start;
        while (end < lines.Length && lines[end].AsSpan().Count('\t') == tabs && !lines[end].StartsWith('\t')) end++;
        if (end - start < FewestTabbedRows) return 0;
        for (int row = start; row < end; row++)
            foreach (var (column, cell) in lines[row].Split('\t').Index()) grid.Add(new GridCell(row - start, column, 1, 1, cell));
        return end - start;
    }

    // A line of heads and two rows; 牵头单位及责任人, and longer.
    private const int FewestTabbedRows = 3, LongestHead = 14;

    private static int PeekWidth(string[] lines, int i) => ReadRow(lines, ref i, 1).Count;

    private static List<string> ReadRow(string[] lines, ref int i, int widest)
    {
        var cells = new List<string> { lines[i++][1..] };
        while (i < lines.Length)
        {
            if (lines[i].StartsWith('\t')) cells.Add(lines[i][1..]);
            else if (!IsBlank(lines[i])) cells[^1] += "\n" + lines[i];
            else if (cells.Count < widest && NextCellAfterBlank(lines, i, widest - cells.Count) is { } next)
            {
                cells[^1] = string.Join('\n', [cells[^1], .. lines[i..next].Where(line => !IsBlank(line))]);
                i = next;
                continue;
            }
            else break;
            i++;
        }
        return cells;
    }

    /// <summary>
    /// Where the next cell begins if the empty line at <paramref name="i"/> stands inside a cell: text without a tab follows, and behind it the next cell;
    /// where more empty lines part them, the row must have as many cells as it lacks. Null where the row ends.
    /// </summary>
    private static int? NextCellAfterBlank(string[] lines, int i, int lacking)
    {
        int next = i + 1;
        if (next >= lines.Length || IsBlank(lines[next]) || lines[next].StartsWith('\t')) return null;
        bool torn = false;
        for (; next < lines.Length && !lines[next].StartsWith('\t'); next++)
        {
            if (!IsBlank(lines[next])) continue;
            torn = true;
            if (next - i > LongestTornCell || next + 1 < lines.Length && IsBlank(lines[next + 1])) return null;
        }
        return next < lines.Length && (!torn || PeekWidth(lines, next) == lacking) ? next : null;
    }

    private static bool IsBlank(string line) => line.AsSpan().Trim().IsEmpty && !line.StartsWith('\t');

    private static string[] SplitLines(string text) =>
        text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
}
