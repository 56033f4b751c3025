using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations.Tables;

/// <summary>
/// What stands in a table's own first rows, or in a sheet's first cells, before the heads: <c>附件2</c>, <c>《…》任务分工表</c>. A row of one filled cell belongs to it.
/// </summary>
internal static class TableCaption
{
    private const int MostRows = 8;

    /// <summary>The lines of the caption, in order.</summary>
    /// <param name="table">The table.</param>
    /// <param name="text">The text in which its cells stand.</param>
    public static IEnumerable<TextSpan> Lines(TableBlock table, string text)
    {
        var waiting = new List<TableCell>();
        int row = 0;
        foreach (var cell in table.Cells)
        {
            if (cell.Row > row)
            {
                if (waiting.Count > 1) yield break;
                foreach (var line in waiting.SelectMany(one => TextLines.Of(text, one.Span))) yield return line;
                waiting.Clear();
                row = cell.Row;
                if (row == MostRows) yield break;
            }
            if (!cell.Span.IsEmpty) waiting.Add(cell);
        }
    }
}
