using System.Buffers;
using System.Text.Json;
using PolicyIngest.Ingest.Report;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Review;

/// <summary>What was asked of the desk can't be done; the message says why.</summary>
public sealed class ReviewException(string message) : Exception(message);

/// <summary>
/// A database as the review page sees it: everything that is asked and answered, without HTTP. Documents that were looked at last are kept in memory until
/// the database changes. One caller at a time; others wait.
/// </summary>
public sealed partial class ReviewDesk : IDisposable
{
    private const int MostKept = 8;

    private readonly Lock _turn = new();
    private readonly string _database;
    private readonly RuleOptions _rules;
    private readonly string _who;
    private readonly StoredExtractions _stored;
    private readonly CorrectionStore _store;
    private readonly Dictionary<long, Kept> _kept = [];
    private long _version = -1;
    private StoredUnits? _units;
    private Dictionary<long, StoredDocument> _documents = [];

    private ReviewDesk(string database, RuleOptions rules, string who, StoredExtractions stored, CorrectionStore store) =>
        (_database, _rules, _who, _stored, _store) = (database, rules, who, stored, store);

    /// <summary>Opens a database.</summary>
    /// <param name="database">Its file.</param>
    /// <param name="rules">With what the rules' scanners work.</param>
    /// <param name="who">In whose name corrections are made; not empty.</param>
    /// <exception cref="StoreException">It can't be used; the message says why.</exception>
    public static ReviewDesk Open(string database, RuleOptions rules, string who)
    {
        var stored = StoredExtractions.Open(database);
        try
        {
            return new ReviewDesk(database, rules, who, stored, CorrectionStore.Open(database));
        }
        catch
        {
            stored.Dispose();
            throw;
        }
    }

    /// <summary>Number that changes whenever somebody has changed the database.</summary>
    public long Version()
    {
        lock (_turn) return Refreshed();
    }

