using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Store.Queries;

/// <summary>Where something stands in a document, as a reader finds it; null where its format has no such thing.</summary>
/// <param name="Page">Page, from 1.</param>
/// <param name="Line">Line of a text file, from 1.</param>
/// <param name="Sheet">Sheet of a workbook.</param>
/// <param name="Paragraph">Paragraph or table in the document, from 1; null before the first.</param>
public readonly record struct DocumentPlace(int? Page, int? Line, string? Sheet, int? Paragraph);

/// <summary>Places of documents, read once for each.</summary>
internal sealed class DocumentPlaces(SqliteConnection connection)
{
    // Documents whose places are kept; a thousand paragraphs take some 40 kB.
    private const int MostKept = 256;

    private readonly Dictionary<long, List<(long Start, DocumentPlace Place)>> _known = [];

    /// <summary>The place of a code point.</summary>
    public DocumentPlace At(long document, long start)
    {
        if (!_known.TryGetValue(document, out var places))
        {
            if (_known.Count == MostKept) _known.Clear();
            _known.Add(document, places = Read(document));
        }
        int next = Ordered.FirstFrom<(long Start, DocumentPlace Place)>(CollectionsMarshal.AsSpan(places), static each => each.Start, start + 1);
        return next == 0 ? default : places[next - 1].Place;
    }

    private List<(long, DocumentPlace)> Read(long document)
    {
        var places = new List<(long, DocumentPlace)>();
        // A table over several pages has its pages in its cells.
        using var row = new RowReader(connection, """
            SELECT start_cp AS start, page, line, sheet, block_no FROM paragraphs WHERE document_id = @document
            UNION ALL SELECT start_cp, page, line, sheet, block_no FROM tables WHERE document_id = @document
            UNION ALL SELECT c.start_cp, c.page, NULL, t.sheet, t.block_no FROM tables t JOIN table_cells c USING (table_id) WHERE t.document_id = @document AND c.page IS NOT NULL AND c.length_cp > 0
            ORDER BY start
            """, ("@document", document));
        while (row.Read())
        {
            long start = row.Long();
            var (page, line, sheet) = (row.OptionalInt(), row.OptionalInt(), row.OptionalText());
            places.Add((start, new DocumentPlace(page, line, sheet, row.Int())));
        }
        return places;
    }
}
