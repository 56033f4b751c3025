using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Corrections.Workbook;

/// <summary>A column of a sheet for corrections.</summary>
/// <param name="Name">Its English name, by which it is known again.</param>
/// <param name="Chinese">Its Chinese name, which stands beside it.</param>
/// <param name="Width">Its width in characters.</param>
/// <param name="IsEditable">Whether a person may change it in rows that are there; in new rows all may be filled.</param>
internal sealed record SheetColumn(string Name, string Chinese, double Width, bool IsEditable = false)
{
    public string Head => $"{Name} {Chinese}";
}

/// <summary>A sheet for corrections: a row a fact.</summary>
/// <param name="Name">Its English name.</param>
/// <param name="Chinese">Its Chinese name.</param>
/// <param name="Subject">What a row is.</param>
/// <param name="Letter">The letter with which the keys of its rows begin.</param>
/// <param name="Fields">The fields that a person may change.</param>
/// <param name="Others">Columns that say what the row is about.</param>
internal sealed record CorrectionSheet(
    string Name, string Chinese, CorrectionSubject Subject, char Letter, ImmutableArray<SheetColumn> Fields, ImmutableArray<SheetColumn> Others)
{
    public const string Drop = "drop", LookedAt = "looked_at", Key = "key", Of = "of", Words = "words", Label = "label";

    /// <summary>What stands in drop and looked_at for yes.</summary>
    public const string Yes = "x";

    public static CorrectionSheet Plans { get; } = new("plans", "计划", CorrectionSubject.Plan, 'p',
        [Field("title", "标题", 44), Field("doc_number", "文号", 18), Field("issuer", "发文机关", 24), Field("issued_on", "成文日期", 12), Field("kind", "文种", 12), Field("period_first", "起始年", 8), Field("period_last", "截止年", 8)],
        [Document, Around(Key, "编号", 12)]);

    public static CorrectionSheet Tasks { get; } = new("tasks", "任务", CorrectionSubject.Task, 't',
        [Field("title", "标题", 30), Field("kind", "类别", 10), Field("content", "内容", 60)],
        [Around(Words, "原文", 40), Around(Label, "序号", 12), Document, Around(Of, "所属计划", 12), Around(Key, "编号", 12)]);

    public static CorrectionSheet Assignments { get; } = new("assignments", "分工", CorrectionSubject.Assignment, 'a',
        [Field("role", "角色", 11), Field("unit", "单位", 22), Field("scope", "分工内容", 18)], OfTask);

    public static CorrectionSheet Deadlines { get; } = new("deadlines", "时限", CorrectionSubject.Deadline, 'd',
        [Field("kind", "类别", 11), Field("due", "到期日", 12), Field("start", "开始日", 12)], OfTask);

    public static CorrectionSheet Targets { get; } = new("targets", "指标", CorrectionSubject.Target, 'g',
        [Field("indicator", "指标", 26), Field("op", "方向", 10), Field("value", "数值", 10), Field("unit", "计量单位", 10), Field("year", "目标年", 8), Field("base", "基年", 8)], OfTask);

    /// <summary>All sheets, in order.</summary>
    public static ImmutableArray<CorrectionSheet> All { get; } = [Plans, Tasks, Assignments, Deadlines, Targets];

    private static SheetColumn Document => Around("document", "文件", 24);

    private static ImmutableArray<SheetColumn> OfTask =>
    [
        Around(Words, "原文", 28), Around("task", "任务", 30), Around(Label, "序号", 12), Document, Around(Of, "所属任务", 12), Around(Key, "编号", 12),
    ];

    /// <summary>All columns, in order.</summary>
    public ImmutableArray<SheetColumn> Columns { get; } =
        [new(Drop, "删除", 7, IsEditable: true), new(LookedAt, "已核对", 8, IsEditable: true), .. Fields, .. Others];

    /// <summary>The rows of a document, in its order.</summary>
    public IEnumerable<SheetRow> Rows(long documentId, Extraction extraction)
    {
        string document = Path.GetFileName(extraction.Document.Source.Path);
        int number = 0, tasks = 0;
        foreach (var plan in extraction.Plans)
        {
            string planKey = KeyOf('p', documentId, plan.Ordinal + 1);
            if (this == Plans)
            {
                bool isChecked = new[] { plan.TitleEvidence, plan.DocNumberEvidence, plan.IssuerEvidence, plan.IssuedOnEvidence }.Any(evidence => evidence is { IsChecked: true });
                yield return Row(++number, ItemForms.Values(plan), isChecked, ("document", document));
            }
            int firstTask = tasks;
            foreach (var task in plan.Tasks)
            {
                tasks++;
                string label = LabelOf(task.Path, task.Part), taskKey = KeyOf('t', documentId, tasks);
                if (this == Tasks)
                    yield return Row(++number, ItemForms.Values(task), task.Evidence.IsChecked, (Words, task.Evidence.Raw), (Label, label), ("document", document), (Of, planKey));
                else if (this == Assignments)
                {
                    foreach (var fact in task.Assignments) yield return Row(++number, AssignmentForm.Only.Values(fact), fact.Evidence.IsChecked, AroundFact(fact.Evidence, task.Title, label, taskKey));
                }
                else if (this == Deadlines)
                {
                    foreach (var fact in task.Deadlines) yield return Row(++number, DeadlineForm.Only.Values(fact), fact.Evidence.IsChecked, AroundFact(fact.Evidence, task.Title, label, taskKey));
                }
            }
            if (this != Targets) continue;
            foreach (var fact in plan.Targets)
            {
                var found = new FactRef(CorrectionSubject.Target, ++number).In(extraction).Task;
                string owner = found is null ? planKey : KeyOf('t', documentId, firstTask + plan.Tasks.IndexOf(found) + 1);
                yield return Row(number, TargetForm.Only.Values(fact), fact.Evidence.IsChecked, AroundFact(fact.Evidence, found?.Title, LabelOf(fact.Path, fact.Part), owner));
            }
        }

        SheetRow Row(int at, FieldValues values, bool isChecked, params (string, string?)[] around) => new(
            new FactRef(Subject, at), KeyOf(Letter, documentId, at),
            values.Only(Fields.Select(field => field.Name)).With(FieldValues.Of([(LookedAt, isChecked ? Yes : null), (Drop, null), (Key, KeyOf(Letter, documentId, at)), .. around])));

        (string, string?)[] AroundFact(Evidence evidence, string? title, string label, string owner) =>
            [(Words, evidence.Raw), ("task", title), (Label, label), ("document", document), (Of, owner)];
    }

    /// <summary>A key as cells hold it: a letter, and the key of the database.</summary>
    public static string KeyOf(char letter, long documentId, int number) => string.Create(CultureInfo.InvariantCulture, $"{letter}{documentId * KeysPerDocument + number}");

    /// <summary>What a key names; null where it is none.</summary>
    public static (char Letter, long Document, int Number)? Parse(string key) =>
        key.Length > 1 && long.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > KeysPerDocument
            ? (char.ToLowerInvariant(key[0]), number / KeysPerDocument, (int)(number % KeysPerDocument))
            : null;

    // As in the database's keys.
    private const long KeysPerDocument = 1_000_000;

    private static string LabelOf(ImmutableArray<string> path, int part) => string.Join('/', path) + (part > 1 ? string.Create(CultureInfo.InvariantCulture, $"#{part}") : "");

    private static SheetColumn Field(string name, string chinese, double width) => new(name, chinese, width, IsEditable: true);

    private static SheetColumn Around(string name, string chinese, double width) => new(name, chinese, width);
}

/// <summary>A row: a fact, its key, and what stands in its cells.</summary>
internal sealed record SheetRow(FactRef Fact, string Key, FieldValues Cells);
