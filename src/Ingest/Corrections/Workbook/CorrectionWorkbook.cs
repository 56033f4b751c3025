using System.Globalization;
using PolicyIngest.Ingest.Export.Xlsx;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections.Workbook;

/// <summary>
/// Writes a workbook in which a person corrects facts in Excel, WPS or LibreOffice: a sheet for plans, tasks, assignments, deadlines and targets, each row with its key,
/// and a sheet that says how. All cells are text, so that no program makes numbers or days of them.
/// </summary>
public static class CorrectionWorkbook
{
    /// <summary>Sheet of the documents: which may be marked as finished, and in what state each was written.</summary>
    internal const string Documents = "documents", Finished = "finished", State = "state";

    private static readonly SheetColumn[] DocumentColumns =
    [
        new(Finished, "完成", 9, IsEditable: true), new("document", "文件", 50), new("document_id", "文件编号", 10), new("sha256", "校验值", 20), new(State, "状态", 20),
    ];

    private static readonly string[] Instructions =
    [
        "How to correct · 如何更正",
        "White columns may be changed; grey ones say what a row is about. 白色列可以修改；灰色列说明该行是什么。",
        "Put x into drop to strike a row, into looked_at where it is right as it stands. 要删除一行，在 drop 列填 x；核对无误，在 looked_at 列填 x。",
        "Add a fact below the last row: leave key empty, copy \"of\" (the key of its task or plan) from another row, and give in words the words of the document that say so.",
        "要新增，在末行之下填写：key 留空，of（所属任务或计划的编号）从别的行复制，words 填文件中的原文。",
        "role: lead 牵头, support 配合, implement 落实, responsible 负责, supervise 监管. Days: 2031-06-30.",
        "Put x into finished on the sheet documents when nothing is wrong or missing in it any more. 文件全部核对完毕，在 documents 表的 finished 列填 x。",
        "A row that you delete is told of, and dropped only where you ask for it (--drop-removed). 直接删掉的行只会提示，加 --drop-removed 才会删除。",
        "Then 然后: policy-ingest corrections import FILE.xlsx --db policies.db --dry-run",
        "It shows what would change; without --dry-run it does it. 先显示将要改动的内容；去掉 --dry-run 即执行。",
    ];

    /// <summary>Writes the workbook.</summary>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="documents">Number and extraction of each document; gone through once for each sheet.</param>
    public static void Write(Stream output, IEnumerable<(long Id, Extraction Extraction)> documents)
    {
        using var book = new XlsxWriter(output);
        book.Add("how 说明", xml => new LockedSheet(xml).Write([new SheetColumn("how", "说明", 120)], Instructions.Select(line => (string?[])[line]), []));
        foreach (var sheet in CorrectionSheet.All)
        {
            var rows = documents.SelectMany(document => sheet.Rows(document.Id, document.Extraction))
                .Select(row => sheet.Columns.Select(column => row.Cells[column.Name]).ToArray());
            var choices = sheet.Columns.Select((column, index) => (index, CorrectionFields.ChoicesOf(sheet.Subject, column.Name)))
                .Where(each => !each.Item2.IsDefaultOrEmpty).Select(each => (each.index, string.Join(',', each.Item2)));
            book.Add($"{sheet.Name} {sheet.Chinese}", xml => new LockedSheet(xml).Write([.. sheet.Columns], rows, choices));
        }
        var states = documents.Select(document => (string?[])
        [
            null, document.Extraction.Document.Source.Path, document.Id.ToString(CultureInfo.InvariantCulture), document.Extraction.Document.Source.Sha256,
            CellWords.StateOf(document.Id, document.Extraction),
        ]);
        book.Add($"{Documents} 文件", xml => new LockedSheet(xml).Write(DocumentColumns, states, []));
    }
}
