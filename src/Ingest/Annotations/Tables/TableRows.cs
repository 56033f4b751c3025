using System.Collections.Immutable;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>A row of data, with those below it that only go on with it.</summary>
/// <param name="Rows">The rows of the view, in order.</param>
/// <param name="Labels">The section's label, where sections number their rows anew, and the row's number; empty where the table numbers no rows.</param>
/// <param name="Ordinal">The row's place among those with a number of their own, from 1.</param>
/// <param name="Part">1, 2, 3 … where one number holds several rows with units of their own, else 1.</param>
internal sealed record TableEntry(ImmutableArray<int> Rows, ImmutableArray<string> Labels, int Ordinal, int Part);

/// <summary>Reads the rows below a table's head: leaves out group rows (一、 巩固成果), sums, repeated heads and blank rows, and gives the others their numbers.</summary>
internal sealed partial class TableRows(TableView view)
{
    private const int LongestNumber = 8;

    private readonly int _number = NumberColumn(view);
    private readonly int _name = view.TitleColumn();
    private readonly List<(NumberStyle Style, string Label)> _sections = [];
    private readonly List<Draft> _drafts = [];
    private Draft? _open;

    private sealed record Draft(List<int> Rows, string Number, ImmutableArray<(NumberStyle Style, string Label)> Sections, int Ordinal, int Part);

    /// <summary>The entries of a table, in order.</summary>
    public static ImmutableArray<TableEntry> Read(TableView view, Action<int, string>? passOver = null)
    {
        var rows = new TableRows(view);
        for (int row = view.FirstData; row < view.Rows; row++)
            if (rows.WhyNone(row) is { } reason) passOver?.Invoke(row, reason);
            else rows.Add(row);
        return rows.Entries();
    }

    /// <summary>Why a row is no entry; null for one.</summary>
    private string? WhyNone(int row)
    {
        var filled = view.Filled(row).ToList();
        if (filled.Count == 0) return "the row is blank";
        if (IsHead(row)) return "the row repeats the head";
        string first = view.Text(filled[0]);
        if (IsSum(row) && view.IsTaskTable) return "the row is a sum";
        if (Remark().IsMatch(first)) return "the row is a remark";
        if (OnlyPoints().IsMatch(NameOf(row)) && view.Has(ColumnKind.Points)) return "the row only gives or takes points";
        if (!IsGroup(row, filled)) return null;
        EnterSection(row, filled);
        return "the row is the heading of a group";
    }

    /// <summary>A sum is no task; a total is to be reached like its parts.</summary>
    private bool IsSum(int row) => view.Filled(row).Take(3).Any(cell => SumWords.IsSum(view.Text(cell)));

    private bool IsHead(int row)
    {
        int same = 0, named = 0;
        for (int column = 0; column < view.Columns; column++)
        {
            if (view.Kinds[column].Head is not { Length: > 0 } head || view.Text(row, column) is not { Length: > 0 } text) continue;
            named++;
            if (text == head) same++;
        }
        return same > 1 || same == 1 && named == 1 && view.Columns > 1 && view.Kinds.Count(column => column.Kind > ColumnKind.Other) == 1;
    }

    /// <summary>
    /// A cell across the row; or a lone cell before the columns of contents; or a number of sections (一、) or of a row that others divide (1 before 1.1)
    /// without contents and units.
    /// </summary>
    private bool IsGroup(int row, List<TableCell> filled)
    {
        if (view.IsCard || !view.Has(ColumnKind.Units) && filled.Count > 1) return false;
        if (filled.Count == 1) return filled[0].Row == row && (filled[0].ColumnSpan == view.Columns || filled[0].Column <= Math.Max(_name, 0) && (_number < 0 || filled[0].Column == _number || SectionOf(view.Text(filled[0])) is not null));
        if (_number < 0 || Holds(row, ColumnKind.Units) || Holds(row, ColumnKind.Content) || Holds(row, ColumnKind.Time)) return false;
        string number = view.Text(row, _number);
        return SectionOf(number) is not null
            || row + 1 < view.Rows && number.Length > 0 && view.Text(row + 1, _number).StartsWith(number.TrimEnd('.', '、') + ".", StringComparison.Ordinal);
    }

    private void EnterSection(int row, List<TableCell> filled)
    {
        if (SectionOf(view.Text(filled[0])) is not { } section) return;
        _sections.RemoveAll(open => open.Style >= section.Style);
        _sections.Add(section);
        _open = null;
    }

