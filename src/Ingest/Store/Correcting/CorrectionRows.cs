using System.Globalization;
using System.Text.Json;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store.Correcting;

/// <summary>The table of corrections.</summary>
internal sealed class CorrectionRows(StoreWriter writer)
{
    private const string Columns = """
        correction_id, sha256, document_name, carried_from, action, subject, plan_no, path_json, part, item, start_cp, length_cp, words, before, after,
        was, now, made_by, made_at, why, state, reason
        """;

    /// <summary>The corrections of a document's content, in the order of their ids.</summary>
    public List<StoredCorrection> Of(string sha256) => Read(writer.Statement($"SELECT {Columns} FROM corrections WHERE sha256 = ? ORDER BY correction_id").Bind(1, sha256));

    /// <summary>All corrections, in the order of their ids.</summary>
    public List<StoredCorrection> All() => Read(writer.Statement($"SELECT {Columns} FROM corrections ORDER BY correction_id"));

    /// <summary>The correction of an id, or null.</summary>
    public StoredCorrection? Find(string id) => Read(writer.Statement($"SELECT {Columns} FROM corrections WHERE correction_id = ?").Bind(1, id)).FirstOrDefault();

    /// <summary>Whether a document's content has corrections, undone ones too.</summary>
    public bool Any(string sha256) => writer.Statement("SELECT 1 FROM corrections WHERE sha256 = ? LIMIT 1").Bind(1, sha256).Number() is not null;

    /// <summary>The last id, or null.</summary>
    public string? LastId() => writer.Statement("SELECT correction_id FROM corrections ORDER BY correction_id DESC LIMIT 1").Texts().FirstOrDefault();

    /// <summary>Writes a correction in place of the one of its id.</summary>
    public void Write(StoredCorrection stored)
    {
        var (correction, anchor) = (stored.Correction, stored.Correction.Anchor);
        writer.Statement($"INSERT OR REPLACE INTO corrections ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(1, correction.Id).Bind(2, correction.DocumentSha256).Bind(3, correction.DocumentName).Bind(4, correction.CarriedFrom)
            .Bind(5, GoldJson.Name(correction.Action)).Bind(6, GoldJson.Name(correction.Subject)).Bind(7, anchor.Plan + 1)
            .Bind(8, JsonSerializer.Serialize([.. anchor.Path], StoredJson.Readable.StringArray)).Bind(9, anchor.Part).Bind(10, anchor.Item).Bind(11, anchor.Start).Bind(12, anchor.Length)
            .Bind(13, anchor.Words).Bind(14, anchor.Before).Bind(15, anchor.After).Bind(16, Json(correction.Was)).Bind(17, Json(correction.Now))
            .Bind(18, correction.Who).Bind(19, CorrectionsFile.TimeText(correction.When)).Bind(20, correction.Why)
            .Bind(21, GoldJson.Name(stored.State)).Bind(22, stored.Reason).Run();
    }

    private static List<StoredCorrection> Read(PreparedStatement rows)
    {
        var found = new List<StoredCorrection>();
        while (rows.Step())
        {
            int? plan = rows.Text(6) is { } number ? int.Parse(number, CultureInfo.InvariantCulture) - 1 : null;
            var anchor = new CorrectionAnchor(plan, [.. JsonSerializer.Deserialize(rows.Text(7)!, StoredJson.Readable.StringArray)!], (int)rows.Integer(8), rows.Text(9)!,
                (int)rows.Integer(10), (int)rows.Integer(11), rows.Text(12)!, rows.Text(13)!, rows.Text(14)!);
            var correction = new Correction(rows.Text(0)!, rows.Text(1)!, rows.Text(2)!, StoredNames.Parse<CorrectionAction>(rows.Text(4)!),
                StoredNames.Parse<CorrectionSubject>(rows.Text(5)!), Values(rows.Text(15)!), Values(rows.Text(16)!), anchor, rows.Text(17)!,
                CorrectionsFile.TimeOf(rows.Text(18)!), rows.Text(19)!) { CarriedFrom = rows.Text(3) };
            found.Add(new StoredCorrection(correction, StoredNames.Parse<CorrectionState>(rows.Text(20)!), rows.Text(21)));
        }
        return found;
    }

    private static string Json(FieldValues values) => JsonSerializer.Serialize(values.ToDictionary(each => each.Key, each => each.Value), StoredJson.Readable.DictionaryStringString);

    private static FieldValues Values(string json) =>
        FieldValues.Of(JsonSerializer.Deserialize(json, StoredJson.Readable.DictionaryStringString)!.Select(each => (each.Key, (string?)each.Value)));
}
