using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>One reading of one document.</summary>
internal sealed class ExtractionLoad(SqliteConnection connection, StoredDocument stored)
{
    private CodePointMap _codePoints = null!;

    /// <summary>The document with its facts.</summary>
    public Extraction Run() => Run(withFacts: true);

    /// <summary>The document alone, without plans and findings.</summary>
    public Extraction Document() => Run(withFacts: false);

    private Extraction Run(bool withFacts)
    {
        SourceInfo source;
        string text;
        using (var row = Rows("SELECT format, size_bytes, sha256, encoding, text FROM documents WHERE document_id = @low", stored.Id, stored.Id))
        {
            if (!row.Read()) throw new StoreException($"{stored.Paths[0]}: the document was dropped by an import while it was to be read; try again");
            source = new SourceInfo(stored.Paths[0], row.Text(), row.Long(), row.Text(), row.OptionalText());
            text = row.Text();
        }
        _codePoints = new CodePointMap(text);
        var document = new PolicyDocument(source, text, Blocks(), Metadata(), Diagnostics("reader"));
        return new Extraction(document, withFacts ? Plans() : [], Diagnostics("rules")) { GivenFields = GivenFields(), Citations = withFacts ? Citations() : [], Findings = withFacts ? Findings() : [] };
    }

    private ImmutableArray<Block> Blocks()
    {
        var blocks = new List<Block>();
        using (var row = Rows("""
            SELECT block_no, role, start_cp, length_cp, label_start_cp, label_length_cp, outline_level, style, is_centered, line, page, sheet
            FROM paragraphs WHERE paragraph_id BETWEEN @low AND @high
            """))
        {
            while (row.Read())
            {
                var (index, role, span) = (row.Int() - 1, row.Value<BlockRole>(), Span(row));
                var (label, level, style, centered) = (OptionalSpan(row), row.OptionalInt(), row.OptionalText(), row.Int() == 1);
                blocks.Add(new ParagraphBlock(index, span, role, Place(row), label, level, style, centered));
            }
        }
        var cells = Cells();
        using (var row = Rows("""
            SELECT table_id, block_no, role, start_cp, length_cp, row_count, column_count, head_rows, line, page, sheet
            FROM tables WHERE table_id BETWEEN @low AND @high
            """))
        {
            while (row.Read())
            {
                var (id, index, role, span) = (row.Long(), row.Int() - 1, row.Value<BlockRole>(), Span(row));
                var (rowCount, columnCount, headRows) = (row.Int(), row.Int(), row.Int());
                blocks.Add(new TableBlock(index, span, role, Place(row), rowCount, columnCount, [.. cells[id]], headRows));
            }
        }
        return [.. blocks.OrderBy(block => block.Index)];
    }

    private ILookup<long, TableCell> Cells()
    {
        var cells = new List<(long Table, TableCell Cell)>();
        using var row = Rows("""
            SELECT table_id, row_no, column_no, row_span, column_span, page, start_cp, length_cp
            FROM table_cells WHERE table_id BETWEEN @low AND @high ORDER BY table_id, row_no, column_no
            """);
        while (row.Read())
        {
            long table = row.Long();
            var (rowNo, columnNo, rowSpan, columnSpan, page) = (row.Int() - 1, row.Int() - 1, row.Int(), row.Int(), row.OptionalInt());
            cells.Add((table, new TableCell(rowNo, columnNo, rowSpan, columnSpan, Span(row), page)));
        }
        return cells.ToLookup(cell => cell.Table, cell => cell.Cell);
    }

    private ImmutableArray<MetadataField> Metadata()
    {
        var fields = ImmutableArray.CreateBuilder<MetadataField>();
        using var row = Rows("SELECT name, start_cp, length_cp FROM document_fields WHERE field_id BETWEEN @low AND @high AND start_cp IS NOT NULL ORDER BY field_id");
        while (row.Read()) fields.Add(new MetadataField(row.Text(), Span(row)));
        return fields.ToImmutable();
    }

    private ImmutableArray<GivenField> GivenFields()
    {
        var fields = ImmutableArray.CreateBuilder<GivenField>();
        using var row = Rows("SELECT name, value FROM document_fields WHERE field_id BETWEEN @low AND @high AND start_cp IS NULL ORDER BY field_id");
        while (row.Read()) fields.Add(new GivenField(row.Text(), row.Text()));
        return fields.ToImmutable();
    }

    private ImmutableArray<Diagnostic> Diagnostics(string stage)
    {
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        using var row = Rows($"""
            SELECT severity, code, message, start_cp, length_cp
            FROM diagnostics WHERE diagnostic_id BETWEEN @low AND @high AND stage = '{stage}' ORDER BY diagnostic_id
            """);
        while (row.Read())
            diagnostics.Add(new Diagnostic(row.Value<DiagnosticSeverity>(), row.Text(), row.Text(), OptionalSpan(row)));
        return diagnostics.ToImmutable();
    }

