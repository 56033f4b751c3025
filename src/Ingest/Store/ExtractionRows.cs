using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest.Audit;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Ingest.Trust;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Store;

/// <summary>Lays an extraction out as the rows of its tables. Numbers inside the document run in reading order, so equal extractions give equal rows.</summary>
internal sealed class ExtractionRows
{
    private const int ShortestDouble = 100;

    private readonly Func<string, UnitName> _describe;
    private readonly IndicatorForms _indicators;
    private readonly MeasureForms _measures;
    private readonly RowBuffer _rows;
    private readonly Extraction _extraction;
    private readonly CodePointMap _codePoints;
    private readonly ConfidenceRating _confidence;
    private readonly HashSet<string> _units = new(StringComparer.Ordinal);
    private int _nodes, _tasks, _assignments, _deadlines, _targets, _diagnostics;

    private ExtractionRows(Extraction extraction, Func<string, UnitName> describe, LexiconSet lexicons)
    {
        (_describe, _indicators, _measures) = (describe, IndicatorForms.Of(lexicons), MeasureForms.Of(lexicons));
        _extraction = extraction;
        _codePoints = new CodePointMap(extraction.Document.Text);
        _confidence = new ConfidenceRating(extraction);
        // A Chinese text takes three bytes a character and stands there three times: whole, in paragraphs and in tasks.
        _rows = new RowBuffer((int)Math.Min(extraction.Document.Text.Length * 10L + 4_096, 1 << 28));
    }

    /// <summary>The rows of <paramref name="extraction"/>, parents before children.</summary>
    /// <exception cref="DocumentException">The document has more of a thing than its keys can number.</exception>
    public static ReadOnlyMemory<byte> Of(Extraction extraction, string ruleSet, LexiconSet lexicons)
    {
        var rows = new ExtractionRows(extraction, UnitDirectory.Of(lexicons).Describe, lexicons);
        rows.AddDocument(ruleSet);
        foreach (var block in extraction.Document.Blocks) rows.AddBlock(block);
        for (int i = 0; i < extraction.Document.Metadata.Length; i++) rows.AddField(extraction.Document.Metadata[i], i + 1);
        for (int i = 0; i < extraction.GivenFields.Length; i++) rows.AddField(extraction.GivenFields[i], extraction.Document.Metadata.Length + i + 1);
        foreach (var diagnostic in extraction.Document.Diagnostics) rows.AddDiagnostic(diagnostic, "reader");
        foreach (var diagnostic in extraction.Diagnostics) rows.AddDiagnostic(diagnostic, "rules");
        rows.AddFacts();
        return rows._rows.Bytes;
    }

    /// <summary>The rows of all that corrections may change: plans with their tasks and facts, counts, coverage and findings.</summary>
    /// <param name="extraction">The extraction.</param>
    /// <param name="describe">Says what a unit is called in full.</param>
    /// <exception cref="DocumentException">The document has more of a thing than its keys can number.</exception>
    public static ReadOnlyMemory<byte> OfFacts(Extraction extraction, Func<string, UnitName> describe)
    {
        var rows = new ExtractionRows(extraction, describe, LexiconSet.BuiltIn);
        rows.AddFacts();
        return rows._rows.Bytes;
    }

    private void AddFacts()
    {
        foreach (var plan in _extraction.Plans) AddPlan(plan);
        for (int i = 0; i < _extraction.Citations.Length; i++) AddCitation(_extraction.Citations[i], i + 1);
        AddCoverage();
        for (int i = 0; i < _extraction.Findings.Length; i++) AddFinding(_extraction.Findings[i], i + 1);
    }

