using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>Puts a document's rows in and takes them out, within the caller's transaction.</summary>
internal sealed class DocumentRows(StoreWriter writer)
{
    private readonly ImmutableArray<string> _inserts = [.. StoreTable.All.Select(table => table.InsertSql)];

    /// <summary>Puts rows in, as <see cref="ExtractionRows"/> lays them out.</summary>
    public void Insert(ReadOnlySpan<byte> rows, long documentId)
    {
        var cursor = new RowCursor(rows);
        while (cursor.NextRow() is { } table)
        {
            var statement = writer.Statement(_inserts[StoreTable.All.IndexOf(table)]);
            for (int i = 1; i <= table.Columns.Length; i++) statement.Bind(i, cursor.NextValue(), documentId);
            statement.Run();
        }
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
