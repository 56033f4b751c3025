using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>Finds the columns of a table that were not read, or were read though their heads say nothing that a list knows.</summary>
/// <param name="annotations">What was noticed in the text.</param>
/// <param name="table">The table.</param>
/// <param name="hasUsed">Whether a unit was read at a place.</param>
internal sealed class UnreadColumns(TextAnnotations annotations, TableBlock table, Func<TextSpan, bool> hasUsed)
{
    private const int Judged = 200, LeastOrgans = 2, LeastTexts = 3, ShortestText = 3;

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