    /// <summary><see cref="DocumentStatus.Partial"/> where the reader had to warn about what it read, else <see cref="DocumentStatus.Imported"/>.</summary>
    public static DocumentStatus StatusOf(Extraction extraction) =>
        extraction.Document.Diagnostics.Any(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            ? DocumentStatus.Partial
            : DocumentStatus.Imported;

    private void AddDocument(string ruleSet)
    {
        var (source, text) = (_extraction.Document.Source, _extraction.Document.Text);
        _rows.Row(StoreTable.Documents).DocumentId().Text(source.Sha256).Text(source.Format).Text(source.Encoding)
            .Integer(source.Size).Text(GoldJson.Name(StatusOf(_extraction))).Text(ruleSet).Integer(_codePoints.Length).Text(TextHash(text)).Text(text);
    }

    /// <summary>A hash of what a text says, white space and width of signs left out; null for one too short to be taken for another's double.</summary>
    private static string? TextHash(string text)
    {
        char[] plain = CharFold.Fold(text).ToCharArray();
        int length = 0;
        foreach (char c in plain)
            if (!char.IsWhiteSpace(c)) plain[length++] = c;
        return length < ShortestDouble ? null : Sha256.Hex(plain.AsSpan(0, length));
    }

    private void AddBlock(Block block)
    {
        int number = Numbered(block.Index + 1, "paragraphs");
        if (block is TableBlock table) AddTable(table, number);
        else if (block is ParagraphBlock paragraph) AddParagraph(paragraph, number);
    }

    private void AddParagraph(ParagraphBlock paragraph, int number)
    {
        Place(_rows.Row(StoreTable.Paragraphs).Key(number).DocumentId().Integer(number).Text(GoldJson.Name(paragraph.Role)), paragraph.Span)
            .Text(paragraph.Span.In(_extraction.Document.Text));
        OptionalPlace(paragraph.GeneratedLabel);
        _rows.Integer(paragraph.OutlineLevel).Text(paragraph.Style).Flag(paragraph.IsCentered);
        SourcePlace(paragraph);
    }

    private void AddTable(TableBlock table, int number)
    {
        Place(_rows.Row(StoreTable.Tables).Key(number).DocumentId().Integer(number).Text(GoldJson.Name(table.Role)), table.Span)
            .Integer(table.RowCount).Integer(table.ColumnCount).Integer(table.DeclaredHeadRows);
        SourcePlace(table);
        foreach (var cell in table.Cells)
        {
            _rows.Row(StoreTable.TableCells).Key(number).Integer(cell.Row + 1).Integer(cell.Column + 1)
                .Integer(cell.RowSpan).Integer(cell.ColumnSpan).Integer(cell.Page);
            Place(_rows, cell.Span).Text(cell.Span.In(_extraction.Document.Text));
        }
    }

    private void AddField(MetadataField field, int number) =>
        Place(_rows.Row(StoreTable.DocumentFields).Key(Numbered(number, "fields")).DocumentId().Text(field.Name), field.Value)
            .Text(field.Value.In(_extraction.Document.Text));

    private void AddField(GivenField field, int number)
    {
        _rows.Row(StoreTable.DocumentFields).Key(Numbered(number, "fields")).DocumentId().Text(field.Name);
        OptionalPlace(null);
        _rows.Text(field.Value);
    }

    private void AddPlan(Plan plan)
    {
        int number = Numbered(plan.Ordinal + 1, "plans");
        _rows.Row(StoreTable.Plans).Key(number).DocumentId().Integer(number).Text(GoldJson.Name(plan.Kind)).Text(plan.Title).Text(plan.DocNumber).Text(plan.Issuer)
            .Text(Iso(plan.IssuedOn)).Text(CitedNames.KeyOf(plan.Title)).Integer(plan.Period?.First).Integer(plan.Period?.Last)
            .Text(PlaceNames.RegionOf(plan.Issuer, plan.Title));
        AddPlace(plan.Place ?? PlanPlace.None);
        Place(_rows.Integer(YearOf(plan)), plan.Span);
        AddPlanEvidence(number, "title", plan.TitleEvidence);
        AddPlanEvidence(number, "doc_number", plan.DocNumberEvidence);
        AddPlanEvidence(number, "issuer", plan.IssuerEvidence);
        AddPlanEvidence(number, "issued_on", plan.IssuedOnEvidence);
        int firstNode = _nodes + 1, firstTask = _tasks + 1;
        foreach (var node in plan.Nodes) AddNode(node, number, firstNode);
        var headings = new TaskHeadings(plan);
        foreach (var task in plan.Tasks) AddTask(task, number, firstNode, headings);
        var taskOf = new TargetTasks(plan.Tasks);
        foreach (var target in plan.Targets) AddTarget(target, number, taskOf.IndexOf(target) + firstTask);
        AddCounts(new UnitCounts(plan.Tasks, _describe), number, YearOf(plan));
    }

    private void AddPlace(PlanPlace place) => _rows.Text(place.Province).Text(place.City).Text(place.County).Text(place.Code)
        .Text(place.Level is { } level ? GoldJson.Name(level) : null).Text(place.Source is { } source ? GoldJson.Name(source) : null);

    private void AddCounts(UnitCounts counts, int plan, int? year)
    {
        foreach (var ((unit, role), tasks) in counts.ByRole)
            _rows.Row(StoreTable.PlanUnits).Key(plan).Text(unit).Text(GoldJson.Name(role)).Integer(year).Integer(tasks);
        foreach (var ((lead, support), tasks) in counts.Pairs)
            _rows.Row(StoreTable.PlanUnitPairs).Key(plan).Text(lead).Text(support).Integer(year).Integer(tasks);
    }

    private void AddCoverage()
    {
        var coverage = Coverage.Of(_extraction);
        _rows.Row(StoreTable.DocumentCoverage).DocumentId().Integer(coverage.Characters).Integer(coverage.InTasks).Integer(coverage.InFacts)
            .Integer(coverage.InHeadings).Integer(coverage.InTables).Integer(coverage.SetApart).Integer(coverage.Unread);
        Trust(_confidence.OfDocument());
    }

    private void AddPlanEvidence(int plan, string field, Evidence? evidence)
    {
        if (evidence is not null) Evidence(_rows.Row(StoreTable.PlanEvidence).Key(plan).Text(field), evidence);
    }

    private void AddNode(OutlineNode node, int plan, int firstNode)
    {
        _rows.Row(StoreTable.OutlineNodes).Key(Numbered(++_nodes, "headings")).Key(plan).Integer(node.Ordinal + 1).Key(node.Parent + firstNode)
            .Integer(node.Level).Text(node.Label).Text(node.Heading).Text(GoldJson.Name(node.Section));
        Place(_rows, node.LabelSpan);
        OptionalPlace(node.HeadingSpan);
        Place(_rows.Text(Places(node.Body)), node.Span);
    }

    private void AddTask(PolicyTask task, int plan, int firstNode, TaskHeadings headings)
    {
        int number = Numbered(++_tasks, "tasks");
        _rows.Row(StoreTable.Tasks).Key(number).Key(plan).Key(task.Node + firstNode);
        TaskPath(task.Path).Integer(task.Part).Text(GoldJson.Name(task.Kind)).Flag(task.Restates)
            .Text(headings.Above(task)).Text(task.Title).Text(task.Content)
            .Text(Iso(task.Deadlines.Min(deadline => deadline.Start))).Text(Iso(task.Deadlines.Min(deadline => deadline.Due))).Text(Iso(task.Deadlines.Max(deadline => deadline.Due))).Text(Places(task.Passages));
        Evidence(_rows, task.Evidence);
        Trust(_confidence.Of(task));
        foreach (var assignment in task.Assignments) AddAssignment(assignment, number, task.Evidence.Span);
        foreach (var deadline in task.Deadlines) AddDeadline(deadline, number, task.Evidence.Span);
    }

    private void AddAssignment(Assignment assignment, int task, TextSpan around)
    {
        AddUnit(assignment.Unit);
        _rows.Row(StoreTable.Assignments).Key(Numbered(++_assignments, "assignments")).Key(task)
            .Text(GoldJson.Name(assignment.Role)).Text(assignment.Unit).Text(assignment.Label).Text(assignment.Scope);
        Evidence(_rows, assignment.Evidence);
        Trust(_confidence.Of(assignment.Evidence, around));
    }

    private void AddUnit(string name)
    {
        if (!_units.Add(name)) return;
        var unit = _describe(name);
        _rows.Row(StoreTable.Units).Text(name).Text(unit.Canonical).Text(unit.Level).Flag(unit.IsGroup);
    }

    private void AddDeadline(Deadline deadline, int task, TextSpan around)
    {
        _rows.Row(StoreTable.Deadlines).Key(Numbered(++_deadlines, "deadlines")).Key(task).Text(GoldJson.Name(deadline.Kind))
            .Text(Iso(deadline.Start)).Text(Iso(deadline.Due)).Text(GoldJson.Name(deadline.Source));
        Evidence(_rows, deadline.Evidence);
        Trust(_confidence.Of(deadline.Evidence, around));
    }

    private void AddTarget(Target target, int plan, int? task)
    {
        _rows.Row(StoreTable.Targets).Key(Numbered(++_targets, "targets")).Key(plan).Key(task);
        TaskPath(target.Path).Integer(target.Part).Text(target.Indicator).Text(GoldJson.Name(target.Op)).Real((double)target.Value);
        var (name, place) = _indicators.Normalise(target.Indicator);
        var form = _measures.Normalise(target.Value, target.Unit);
        _rows.Text(name).Text(place).Text(form.Dimension).Real((double)form.Value).Text(form.Measure).Text(target.Unit).Integer(target.Year).Integer(target.Base);
        Evidence(_rows, target.Evidence);
        Trust(_confidence.Of(target.Evidence));
    }

    private void AddCitation(Citation citation, int number)
    {
        var plan = _extraction.Plans.LastOrDefault(each => each.Span.Contains(citation.Evidence.Span));
        _rows.Row(StoreTable.Citations).Key(Numbered(number, "citations")).DocumentId().Key(plan?.Ordinal + 1).Text(GoldJson.Name(citation.Kind))
            .Text(citation.Title).Text(citation.DocNumber).Text(CitedNames.KeyOf(citation.Title));
        Evidence(_rows, citation.Evidence);
    }

    private void AddDiagnostic(Diagnostic diagnostic, string stage)
    {
        _rows.Row(StoreTable.Diagnostics).Key(Numbered(++_diagnostics, "diagnostics")).DocumentId().Text(stage)
            .Text(GoldJson.Name(diagnostic.Severity)).Text(diagnostic.Code).Text(diagnostic.Message);
        OptionalPlace(diagnostic.Span);
    }

    private void AddFinding(Finding finding, int number)
    {
        _rows.Row(StoreTable.Findings).Key(Numbered(number, "findings")).DocumentId().Integer(number).Text(finding.Code.Name)
            .Text(GoldJson.Name(finding.Code.Severity)).Key(finding.Plan + 1);
        OptionalPlace(finding.Span);
        _rows.Text(finding.Code.Message).Text(finding.Span?.Of(_extraction.Document.Text));
    }

    private RowBuffer TaskPath(ImmutableArray<string> path) =>
        _rows.Text(string.Join('/', path)).Text(JsonSerializer.Serialize([.. path], StoredJson.Readable.StringArray));

    private RowBuffer Place(RowBuffer rows, TextSpan span)
    {
        var (start, length) = _codePoints.ToCodePoints(span);
        return rows.Integer(start).Integer(length);
    }

    private void OptionalPlace(TextSpan? span)
    {
        if (span is { } place) Place(_rows, place);
        else _rows.Null().Null();
    }

    private void SourcePlace(Block block) => _rows.Integer(block.Place?.Line).Integer(block.Place?.Page).Text(block.Place?.Sheet);

    private void Evidence(RowBuffer rows, Evidence evidence) =>
        Place(rows.Text(evidence.RuleId), evidence.Span).Text(evidence.Raw).Text(GoldJson.Name(evidence.Origin)).Flag(evidence.IsChecked);

    private void Trust(Confidence confidence) => _rows.Text(GoldJson.Name(confidence.Level)).Text(confidence.Why);

    /// <summary>Places as JSON: <c>[[120,33],[160,20]]</c>.</summary>
    private string Places(ImmutableArray<TextSpan> spans)
    {
        var json = new StringBuilder("[");
        foreach (var span in spans)
        {
            var (start, length) = _codePoints.ToCodePoints(span);
            json.Append(CultureInfo.InvariantCulture, $"{(json.Length > 1 ? "," : "")}[{start},{length}]");
        }
        return json.Append(']').ToString();
    }

    private static int? YearOf(Plan plan) => plan.IssuedOn?.Year ?? plan.Period?.First;

    private static string? Iso(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static int Numbered(int number, string things)
    {
        if (number < RowKey.PerDocument) return number;
        throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-" + things,
            $"the document has more than {RowKey.PerDocument - 1} {things}; split it");
    }
}
