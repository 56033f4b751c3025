using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>Finds the columns of a table that were not read, or were read though their heads say nothing that a list knows.</summary>
/// <param name="annotations">What was noticed in the text.</param>
/// <param name="table">The table.</param>
/// <param name="hasUsed">Whether a unit was read at a place.</param>
internal sealed class UnreadColumns(TextAnnotations annotations, TableBlock table, Func<TextSpan, bool> hasUsed)
{
    private const int Judged = 200, LeastOrgans = 2, LeastTexts = 3, ShortestText = 3, LongestCell = 40;

    private readonly TableView _view = annotations.Table(table);

    /// <summary>The heads of such columns.</summary>
    public IEnumerable<TextSpan> Heads()
    {
        bool gaveTasks = annotations.Claims.IsClaimed(LeftoverKind.TaskColumn, table.Span.Start);
        // A table of tasks or units by its heads, from which nothing was taken.
        var heads = gaveTasks ? [] : _view.TaskHeads().ToList();
        for (int column = 0; column < _view.Columns && !_view.IsCard; column++)
            if (HeadOf(column) is { } head && (IsUnreadUnits(column) || IsGuessed(column) || gaveTasks && IsUnreadText(column))) heads.Add(head);
        return heads.Distinct();
    }

    /// <summary>Cells of a column of units that say something, and from which nothing was read though others of the column were: 县河长推进班子.</summary>
    public IEnumerable<TextSpan> Dropped()
    {
        if (_view.IsCard || !annotations.Claims.IsClaimed(LeftoverKind.TaskColumn, table.Span.Start)) yield break;
        for (int column = 0; column < _view.Columns; column++)
        {
            if (_view.Kinds[column] is not { Kind: ColumnKind.Units, IsKnownByCells: false }) continue;
            var cells = Cells(column).Where(cell => cell.ColumnSpan == 1 && cell.Column == column && _view.Text(cell).Count(IsHan) >= ShortestText).ToList();
            if (!cells.Exists(cell => hasUsed(cell.Span))) continue;
            foreach (var cell in cells)
                if (!hasUsed(cell.Span) && BeginsAsOrgan(_view.Text(cell))) yield return cell.Span;
        }
    }

    /// <summary>县河长推进班子, whose end nobody knows; not 申请表, 单位性质, 市级主管部门.</summary>
    private bool BeginsAsOrgan(string cell) => cell.Length <= LongestCell && !OrganNames.BeginsAsWord(cell) && (cell[0] is '省' or '市' or '区' or '县' or '镇' or '乡' || annotations.Organs.StartsAsDepartment(cell));

    /// <summary>Organs of which none was read, under a head that does not say that they are something else (单位名称).</summary>
    private bool IsUnreadUnits(int column)
    {
        if (_view.Kinds[column].Kind == ColumnKind.Other) return false;
        int filled = 0, organs = 0;
        foreach (var cell in Cells(column))
        {
            if (hasUsed(cell.Span)) return false;
            filled++;
            if (annotations.Organs.IsNamed(cell.Span.In(annotations.Folded).Trim()) || CellEvidence.Of(annotations.Lexicons).IsOrgans(cell.Span.In(annotations.Folded))) organs++;
        }
        return organs >= LeastOrgans && organs * 5 >= filled * 4;
    }

    /// <summary>Units or tasks that are known by the cells alone, or under a head that tells no role.</summary>
    private bool IsGuessed(int column)
    {
        var kind = _view.Kinds[column];
        return kind.IsKnownByCells ? _view.Heads[column].Length > 0 && hasUsed(table.Span) : kind.Kind == ColumnKind.Units && _view.IsUnknownRole(column) && hasUsed(table.Span);
    }

    /// <summary>In a table of tasks in which no column names them, texts under a head that nobody knows.</summary>
    private bool IsUnreadText(int column)
    {
        if (_view.Kinds[column].Kind != ColumnKind.Unknown || _view.Has(ColumnKind.Name) || _view.Has(ColumnKind.Problem)) return false;
        return Cells(column).Select(cell => _view.Text(cell)).Where(text => text.Length >= ShortestText && text.Any(IsHan)).Distinct(StringComparer.Ordinal).Take(LeastTexts).Count() == LeastTexts;
    }

    private IEnumerable<TableCell> Cells(int column)
    {
        for (int row = _view.FirstData; row < Math.Min(_view.Rows, _view.FirstData + Judged); row++)
            if (_view.Cell(row, column) is { Span.IsEmpty: false } cell && cell.Row == row) yield return cell;
    }

    /// <summary>The lowest head; null for a column without.</summary>
    private TextSpan? HeadOf(int column)
    {
        for (int row = _view.FirstData - 1; row >= _view.FirstHead; row--)
            if (_view.Cell(row, column) is { Span.IsEmpty: false } cell) return cell.Span;
        return null;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
