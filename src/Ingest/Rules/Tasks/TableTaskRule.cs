using System.Collections.Immutable;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Rules.Responsibility;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Tasks;

/// <summary>
/// Makes tasks of the rows of a task table (任务分工表): one that has a column for what is to be done and one for units.
/// </summary>
internal sealed class TableTaskRule(FactContext context)
{
    private const int LongestTitle = 60, LongestFirstSentence = 40;

    private readonly ClauseFinder _clauses = new(context);

    /// <summary>The tasks of a table; none where it is no task table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="annex">The label of the annex that it stands in, or null.</param>
    /// <param name="before">How many rows without numbers tables before it have given under the same label: cards are counted through.</param>
    public List<PolicyTask> Tasks(TableBlock table, string? annex, int before = 0)
    {
        var view = context.Annotations.Table(table);
        if (!view.IsTaskTable)
        {
            context.Trace?.Reject("task", table.Span, $"no task table, which has a column for what is to be done and one for units; its columns: {string.Join(", ", view.Kinds.Select(column => $"{column.Head} ({column.Kind.ToString().ToLowerInvariant()})"))}");
            return [];
        }
        var tasks = new List<PolicyTask>();
        string? title = null;
        foreach (var entry in TableRows.Read(view, PassOver))
        {
            context.Options.Cancellation.ThrowIfCancellationRequested();
            if (entry.Part == 1 || view.Cell(entry.Rows[0], view.TitleColumn()).Row == entry.Rows[0]) title = TitleOf(view, entry.Rows[0]) ?? (entry.Part == 1 ? null : title);
            ImmutableArray<string> labels = entry.Labels.IsEmpty ? [$"{entry.Ordinal + (view.IsCard ? before : 0)}"] : entry.Labels;
            tasks.Add(Make(view, entry, annex is null ? labels : labels.Insert(0, annex), title));
        }
        return tasks;

        void PassOver(int row, string reason) => context.Trace?.Reject("task", view.Cell(row, 0).Span, $"row {row + 1}: {reason}");
    }

    private string? TitleOf(TableView view, int row)
    {
        var span = view.Cell(row, view.TitleColumn()).Span;
        if (span.IsEmpty) return null;
        string text = string.Concat(span.Of(context.Document.Text).Where(c => !char.IsWhiteSpace(c)));
        if (OutlineNumbering.Recognise(CharFold.Fold(text)) is { } label) text = text[label.Length..];
        string name = text.TrimEnd('。', '；', ';', '，', '：');
        int stop = name.IndexOf('。', StringComparison.Ordinal);
        if (stop < 0) return name.Length is > 0 and <= LongestTitle ? name : null;
        return stop is > 0 and <= LongestFirstSentence ? name[..stop] : null;
    }

    private PolicyTask Make(TableView view, TableEntry entry, ImmutableArray<string> path, string? title)
    {
        var found = new Findings();
        bool project = false;
        int start = int.MaxValue, end = 0;
        foreach (int row in entry.Rows)
            for (int column = 0; column < view.Columns; column++)
            {
                var cell = view.Cell(row, column);
                if (cell.Span.IsEmpty || !found.Seen.Add(cell)) continue;
                if (cell.Row == row) (start, end) = (Math.Min(start, cell.Span.Start), Math.Max(end, cell.Span.End));
                switch (view.Kinds[column].Kind)
                {
                    case ColumnKind.Name or ColumnKind.Content:
                        project |= view.Kinds[column].IsProject;
                        if (cell.Row == row || entry.Part == 1) AddText(found, cell.Span);
                        break;
                    case ColumnKind.Problem:
                        found.Problem ??= cell.Span;
                        break;
                    case ColumnKind.Units:
                        // What a cell names has no 市 or 县 from another cell.
                        var units = new Clause(cell.Span);
                        new ClauseReader(context).Cell(units.Assignments, cell.Span, view.Kinds[column].Role, view.Kinds[column].Head);
                        // 责任单位（排第一位为牵头单位）: the head says it for the column.
                        found.Assignments.AddRange((ClauseReader.StatesFirstNamed(view.Kinds[column].Head) ? units.FirstNamedLeads() : units).Assignments);
                        break;
                    case ColumnKind.Time:
                        found.Labelled.AddRange(DeadlineRule.InLabel(context, cell.Span));
                        break;
                }
            }
        if (start > end) (start, end) = (view.Cell(entry.Rows[0], 0).Span.Start, view.Cell(entry.Rows[0], 0).Span.End);
        var span = new TextSpan(start, end);
        ImmutableArray<TextSpan> passages = [.. found.Passages];
        return new PolicyTask(path, entry.Part, project ? TaskKind.Project : TaskKind.Task, title, Content(found, title), Restates: false, Node: null,
            passages, new Evidence(project ? "task.project-row" : "task.table-row", span, span.Of(context.Document.Text)),
            [.. found.Assignments], [.. TaskRule.Distinct(DeadlineRule.InText(context, passages).Concat(found.Labelled))]);
    }

    private void AddText(Findings found, TextSpan cell)
    {
        foreach (var segment in _clauses.Find([cell]))
        {
            found.Passages.AddRange(segment.Text);
            if (segment.Clause is not { } clause) continue;
            found.Assignments.AddRange(clause.Assignments);
            foreach (var time in clause.Times) found.Labelled.AddRange(DeadlineRule.InLabel(context, time));
        }
    }

    private string Content(Findings found, string? title)
    {
        var texts = found.Passages.Select(span => span.Of(context.Document.Text)).ToList();
        if (title is null && found.Problem is { } problem) texts.Insert(0, problem.Of(context.Document.Text));
        else if (title is not null && texts.Count > 0 && texts[0].Length <= title.Length + 2 || texts.Count > 1 && found.Problem is null) texts.RemoveAt(0);
        return string.Join('\n', texts);
    }

    /// <summary>What a row's cells have given so far.</summary>
    private sealed class Findings
    {
        public HashSet<TableCell> Seen { get; } = new(ReferenceEqualityComparer.Instance);
        public List<TextSpan> Passages { get; } = [];
        public List<Assignment> Assignments { get; } = [];
        public List<Deadline> Labelled { get; } = [];
        public TextSpan? Problem { get; set; }
    }
}
