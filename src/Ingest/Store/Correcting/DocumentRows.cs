using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>Puts a document's rows in and takes them out, within the caller's transaction.</summary>
internal sealed class DocumentRows(StoreWriter writer)
{
    private const string InsertPiece = "INSERT INTO text_pieces (piece_id, text) VALUES (?, ?)";

    private readonly ImmutableArray<string> _inserts = [.. StoreTable.All.Select(table => table.InsertSql)];

    /// <summary>Puts rows in, as <see cref="ExtractionRows"/> lays them out. A document's text goes into pieces, of which SQLite cuts the words of the other tables.</summary>
    public void Insert(ReadOnlySpan<byte> rows, long documentId)
    {
        var cursor = new RowCursor(rows);
        while (cursor.NextRow() is { } table)
        {
            var statement = writer.Statement(_inserts[StoreTable.All.IndexOf(table)]);
            if (table == StoreTable.Tasks) BindTask(statement, ref cursor, documentId);
            else BindRow(statement, table, ref cursor, documentId);
            statement.Run();
        }
    }

    private void BindRow(PreparedStatement statement, StoreTable table, ref RowCursor cursor, long documentId)
    {
        int index = 0;
        foreach (string column in table.Columns)
        {
            var value = cursor.NextValue();
            if (!table.Placed.Contains(column)) statement.Bind(++index, value, documentId);
            else if (table == StoreTable.Documents) TextPieces.Insert(writer.Statement(InsertPiece), documentId, value.Utf8);
        }
    }

    /// <summary>Binds a task. Its content is mostly a stretch of its words, and then only the place of it is stored.</summary>
    private static void BindTask(PreparedStatement statement, ref RowCursor cursor, long documentId)
    {
        int index = 0;
        long start = 0;
        ReadOnlySpan<byte> content = [], words = [];
        foreach (string column in StoreTable.Tasks.Columns)
        {
            var value = cursor.NextValue();
            if (column == "content") content = value.Utf8;
            else if (column == "raw") words = value.Utf8;
            else statement.Bind(++index, value, documentId);
            if (column == "start_cp") start = value.Integer;
        }
        int at = words.IndexOf(content);
        if (at < 0) statement.Bind(++index, content).Bind(++index, (long?)null).Bind(++index, (long?)null);
        else statement.Bind(++index, (string?)null).Bind(++index, start + TextPieces.CountOf(words[..at])).Bind(++index, TextPieces.CountOf(content));
    }

    /// <summary>The units that a document names.</summary>
    public List<string> Units(long documentId) =>
        writer.Statement("SELECT DISTINCT unit FROM assignments WHERE assignment_id BETWEEN ? AND ?")
            .Bind(1, RowKey.Of(documentId, 0)).Bind(2, RowKey.Of(documentId + 1, 0) - 1).Texts();

    /// <summary>Takes out those of these units that no document names any more.</summary>
    public void DropUnused(List<string> units)
    {
        foreach (string unit in units)
            writer.Statement("DELETE FROM units WHERE name = ?1 AND NOT EXISTS (SELECT 1 FROM assignments WHERE unit = ?1)").Bind(1, unit).Run();
    }
}
