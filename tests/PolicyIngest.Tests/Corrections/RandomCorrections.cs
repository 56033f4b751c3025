using System.Globalization;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Corrections;

/// <summary>Corrects documents of a database at random, as people do in some weeks: every action, every subject.</summary>
internal sealed class RandomCorrections(int seed)
{
    private static readonly string[] Units = ["市泵站处", "云岭县水务局", "市河道中心", "省湿地办"];
    private readonly Random _random = new(seed);

    /// <summary>Stores this many corrections, one after the other.</summary>
    /// <returns>How many of each action and subject there are.</returns>
    public SortedDictionary<string, int> Make(string database, int count)
    {
        long[] documents;
        using (var stored = StoredExtractions.Open(database)) documents = [.. stored.Documents().Select(document => document.Id).Order()];
        using var store = CorrectionStore.Open(database);
        return Make(store, documents, count);
    }

    /// <summary>The same in any database.</summary>
    public SortedDictionary<string, int> Make(ICorrections store, long[] documents, int count)
    {
        var made = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (int tries = 0; made.Values.Sum() < count && tries < 40 * count; tries++)
        {
            long document = documents[_random.Next(documents.Length)];
            var now = store.Load(document)!;
            if (Any(now.Extraction) is not { } correction || CorrectionFields.Problem(correction) is not null) continue;
            if (store.Append(document, [correction], now.Revision).Status != CorrectionStatus.Stored) continue;
            string name = $"{correction.Action} {correction.Subject}";
            made[name] = made.GetValueOrDefault(name) + 1;
        }
        return made;
    }

    private Correction? Any(Extraction extraction)
    {
        var draft = new CorrectionDraft(extraction, "李青", CorrectionCase.Noon, "随机");
        int plans = extraction.Plans.Length, tasks = extraction.Plans.Sum(plan => plan.Tasks.Length);
        if (plans == 0) return _random.Next(10) == 0 ? draft.Finish() : null;
        switch (_random.Next(12))
        {
            case 0:
                return draft.Change(new FactRef(CorrectionSubject.Plan, Pick(plans)), Field(("title", "云岭市方案" + _random.Next(100)), ("issuer", "云岭市人民政府"), ("issued_on", "2031-02-03"), ("doc_number", "云政发〔2031〕7号"), ("kind", "measures"), ("period_last", "2044")));
            case 1 when extraction.Findings.Length > 0:
                return draft.Confirm(new FactRef(CorrectionSubject.Finding, Pick(extraction.Findings.Length)));
            case 2:
                return _random.Next(4) == 0 ? draft.Finish() : null;
            case 3 when tasks > 3 && _random.Next(3) == 0:
                return draft.Drop(new FactRef(CorrectionSubject.Task, Pick(tasks)));
            case 4 when tasks > 1:
                return Try(() => _random.Next(2) == 0 ? draft.Join(Pick(tasks)) : Split(draft, extraction, Pick(tasks)));
            case 5 when tasks > 0:
                return draft.Change(new FactRef(CorrectionSubject.Task, Pick(tasks)), Field(("title", "另一标题"), ("kind", "safeguard"), ("content", "另一内容"), ("restates", "true")));
            case 6:
                return draft.AddTask(Pick(plans), ["九", "1"], Words(extraction, extraction.Plans[0].Span), CorrectionCase.Values(("title", "新任务")));
            case 7 when tasks > 0:
                return Added(draft, extraction, Pick(tasks));
            default:
                var subject = (CorrectionSubject)_random.Next(3);
                int facts = subject switch
                {
                    CorrectionSubject.Assignment => extraction.Plans.Sum(plan => plan.Tasks.Sum(task => task.Assignments.Length)),
                    CorrectionSubject.Deadline => extraction.Plans.Sum(plan => plan.Tasks.Sum(task => task.Deadlines.Length)),
                    _ => extraction.Plans.Sum(plan => plan.Targets.Length),
                };
                if (facts == 0) return null;
                var fact = new FactRef(subject, Pick(facts));
                return _random.Next(3) switch { 0 => draft.Drop(fact), 1 => draft.Confirm(fact), _ => draft.Change(fact, Changed(subject)) };
        }
    }

    private Correction Added(CorrectionDraft draft, Extraction extraction, int number)
    {
        var task = extraction.Plans.SelectMany(plan => plan.Tasks).ElementAt(number - 1);
        var subject = (CorrectionSubject)_random.Next(3);
        var values = subject switch
        {
            CorrectionSubject.Assignment => CorrectionCase.Values(("role", "support"), ("unit", Units[_random.Next(Units.Length)])),
            CorrectionSubject.Deadline => CorrectionCase.Values(("kind", "by"), ("due", Day())),
            _ => CorrectionCase.Values(("indicator", "河道"), ("op", "ge"), ("value", "12.5"), ("unit", "公里")),
        };
        return draft.Add(subject, number, Words(extraction, task.Evidence.Span), values);
    }

    private Correction? Split(CorrectionDraft draft, Extraction extraction, int number)
    {
        var span = extraction.Plans.SelectMany(plan => plan.Tasks).ElementAt(number - 1).Evidence.Span;
        return span.Length < 20 ? null : draft.Split(number, _random.Next(span.Start + 5, span.End - 5));
    }

    private FieldValues Changed(CorrectionSubject subject) => subject switch
    {
        CorrectionSubject.Assignment => Field(("unit", Units[_random.Next(Units.Length)]), ("role", "implement"), ("scope", "河段")),
        CorrectionSubject.Deadline => CorrectionCase.Values(("kind", "by"), ("due", Day()), ("start", null)),
        _ => Field(("value", _random.Next(1000).ToString(CultureInfo.InvariantCulture)), ("year", "2031"), ("unit", null), ("op", "le")),
    };

    private string Day() => $"2031-{_random.Next(1, 13):00}-{_random.Next(1, 29):00}";

    private FieldValues Field(params (string, string?)[] fields) => CorrectionCase.Values(fields[_random.Next(fields.Length)]);

    private int Pick(int count) => _random.Next(count) + 1;

    /// <summary>Some words within a place.</summary>
    private TextSpan Words(Extraction extraction, TextSpan within)
    {
        int start = _random.Next(within.Start, Math.Max(within.Start + 1, within.End - 6));
        var words = new TextSpan(start, Math.Min(start + 6, within.End)).Trimmed(extraction.Document.Text);
        return words.IsEmpty ? within : words;
    }

    private static Correction? Try(Func<Correction?> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
