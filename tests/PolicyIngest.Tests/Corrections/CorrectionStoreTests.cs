using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using static PolicyIngest.Tests.Corrections.CorrectionCase;

namespace PolicyIngest.Tests.Corrections;

public sealed class CorrectionStoreTests : IDisposable
{
    private const string Newer = "rules-2";
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly FactRef FirstUnit = new(CorrectionSubject.Assignment, 1);
    private readonly TemporaryFolder _folder = new();

    private string Database => _folder["p.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_correction_changes_the_rows_the_sums_and_the_search_at_once()
    {
        Save(Read());
        Correct(draft => draft.Change(FirstUnit, Values(("unit", "市泵站处"))), draft => draft.Change(new FactRef(CorrectionSubject.Task, 1), Values(("title", "疏浚沟渠"))));
        Assert.Equal(["市泵站处|person|1|市水利局"], Query("SELECT unit, origin, is_checked, raw FROM assignments WHERE assignment_id = 1000001"));
        Assert.Equal(["市泵站处"], Query("SELECT name FROM units WHERE name IN ('市水利局', '市泵站处')"));
        Assert.Equal(["1"], Query("SELECT tasks FROM v_unit WHERE canonical = '泵站处'"));
        Assert.Equal(["疏浚沟渠"], Query("SELECT title FROM v_task WHERE task_id IN (SELECT task_id FROM v_search WHERE word MATCH '疏浚')"));
        Assert.Empty(Query("SELECT task_id FROM v_search WHERE word MATCH '清理'"));
        Assert.Equal(["change|assignment|一/(一)|市水利局|applied", "change|task|一/(一)|applied"],
            Query("SELECT action, subject, label, iif(subject = 'task', NULL, words), state FROM v_correction").Select(row => row.Replace("||", "|", StringComparison.Ordinal)));
        Assert.Empty(Query("PRAGMA foreign_key_check"));
    }

    [Fact]
    public void What_the_rules_said_stays_to_be_asked_and_undoing_brings_it_back()
    {
        Save(Read());
        string before = Facts();
        var result = Correct(draft => draft.Drop(FirstUnit), draft => draft.Change(new FactRef(CorrectionSubject.Task, 2), Values(("title", "治污"))));
        string corrected = Facts();
        Assert.NotEqual(before, corrected);
        using (var store = CorrectionStore.Open(Database))
        {
            Assert.Equal(Lines(Read()), Lines(store.ByRules(1)!));
            foreach (var each in result.Corrections.Reverse()) Assert.Equal(CorrectionStatus.Stored, store.Undo(each.Id).Status);
            Assert.Equal(3, store.Revision(1));
        }
        Assert.Equal(before, Facts());
        using (var store = CorrectionStore.Open(Database))
            foreach (var each in result.Corrections) Assert.Equal(CorrectionStatus.Stored, store.Redo(each.Id).Status);
        Assert.Equal(corrected, Facts());
    }

    [Fact]
    public void Who_has_not_seen_anothers_change_is_told_and_nothing_is_written()
    {
        Save(Read());
        using var one = CorrectionStore.Open(Database);
        using var two = CorrectionStore.Open(Database);
        var (seenByOne, seenByTwo) = (one.Load(1)!, two.Load(1)!);
        Assert.Equal(CorrectionStatus.Stored, one.Append(1, [Draft(seenByOne.Extraction).Drop(FirstUnit)], seenByOne.Revision).Status);
        string before = Facts();
        var late = two.Append(1, [Draft(seenByTwo.Extraction).Change(FirstUnit, Values(("role", "support")))], seenByTwo.Revision);
        Assert.Equal((CorrectionStatus.Conflict, 1), (late.Status, late.Revision));
        Assert.Equal(before, Facts());
        Assert.Equal(CorrectionStatus.Conflict, two.Undo(one.List(1)[0].Correction.Id, seenByTwo.Revision).Status);
    }

    [Fact]
    public void A_correction_that_cannot_be_applied_is_refused_with_its_companions()
    {
        Save(Read());
        string before = Facts();
        using var store = CorrectionStore.Open(Database);
        var now = store.Load(1)!;
        var good = Draft(now.Extraction).Drop(FirstUnit);
        var bad = good with { Anchor = good.Anchor with { Words = "市没有局" } };
        Assert.Equal(CorrectionStatus.Refused, store.Append(1, [good, bad], 0).Status);
        Assert.Equal(CorrectionStatus.Refused, store.Append(1, [good with { Who = "" }], 0).Status);
        Assert.Equal(CorrectionStatus.NotFound, store.Append(7, [good], 0).Status);
        Assert.Equal(before, Facts());
        Assert.Empty(store.List());
    }

    [Fact]
    public void Corrections_are_applied_again_when_the_document_is_read_again()
    {
        Save(Read());
        Correct(draft => draft.Change(FirstUnit, Values(("unit", "市泵站处"))), draft => draft.Drop(new FactRef(CorrectionSubject.Target, 1)));
        string corrected = Facts(), fingerprint = Fingerprint.Of(Database).Whole;
        Assert.Equal(SaveOutcome.Replaced, Save(Read(), force: true));
        Assert.Equal(corrected, Facts());
        Assert.Equal(SaveOutcome.Replaced, Save(Read(), rules: Newer));
        Assert.Equal(corrected, Facts());
        Assert.Equal(fingerprint, Fingerprint.Of(Database).Whole);
    }

    [Fact]
    public void Corrections_wait_in_a_new_database_for_their_document()
    {
        Save(Read());
        Correct(draft => draft.Change(FirstUnit, Values(("unit", "市泵站处"))));
        string fingerprint = Fingerprint.Of(Database).Whole;
        byte[] file;
        using (var store = CorrectionStore.Open(Database)) file = CorrectionsFile.Write(store.List().Select(each => each.Correction));
        File.Delete(Database);
        using (var store = CorrectionStore.OpenOrCreate(Database))
        {
            Assert.Equal(new CorrectionCounts(1, 0, 0, 1), store.Import(CorrectionsFile.Read(file)));
            Assert.Equal(new CorrectionCounts(0, 1, 0, 0), store.Import(CorrectionsFile.Read(file)));
        }
        Save(Read());
        Assert.Equal(fingerprint, Fingerprint.Of(Database).Whole);
        using (var store = CorrectionStore.Open(Database)) Assert.Equal(file, CorrectionsFile.Write(store.List().Select(each => each.Correction)));
    }

    [Fact]
    public void A_changed_file_takes_its_corrections_along_and_tells_of_those_that_it_lost()
    {
        Save(Read());
        Correct(draft => draft.Change(FirstUnit, Values(("unit", "市泵站处"))), draft => draft.Change(new FactRef(CorrectionSubject.Assignment, 4), Values(("role", "support"))));
        Save(Read(RiverPlan.Replace("（三）修复湿地。恢复青川湿地，种植芦苇。（牵头单位：市林业局）", "（三）栽种林木。", StringComparison.Ordinal).Replace("行动方案", "工作方案", StringComparison.Ordinal)));
        Assert.Equal(["市泵站处"], Query("SELECT unit FROM assignments WHERE assignment_id = 1000001"));
        Assert.Equal(["applied|1", "lost|1"], Query("SELECT state, carried_from IS NOT NULL FROM corrections ORDER BY state"));
        Assert.Equal(["correction-lost|alarm"], Query("SELECT code, severity FROM v_to_check WHERE severity = 'alarm'"));
        // The former text comes back: so do both.
        Save(Read());
        Assert.Equal(["applied", "applied"], Query("SELECT state FROM corrections"));
        Assert.Equal(["support"], Query("SELECT role FROM assignments WHERE unit = '市林业局'"));
    }

    [Fact]
    public void Where_another_file_keeps_the_former_text_both_have_the_corrections()
    {
        Save(Read());
        Save(Read(path: "/plans/copy.txt"));
        Correct(draft => draft.Change(FirstUnit, Values(("unit", "市泵站处"))));
        Save(Read(RiverPlan.Replace("行动方案", "工作方案", StringComparison.Ordinal), "/plans/copy.txt"));
        Assert.Equal(["1|市泵站处", "2|市泵站处"], Query("SELECT document_id, unit FROM v_assignment WHERE unit LIKE '%泵站%' ORDER BY document_id"));
        Assert.Equal(["2|2"], Query("SELECT count(*), count(DISTINCT sha256) FROM corrections WHERE state = 'applied'"));
    }

    [Fact]
    public void In_a_new_database_corrections_of_a_former_version_go_to_the_one_file_of_that_name()
    {
        Save(Read());
        Correct(draft => draft.Change(FirstUnit, Values(("unit", "市泵站处"))), draft => draft.Change(new FactRef(CorrectionSubject.Assignment, 4), Values(("role", "support"))));
        byte[] file;
        using (var store = CorrectionStore.Open(Database)) file = CorrectionsFile.Write(store.List().Select(each => each.Correction));
        File.Delete(Database);
        using (var store = CorrectionStore.OpenOrCreate(Database)) store.Import(CorrectionsFile.Read(file));
        Save(Read("云岭市湿地工作方案\n一、重点任务\n（一）种树。（牵头单位：市园林局）\n（二）种草。（牵头单位：市园林局）\n"));
        Adopt(0);
        Assert.Equal(["waiting", "waiting"], Query("SELECT state FROM corrections"));
        Save(Read(RiverPlan.Replace("（三）修复湿地。恢复青川湿地，种植芦苇。（牵头单位：市林业局）", "（三）栽种林木。", StringComparison.Ordinal)));
        Adopt(1);
        Assert.Equal(["applied|1", "lost|1"], Query("SELECT state, carried_from IS NOT NULL FROM corrections ORDER BY state"));
        Assert.Equal(["市泵站处"], Query("SELECT unit FROM assignments WHERE assignment_id = 1000001"));

        void Adopt(int lost)
        {
            using var store = SqliteStore.Open(Database);
            store.AdoptCorrections();
            Assert.Equal(lost, store.LostCorrections);
        }
    }

    [Fact]
    public void A_plan_whose_issuer_is_put_right_holds_where_the_issuer_is()
    {
        Save(Read());
        Correct(draft => draft.Change(new FactRef(CorrectionSubject.Plan, 1), Values(("issuer", "南京市人民政府"))));
        Assert.Equal(["南京市|江苏省|南京市"], Query("SELECT region, province, city FROM plans"));
    }

    [Fact]
    public void A_document_that_goes_leaves_its_corrections_waiting()
    {
        Save(Read());
        Correct(draft => draft.Drop(FirstUnit));
        using (var store = SqliteStore.Open(Database)) Assert.Equal(1, store.Prune("/plans/", _ => true));
        Assert.Equal(["waiting|"], Query("SELECT state, (SELECT by_rules FROM corrected_documents) FROM corrections"));
        Save(Read());
        Assert.Equal(["applied"], Query("SELECT state FROM corrections"));
        Assert.DoesNotContain("市水利局", Query("SELECT name FROM units"));
    }

    private CorrectionResult Correct(params Func<CorrectionDraft, Correction>[] corrections)
    {
        using var store = CorrectionStore.Open(Database);
        var now = store.Load(1)!;
        var result = store.Append(1, [.. corrections.Select(make => make(Draft(now.Extraction)))], now.Revision);
        Assert.Equal((CorrectionStatus.Stored, null), (result.Status, result.Reason));
        return result;
    }

    private SaveOutcome Save(Extraction extraction, string rules = "rules-1", bool force = false)
    {
        using var store = SqliteStore.Open(Database);
        var document = PreparedDocument.Of(extraction, rules);
        var outcome = store.Save(new FileStamp(extraction.Document.Source.Path, extraction.Document.Source.Size, null), document, rules, store.BeginRun("1", rules), force);
        store.UpdateSearchIndex(CancellationToken.None);
        return outcome;
    }

    private string Facts()
    {
        using var stored = StoredExtractions.Open(Database);
        return string.Join("\n\n", stored.Documents().Select(document => JsonSerializer.Serialize(stored.Load(document), Readable)));
    }

    private string[] Query(string sql) => TemporaryFolder.Query(Database, sql);
}