    /// <summary>一、, （一）, 一, 第一部分: the label of a section; null for 1 and text without a number.</summary>
    private static (NumberStyle Style, string Label)? SectionOf(string text)
    {
        if (OutlineNumbering.HanValue(text) > 0) return (NumberStyle.HanComma, text);
        if (text.Length > 1 && text[^1] is '、' or '.' && OutlineNumbering.HanValue(text.AsSpan(0, text.Length - 1)) > 0) return (NumberStyle.HanComma, text[..^1]);
        return OutlineNumbering.Recognise(text) is { Style: NumberStyle.HanComma or NumberStyle.HanParen or NumberStyle.Part or NumberStyle.Chapter or NumberStyle.Section } label ? (label.Style, label.Text) : null;
    }

    private void Add(int row)
    {
        // Sections may stand in a merged cell before the numbers: 一、大气 | 1 | …
        for (int column = 0; column < _number; column++)
            if (view.Cell(row, column) is { Span.IsEmpty: false } cell && cell.Row == row) EnterSection(row, [cell]);
        bool sum = IsSum(row);
        string own = sum ? "" : NumberOf(row);
        bool covered = _number >= 0 && view.Cell(row, _number).Row < row;
        bool goesOn = !sum && _open is not null && _number >= 0 && (own.Length == 0 || own == _open.Number || covered);
        if (goesOn && !HasOwnUnits(row))
        {
            _open!.Rows.Add(row);
            return;
        }
        int ordinal = (_drafts.Count == 0 ? 0 : _drafts[^1].Ordinal) + (goesOn ? 0 : 1);
        _open = new Draft([row], goesOn ? _open!.Number : own, [.. _sections], ordinal, goesOn ? _open!.Part + 1 : 1);
        _drafts.Add(_open);
    }

    /// <summary>Whether a row names units of its own, or the table has no column of units.</summary>
    private bool HasOwnUnits(int row)
    {
        bool any = false;
        for (int column = 0; column < view.Columns; column++)
        {
            if (view.Kinds[column].Kind != ColumnKind.Units) continue;
            any = true;
            if (view.Cell(row, column) is { Span.IsEmpty: false } cell && cell.Row == row) return true;
        }
        return !any;
    }

    private ImmutableArray<TableEntry> Entries()
    {
        int depth = Depth();
        return [.. _drafts.Select(draft => new TableEntry([.. draft.Rows], Labels(draft, depth), draft.Ordinal, draft.Part))];
    }

    private static ImmutableArray<string> Labels(Draft draft, int depth) =>
        draft.Number.Length == 0 ? [] : draft.Sections.Any(section => section.Label == draft.Number) ? [draft.Number] : [.. draft.Sections.Take(depth).Select(section => section.Label), draft.Number];

    /// <summary>How many levels of sections stand before a number: as many as it takes to tell the rows apart whose numbers begin again.</summary>
    private int Depth()
    {
        int deepest = _drafts.Count == 0 ? 0 : _drafts.Max(draft => draft.Sections.Length);
        for (int depth = 0; depth < deepest; depth++)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            if (_drafts.All(draft => draft.Part > 1 || draft.Number.Length == 0 || seen.Add(string.Join('\t', Labels(draft, depth))))) return depth;
        }
        return deepest;
    }

    /// <summary>The row's number: in its column, else before the name (1.清理河道).</summary>
    private string NumberOf(int row)
    {
        if (_number >= 0) return view.Text(row, _number) is { Length: <= LongestNumber } text ? text.TrimEnd('、', '.', ':') : "";
        return _name >= 0 && OutlineNumbering.Recognise(view.Text(row, _name)) is { } label && view.Cell(row, _name).Row == row ? label.Text : "";
    }

    private string NameOf(int row) => _name < 0 ? "" : view.Text(row, _name);

    private bool Holds(int row, ColumnKind kind)
    {
        for (int column = 0; column < view.Columns; column++)
            // (一) | 供水保障 over all columns: what begins at the name holds no units.
            if (view.Kinds[column].Kind == kind && column != _name && view.Cell(row, column) is { Span.IsEmpty: false } cell && view.Kinds[cell.Column].Kind == kind) return true;
        return false;
    }

    /// <summary>序号, where any row has one: numbers that a word processor made may be lost.</summary>
    private static int NumberColumn(TableView view)
    {
        int column = view.First(ColumnKind.Number);
        for (int row = view.FirstData; column >= 0 && row < view.Rows; row++)
            if (!view.Cell(row, column).Span.IsEmpty) return column;
        return -1;
    }

    // 注:…, 备注:…, 说明:…
    [GeneratedRegex(@"^(?:注|备注|说明|填表说明)[:1]")]
    private static partial Regex Remark();

    // 奖扣分项目, 加分项, 扣分事项
    [GeneratedRegex(@"^(?:[^一-龥]*)(?:奖|扣|加|减|奖惩|奖励){1,2}分(?:项目|事项|项|情况|指标)?$")]
    private static partial Regex OnlyPoints();
}
