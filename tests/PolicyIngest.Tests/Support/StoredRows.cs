using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>Prints what the database holds of a document, table by table, a row a line.</summary>
internal static class StoredRows
{
    /// <summary>The tables, in the order of printing. Runs and files differ from run to run and are left out.</summary>
    private static readonly string[] Tables =
    [
        "documents", "document_fields", "paragraphs", "tables", "table_cells", "plans", "plan_evidence", "outline_nodes", "tasks", "units",
        "assignments", "deadlines", "targets", "plan_units", "plan_unit_pairs", "document_coverage", "diagnostics",
    ];

    /// <summary>Columns that say nothing of the document, or say again what another stage's snapshot shows in full.</summary>
    private static readonly string[] LeftOut = ["rule_set", "document_id", "passages_cp", "body_cp"];

    /// <summary>Stores the extraction in a database of its own and prints the rows.</summary>
    public static string Of(Extraction extraction)
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-rows-").FullName;
        try
        {
            string path = Path.Combine(folder, "rows.db");
            using (var store = SqliteStore.Open(path))
            {
                long run = store.BeginRun("0", "rules");
                var stamp = new FileStamp(extraction.Document.Source.Path, extraction.Document.Source.Size, DateTime.UnixEpoch);
                store.Save(stamp, PreparedDocument.Of(extraction, "rules"), "rules", run);
                store.Checkpoint();
            }
            return Print(path);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Print(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var lines = new StringBuilder();
        foreach (string table in Tables)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT {string.Join(", ", StoreTable.All.Single(each => each.Name == table).Columns)} FROM {table} ORDER BY 1, 2, 3";
            using var reader = command.ExecuteReader();
            var shown = Enumerable.Range(0, reader.FieldCount).Where(i => !LeftOut.Contains(reader.GetName(i))).ToArray();
            lines.Append(table).Append(": ").AppendJoin(" | ", shown.Select(reader.GetName)).Append('\n');
            while (reader.Read()) lines.Append("  ").AppendJoin(" | ", shown.Select(i => Value(reader.GetValue(i)))).Append('\n');
        }
        return lines.ToString();
    }

    private static string Value(object value) =>
        value is DBNull ? "-" : Dump.Shown(Convert.ToString(value, CultureInfo.InvariantCulture)!, 40);
}