    /// <summary>All documents with how far they were looked through, as JSON.</summary>
    public byte[] Documents() => Json(json =>
    {
        json.WriteStartArray("documents");
        foreach (var document in ReviewQueue.Documents(_database))
        {
            json.WriteStartObject();
            json.WriteNumber("id", document.Id);
            json.WriteString("name", document.Name);
            if (document.Title is not null) json.WriteString("title", document.Title);
            json.WriteNumber("tasks", document.Tasks);
            json.WriteNumber("alarms", document.Alarms);
            json.WriteNumber("doubts", document.Doubts);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>A document, as JSON.</summary>
    /// <param name="id">Its key.</param>
    /// <param name="withText">Whether its text is wanted.</param>
    public byte[] Document(long id, bool withText)
    {
        lock (_turn)
        {
            var kept = Load(id);
            return Json(json => ReviewDocument.Write(json, kept.Stored, kept.Document, _units!, withText));
        }
    }

    /// <summary>The groups of a queue, as JSON.</summary>
    public byte[] Groups(QueueOrder order) => Json(json =>
    {
        json.WriteStartArray("groups");
        foreach (var group in ReviewQueue.Groups(_database, order))
        {
            json.WriteStartObject();
            json.WriteString("key", group.Key);
            if (group.Name is not null) json.WriteString("name", group.Name);
            json.WriteNumber("count", group.Count);
            if (group.Severity is not null) json.WriteString("severity", group.Severity);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Entries of a group of a queue, as JSON.</summary>
    public byte[] Entries(QueueOrder order, string group, int from) => Json(json =>
    {
        json.WriteStartArray("entries");
        foreach (var entry in ReviewQueue.Entries(_database, order, group, from))
        {
            json.WriteStartObject();
            json.WriteNumber("document", entry.Document);
            json.WriteString("name", entry.DocumentName);
            json.WriteString("fact", entry.Fact);
            if (entry.Code is not null) json.WriteString("code", entry.Code);
            if (entry.Severity is not null) json.WriteString("severity", entry.Severity);
            if (entry.Words is not null) json.WriteString("words", entry.Words);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>Names of units in which words stand, as JSON.</summary>
    public byte[] Units(string words) => Json(json =>
    {
        json.WriteStartArray("units");
        foreach (var unit in UnitPlaces.Matching(_database, words))
        {
            json.WriteStartObject();
            json.WriteString("name", unit.Name);
            json.WriteString("canonical", unit.Canonical);
            json.WriteNumber("count", unit.Count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>All places where a unit is called so, as JSON.</summary>
    public byte[] Places(string name) => Json(json =>
    {
        json.WriteStartArray("places");
        foreach (var place in UnitPlaces.Of(_database, name))
        {
            json.WriteStartObject();
            json.WriteNumber("document", place.Document);
            json.WriteString("name", place.DocumentName);
            json.WriteNumber("assignment", place.Assignment);
            json.WriteString("role", place.Role);
            json.WriteString("task", place.Task);
            json.WriteString("before", place.Before);
            json.WriteString("raw", place.Raw);
            json.WriteString("after", place.After);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    /// <summary>What selected words might be, as JSON.</summary>
    /// <param name="id">The document.</param>
    /// <param name="words">The words.</param>
    /// <param name="plan">Ordinal of the plan.</param>
    /// <param name="inHead">Whether a fact of the plan's head is wanted.</param>
    public byte[] ProposalsAt(long id, TextSpan words, int plan, bool inHead)
    {
        lock (_turn)
        {
            var kept = Load(id);
            if (words.Start < 0 || words.End > kept.Extraction.Document.Text.Length || words.Length < 0) throw new ReviewException("the words lie outside the text");
            return Json(json => Write(json, kept.Proposals(_rules).Of(words, plan, inHead)));
        }
    }

    /// <summary>What a task's text might hold beside its facts, as JSON.</summary>
    /// <param name="id">The document.</param>
    /// <param name="task">The task's key.</param>
    public byte[] ProposalsFor(long id, long task)
    {
        lock (_turn)
        {
            var kept = Load(id);
            var (found, plan) = Find(kept.Extraction, id, task);
            return Json(json => Write(json, kept.Proposals(_rules).Missing(found, plan)));
        }
    }

    /// <summary>What a task says, without its number, title and clauses, as JSON; apart from the document, so that each change need not send all of it again.</summary>
    /// <exception cref="ReviewException">There is no such task any more.</exception>
    public byte[] Content(long id, long task)
    {
        lock (_turn)
        {
            var (found, _) = Find(Load(id).Extraction, id, task);
            return Json(json => json.WriteString("content", found.Content));
        }
    }

    private static (PolicyTask Task, int Plan) Find(Extraction extraction, long id, long task)
    {
        var keys = new FactKeys(id);
        foreach (var plan in extraction.Plans)
            foreach (var each in plan.Tasks)
                if (keys.NextTask() == task) return (each, plan.Ordinal);
        throw new ReviewException("there is no such task any more");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _store.Dispose();
        _stored.Dispose();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyList<Proposal> proposals)
    {
        json.WriteStartArray("proposals");
        foreach (var proposal in proposals)
        {
            json.WriteStartObject();
            json.WriteString("subject", proposal.Subject);
            json.WriteStartArray("at");
            json.WriteNumberValue(proposal.Span.Start);
            json.WriteNumberValue(proposal.Span.End);
            json.WriteEndArray();
            json.WriteStartObject("values");
            foreach (var (name, value) in proposal.Values) json.WriteString(name, value);
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private Kept Load(long id)
    {
        Refreshed();
        if (_kept.TryGetValue(id, out var kept)) return kept;
        if (!_documents.TryGetValue(id, out var stored)) throw new ReviewException("there is no such document any more");
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept.Add(id, kept = new Kept(stored, _store.Load(id) ?? throw new ReviewException("there is no such document any more")));
        return kept;
    }

    /// <summary>Lets go what was kept where the database has changed.</summary>
    private long Refreshed()
    {
        long version = _stored.Version();
        if (version == _version) return version;
        _version = version;
        _kept.Clear();
        _units = _stored.Units();
        _documents = _stored.Documents().ToDictionary(document => document.Id);
        return version;
    }

    private static byte[] Json(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>(4096);
        using (var json = new Utf8JsonWriter(bytes, ReportData.Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }
        return bytes.WrittenSpan.ToArray();
    }

    private sealed class Kept(StoredDocument stored, CorrectedDocument document)
    {
        private Proposals? _proposals;

        public StoredDocument Stored => stored;

        public CorrectedDocument Document => document;

        public Extraction Extraction => document.Extraction;

        public Proposals Proposals(RuleOptions rules) => _proposals ??= new Proposals(document.Extraction, rules);
    }
}