    private ImmutableArray<Citation> Citations()
    {
        var citations = ImmutableArray.CreateBuilder<Citation>();
        using var row = Rows("SELECT kind, cited_title, cited_number, rule_id, start_cp, length_cp, raw, origin, is_checked FROM citations WHERE citation_id BETWEEN @low AND @high ORDER BY citation_id");
        while (row.Read()) citations.Add(new Citation(row.Value<CitationKind>(), row.OptionalText(), row.OptionalText(), Evidence(row)));
        return citations.ToImmutable();
    }

    private ImmutableArray<Finding> Findings()
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        using var row = Rows("""
            SELECT f.code, f.start_cp, f.length_cp, p.plan_no - 1 FROM findings f LEFT JOIN plans p USING (plan_id)
            WHERE f.finding_id BETWEEN @low AND @high ORDER BY f.finding_id
            """);
        while (row.Read()) findings.Add(new Finding(FindingCode.Of(row.Text()), OptionalSpan(row), row.OptionalInt()));
        return findings.ToImmutable();
    }

    private ImmutableArray<Plan> Plans()
    {
        var (evidence, nodes, tasks, targets) = (PlanEvidence(), Nodes(), Tasks(), Targets());
        var plans = ImmutableArray.CreateBuilder<Plan>();
        using var row = Rows("""
            SELECT plan_id, kind, title, doc_number, issuer, issued_on, period_first, period_last, place_code, province, city, county, level, place_source, start_cp, length_cp
            FROM plans WHERE plan_id BETWEEN @low AND @high ORDER BY plan_id
            """);
        while (row.Read())
        {
            long id = row.Long();
            var kind = row.Value<PlanKind>();
            var (title, number, issuer, issued) = (row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalDate());
            var (first, last) = (row.OptionalInt(), row.OptionalInt());
            var place = new PlanPlace(row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalText(), row.OptionalValue<PlaceLevel>(), row.OptionalValue<PlaceSource>());
            plans.Add(new Plan(plans.Count, title, Proof("title"), number, Proof("doc_number"), issuer, Proof("issuer"), issued, Proof("issued_on"),
                first is null ? null : new PlanPeriod(first.Value, last!.Value), Span(row), [.. nodes[id]], [.. tasks[id]], [.. targets[id]]) { Kind = kind, Place = place });

            Evidence? Proof(string field) => evidence.GetValueOrDefault((id, field));
        }
        return plans.ToImmutable();
    }

    private Dictionary<(long, string), Evidence> PlanEvidence()
    {
        var evidence = new Dictionary<(long, string), Evidence>();
        using var row = Rows("SELECT plan_id, field, rule_id, start_cp, length_cp, raw, origin, is_checked FROM plan_evidence WHERE plan_id BETWEEN @low AND @high");
        while (row.Read()) evidence.Add((row.Long(), row.Text()), Evidence(row));
        return evidence;
    }

    private ILookup<long, OutlineNode> Nodes()
    {
        var nodes = new List<(long Plan, OutlineNode Node)>();
        using var row = Rows("""
            SELECT n.plan_id, n.node_no, p.node_no - 1, n.level, n.label, n.heading, n.section, n.label_start_cp, n.label_length_cp,
                   n.heading_start_cp, n.heading_length_cp, n.body_cp, n.start_cp, n.length_cp
            FROM outline_nodes n LEFT JOIN outline_nodes p ON p.node_id = n.parent_id
            WHERE n.node_id BETWEEN @low AND @high ORDER BY n.node_id
            """);
        while (row.Read())
        {
            var (plan, ordinal, parent, level) = (row.Long(), row.Int() - 1, row.OptionalInt(), row.Int());
            var (label, heading, section) = (row.Text(), row.OptionalText(), row.Value<SectionKind>());
            nodes.Add((plan, new OutlineNode(ordinal, parent, level, label, heading, section, Span(row), OptionalSpan(row), Spans(row), Span(row))));
        }
        return nodes.ToLookup(node => node.Plan, node => node.Node);
    }

    private ILookup<long, PolicyTask> Tasks()
    {
        var (assignments, deadlines) = (Assignments(), Deadlines());
        var tasks = new List<(long Plan, PolicyTask Task)>();
        using var row = Rows("""
            SELECT t.plan_id, t.task_id, n.node_no - 1, t.path_json, t.part, t.kind, t.restates, t.title, t.content, t.passages_cp,
                   t.rule_id, t.start_cp, t.length_cp, t.raw, t.origin, t.is_checked
            FROM tasks t LEFT JOIN outline_nodes n USING (node_id)
            WHERE t.task_id BETWEEN @low AND @high ORDER BY t.task_id
            """);
        while (row.Read())
        {
            var (plan, id, node, path, part) = (row.Long(), row.Long(), row.OptionalInt(), Path(row), row.Int());
            var (kind, restates, title, content) = (row.Value<TaskKind>(), row.Int() == 1, row.OptionalText(), row.Text());
            var passages = Spans(row);
            tasks.Add((plan, new PolicyTask(path, part, kind, title, content, restates, node, passages, Evidence(row),
                [.. assignments[id]], [.. deadlines[id]])));
        }
        return tasks.ToLookup(task => task.Plan, task => task.Task);
    }

    private ILookup<long, Assignment> Assignments()
    {
        var assignments = new List<(long Task, Assignment Assignment)>();
        using var row = Rows("""
            SELECT task_id, role, unit, label, scope, rule_id, start_cp, length_cp, raw, origin, is_checked
            FROM assignments WHERE assignment_id BETWEEN @low AND @high ORDER BY assignment_id
            """);
        while (row.Read())
            assignments.Add((row.Long(), new Assignment(row.Value<AssignmentRole>(), row.Text(), row.Text(), row.OptionalText(), Evidence(row))));
        return assignments.ToLookup(fact => fact.Task, fact => fact.Assignment);
    }

    private ILookup<long, Deadline> Deadlines()
    {
        var deadlines = new List<(long Task, Deadline Deadline)>();
        using var row = Rows("""
            SELECT task_id, kind, due, starts, source, rule_id, start_cp, length_cp, raw, origin, is_checked
            FROM deadlines WHERE deadline_id BETWEEN @low AND @high ORDER BY deadline_id
            """);
        while (row.Read())
        {
            var (task, kind, due, start) = (row.Long(), row.Value<DeadlineKind>(), row.OptionalDate(), row.OptionalDate());
            deadlines.Add((task, new Deadline(kind, due, start, row.Value<DeadlineSource>(), Evidence(row))));
        }
        return deadlines.ToLookup(fact => fact.Task, fact => fact.Deadline);
    }

    private ILookup<long, Target> Targets()
    {
        var targets = new List<(long Plan, Target Target)>();
        using var row = Rows("""
            SELECT plan_id, path_json, part, indicator, op, value, measure, target_year, base_year, rule_id, start_cp, length_cp, raw, origin, is_checked
            FROM targets WHERE target_id BETWEEN @low AND @high ORDER BY target_id
            """);
        while (row.Read())
        {
            var (plan, path, part, indicator, op) = (row.Long(), Path(row), row.Int(), row.Text(), row.Value<TargetOp>());
            var (value, unit, year, baseYear) = ((decimal)row.Real(), row.OptionalText(), row.OptionalInt(), row.OptionalInt());
            targets.Add((plan, new Target(path, part, indicator, op, value, unit, year, baseYear, Evidence(row))));
        }
        return targets.ToLookup(fact => fact.Plan, fact => fact.Target);
    }

    private Evidence Evidence(RowReader row)
    {
        var (rule, span) = (row.Text(), Span(row));
        return new Evidence(rule, span, row.Text()) { Origin = row.Value<FactOrigin>(), IsChecked = row.Int() == 1 };
    }

    private TextSpan Span(RowReader row) => Span(row.Int(), row.Int());

    /// <exception cref="FormatException">It lies outside the text, as in no database that an import made.</exception>
    private TextSpan Span(int start, int length) => start >= 0 && length >= 0 && start <= _codePoints.Length - length
        ? _codePoints.ToUtf16(start, length)
        : throw new FormatException("a span lies outside the text");

    private TextSpan? OptionalSpan(RowReader row)
    {
        var (start, length) = (row.OptionalInt(), row.OptionalInt());
        return start is null ? null : Span(start.Value, length!.Value);
    }

    private ImmutableArray<TextSpan> Spans(RowReader row) =>
        [.. JsonSerializer.Deserialize(row.Text(), StoredJson.Readable.Int32ArrayArray)!.Select(pair => Span(pair[0], pair[1]))];

    private static ImmutableArray<string> Path(RowReader row) => [.. JsonSerializer.Deserialize(row.Text(), StoredJson.Readable.StringArray)!];

    private static SourcePlace? Place(RowReader row)
    {
        var place = new SourcePlace(row.OptionalInt(), row.OptionalInt(), row.OptionalText());
        return place == new SourcePlace() ? null : place;
    }

    private RowReader Rows(string sql) => Rows(sql, RowKey.Of(stored.Id, 0), RowKey.Of(stored.Id + 1, 0) - 1);

    private RowReader Rows(string sql, long low, long high) => new(connection, sql, ("@low", low), ("@high", high));
}
