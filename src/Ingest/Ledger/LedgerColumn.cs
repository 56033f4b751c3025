using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Ingest.Ledger;

/// <summary>A column of a ledger.</summary>
/// <param name="Head">Its head.</param>
/// <param name="SheetWidth">Width in a workbook, in characters.</param>
/// <param name="PageWidth">Width on a page of A4 across, in millimetres; 0 for a column that only a workbook has.</param>
/// <param name="IsMiddle">Whether its words stand in the middle.</param>
/// <param name="Words">What stands in it; gets the task, and its number in the section from 1.</param>
internal sealed record LedgerColumn(string Head, double SheetWidth, double PageWidth, bool IsMiddle, Func<LedgerTask, int, string> Words)
{
    /// <summary>The column of days, which a workbook holds as days.</summary>
    public bool IsDay { get; init; }

    /// <summary>The columns of a section. The widths on a page make up 257 mm.</summary>
    public static LedgerColumn[] Of(LedgerWords words, LedgerSection section)
    {
        var columns = new List<LedgerColumn>
        {
            new(words.Either("序号", "No."), 6, 12, true, (_, number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new(words.Either("上级标题", "Under"), 22, 0, false, (task, _) => task.Headings ?? ""),
            new(words.Either("任务", "Task"), 24, 26, false, (task, _) => LedgerWords.Task(task)),
            new(words.Either("具体内容", "Content"), 80, section.Unit is null ? 70 : 58, false, (task, _) => task.Content),
        };
        if (section.Unit is { } unit) columns.Add(new(words.Either("分工", "Part"), 8, 12, true, (task, _) => words.Parts(task, unit)));
        columns.AddRange([
            new(words.Either("牵头单位", "Lead"), 18, 22, true, (task, _) => words.Leads(task)),
            new(words.Either("配合单位", "With"), 24, 26, true, (task, _) => words.Others(task)),
            new(words.Either("完成时限", "When"), 18, 27, true, (task, _) => words.Times(task)),
            new(words.Either("到期日", "Due"), 13, 0, true, (_, _) => "") { IsDay = true },
            new(words.Either("目标", "Target"), 30, 22, false, (task, _) => words.Targets(task)),
            new(words.Either("来源", "Source"), section.Plan is null ? 34 : 16, 18, false, (task, _) => words.Source(task, namesPlan: section.Plan is null)),
            new(words.Either("进展情况", "Progress"), 30, 23, false, (_, _) => ""),
            new(words.Either("备注", "Notes"), 14, 11, false, (_, _) => ""),
        ]);
        return [.. columns];
    }
}
