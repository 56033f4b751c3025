using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections.Workbook;

/// <summary>What a workbook says of one document.</summary>
/// <param name="DocumentId">The document.</param>
/// <param name="Name">Its path.</param>
/// <param name="Corrections">What was changed, added, struck and looked at, in the order in which it is to be applied; none where there are problems.</param>
/// <param name="Problems">What can't be used, each in one sentence with its sheet and row.</param>
/// <param name="Removed">Keys of rows that are gone from the workbook.</param>
public sealed record WorkbookDocument(
    long DocumentId, string Name, ImmutableArray<Correction> Corrections, ImmutableArray<string> Problems, ImmutableArray<string> Removed);

/// <summary>Reads a workbook that <see cref="CorrectionWorkbook"/> wrote and a person changed, whatever program saved it.</summary>
/// <param name="who">Who made the changes.</param>
/// <param name="when">When, UTC.</param>
/// <param name="why">Why; may be empty.</param>
/// <param name="dropRemoved">Whether rows that are gone from the workbook are dropped.</param>
public sealed class CorrectionWorkbookReader(string who, DateTime when, string why, bool dropRemoved)
{
    /// <summary>Reads the workbook, document by document.</summary>
    /// <param name="bytes">The workbook.</param>
    /// <param name="load">The document of a number as it stands now; null where there is none.</param>
    /// <exception cref="FormatException">It is no such workbook; the message says why.</exception>
    public ImmutableArray<WorkbookDocument> Read(byte[] bytes, Func<long, Extraction?> load)
    {
        var sheets = Cells(bytes);
        if (!sheets.TryGetValue(CorrectionWorkbook.Documents, out var documents))
            throw new FormatException("the workbook has no sheet documents; write one with policy-ingest export --format xlsx --to-correct");
        var found = ImmutableArray.CreateBuilder<WorkbookDocument>();
        foreach (var row in documents)
        {
            if (!long.TryParse(row["document_id"], NumberStyles.None, CultureInfo.InvariantCulture, out long id)) continue;
            string name = row["document"];
            if (load(id) is not { } extraction || extraction.Document.Source.Sha256 != row["sha256"] || CellWords.StateOf(id, extraction) != row[CorrectionWorkbook.State])
            {
                found.Add(new WorkbookDocument(id, name, [], ["the document was imported or corrected anew since the workbook was written; write it again and correct that one"], []));
                continue;
            }
            found.Add(new DocumentChanges(id, name, extraction, new CorrectionDraft(extraction, who, when, why), dropRemoved).Of(sheets, row[CorrectionWorkbook.Finished].Length > 0));
        }
        return found.ToImmutable();
    }

    /// <summary>The cells of all sheets by the English names of sheets and columns.</summary>
    private static Dictionary<string, List<WorkbookRow>> Cells(byte[] bytes)
    {
        var sheets = new Dictionary<string, List<WorkbookRow>>(StringComparer.Ordinal);
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(bytes), new ExcelReaderConfiguration { FallbackEncoding = Encoding.UTF8 });
            do
            {
                string name = reader.Name.Split(' ')[0];
                if (!reader.Read()) continue;
                string[] heads = [.. Enumerable.Range(0, reader.FieldCount).Select(column => Words(reader, column).Split(' ')[0])];
                var rows = new List<WorkbookRow>();
                for (int number = 2; reader.Read(); number++)
                {
                    var cells = new Dictionary<string, string>(StringComparer.Ordinal);
                    for (int column = 0; column < Math.Min(heads.Length, reader.FieldCount); column++) cells.TryAdd(heads[column], Words(reader, column));
                    if (cells.Values.Any(cell => cell.Length > 0)) rows.Add(new WorkbookRow(name, number, cells));
                }
                sheets[name] = rows;
            }
            while (reader.NextResult());
        }
        // The library does not list what it throws at damage.
        catch (Exception fault) when (fault is not (OutOfMemoryException or FormatException))
        {
            throw new FormatException("the workbook can't be read; save it as .xlsx in Excel, WPS or LibreOffice", fault);
        }
        return sheets;
    }

    private static string Words(IExcelDataReader reader, int column) => CellWords.Shown(reader.GetValue(column) switch
    {
        null => "",
        DateTime day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var value => Convert.ToString(value, CultureInfo.InvariantCulture),
    });
}

/// <summary>A row of a workbook; a column that is not there is empty.</summary>
internal sealed record WorkbookRow(string Sheet, int Number, Dictionary<string, string> Cells)
{
    public string this[string column] => Cells.GetValueOrDefault(column, "");
}
