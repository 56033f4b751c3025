using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Shared;

/// <summary>What the audit says of what was lost.</summary>
/// <param name="Lost">Assignments of the gold that were not found.</param>
/// <param name="Named">Of these, in a paragraph or table that an alarm or doubt names.</param>
/// <param name="Poor">Documents of whose tasks less than nine tenths are right.</param>
/// <param name="Silent">Of these, without alarm and doubt.</param>
/// <param name="RightTasks">Tasks of documents in which all of them are right.</param>
/// <param name="Noise">Alarms and doubts of these documents.</param>
internal readonly record struct AuditFigures(int Lost, int Named, int Poor, int Silent, int RightTasks, int Noise)
{
    public static AuditFigures operator +(AuditFigures a, AuditFigures b) =>
        new(a.Lost + b.Lost, a.Named + b.Named, a.Poor + b.Poor, a.Silent + b.Silent, a.RightTasks + b.RightTasks, a.Noise + b.Noise);
}

/// <summary>A real document with its gold, as it is read without changes.</summary>
internal sealed class GoldDocument
{
    private const double Right = 0.9;

    private readonly FactSheet _gold;
    private readonly bool _withRoles;

    /// <summary>Where each assignment stands, as the evaluation shows it.</summary>
    private readonly Dictionary<string, List<int>> _places = new(StringComparer.Ordinal);

    private GoldDocument(string stem, FactSheet gold, Extraction plain, bool withRoles = true)
    {
        (Stem, _gold, Plain, _withRoles) = (stem, gold, plain, withRoles);
        // Compared with nothing, a document lacks all that it has.
        var all = DocumentComparison.Run(SheetOf(plain), found: null, "").Tallies[Measures.Assignments].Missing;
        var facts = plain.Plans.SelectMany(plan => plan.Tasks).SelectMany(task => task.Assignments).ToList();
        for (int i = 0; i < all.Count; i++)
        {
            if (!_places.TryGetValue(all[i].Key, out var places)) _places[all[i].Key] = places = [];
            places.Add(facts[i].Evidence.Span.Start);
        }
    }

    public string Stem { get; }

    public Extraction Plain { get; }

    /// <summary>All documents that have gold.</summary>
    public static List<GoldDocument> All(string shared)
    {
        var documents = new List<GoldDocument>();
        foreach (string file in Directory.EnumerateFiles(Path.Combine(shared, "corpus")).Order(StringComparer.Ordinal))
        {
            string stem = Path.GetFileNameWithoutExtension(file), gold = Path.Combine(shared, "gold", stem + ".json");
            if (!File.Exists(gold)) continue;
            var plain = IngestPipeline.Run(new SourceFile(Path.GetFileName(file), File.ReadAllBytes(file)), ReadOptions.Default);
            documents.Add(new GoldDocument(stem, GoldReader.Read(File.ReadAllBytes(gold)).Sheets.Single(), plain));
        }
        return documents;
    }

    /// <summary>The document as it is read without changes beside its gold.</summary>
    public ComparedDocument Compared() => DocumentComparison.Run(_gold, SheetOf(Plain) with { File = _gold.File }, "");

    /// <summary>The same document with its units called otherwise.</summary>
    /// <param name="unit">The name of a unit.</param>
    /// <param name="withRoles">Whether it still matters who has which part.</param>
    public GoldDocument Renamed(Func<string, string> unit, bool withRoles) => new(Stem,
        Sheet(_gold, fact => fact with { Unit = unit(fact.Unit), Role = withRoles ? fact.Role : "" }),
        Plain with { Plans = [.. Plain.Plans.Select(plan => plan with { Tasks = [.. plan.Tasks.Select(task => task with { Assignments = [.. task.Assignments.Select(fact => fact with { Unit = unit(fact.Unit) })] })] })] },
        withRoles);

    private static FactSheet Sheet(FactSheet sheet, Func<SheetAssignment, SheetAssignment> change) => sheet with
    {
        Plans = [.. sheet.Plans.Select(plan => plan with { Tasks = [.. plan.Tasks.Select(task => task with { Assignments = [.. task.Assignments.Select(change)] })] })],
    };

    private FactSheet SheetOf(Extraction extraction) => _withRoles ? FactSheet.Of(extraction) : Sheet(FactSheet.Of(extraction), fact => fact with { Role = "" });

    /// <summary>Measures a reading of the document, or of one that has the same facts at other places.</summary>
    /// <param name="reading">The reading.</param>
    /// <param name="place">Leads a place of the plain document to the one that was read.</param>
    /// <param name="tell">Is told of each thing that falls short; null for nobody.</param>
    public AuditFigures Measure(Extraction reading, Func<int, int> place, Action<string>? tell = null)
    {
        var compared = DocumentComparison.Run(_gold, SheetOf(reading) with { File = _gold.File }, "");
        var missing = compared.Tallies[Measures.Assignments].Missing;
        var doubts = reading.Findings.Where(finding => finding.Code.Severity > FindingSeverity.Info).ToList();
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        int named = 0;
        foreach (var fact in missing)
        {
            int nth = taken[fact.Key] = taken.GetValueOrDefault(fact.Key) + 1;
            int? at = _places.TryGetValue(fact.Key, out var places) && nth <= places.Count ? place(places[nth - 1]) : null;
            var block = at is { } known ? reading.Document.Blocks.LastOrDefault(block => block.Span.Start <= known) : null;
            if (block is not null && doubts.Exists(finding => finding.Span is { } span && (span.Overlaps(block.Span) || block.Span.Contains(span)))) named++;
            else tell?.Invoke($"lost {fact.Shown} in: {(block is ParagraphBlock ? Shown(block.Span.Of(reading.Document.Text)) : block is null ? "?" : "a table")}");
        }
        var whole = compared.Tallies[Measures.Whole].Score;
        bool poor = whole.F1 < Right, silent = poor && doubts.Count == 0, right = whole.F1 == 1 && missing.Count == 0;
        if (silent) tell?.Invoke($"silent {Stem}");
        // A partial gold says nothing of the document's other plans.
        var titles = _gold.Plans.Select(plan => Wording.Of(plan.Title)).ToHashSet(StringComparer.Ordinal);
        if (_gold.IsPartial) doubts.RemoveAll(finding => finding.Plan is not { } plan || !titles.Contains(Wording.Of(reading.Plans[plan].Title)));
        if (right)
            foreach (var finding in doubts) tell?.Invoke($"noise {finding.Code.Name} {(finding.Span is { } span ? Shown(span.Of(reading.Document.Text)) : "")}");
        return new AuditFigures(missing.Count, named, poor ? 1 : 0, silent ? 1 : 0, right ? whole.Gold : 0, right ? doubts.Count : 0);
    }

    private static string Shown(string text) => text.Length > 160 ? $"{text[..60]} … {text[^90..]}" : text;
}
