using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Queries;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>
/// Writes a database as one HTML page that needs nothing else: all of it once, as data, from which the page's script draws what is looked at; for a
/// reader without scripts the figures and the plans.
/// </summary>
public sealed class ReportWriter
{
    private readonly ReportOptions _options;
    private readonly StreamWriter _html;
    private readonly ReportData _data;
    private readonly ReportDigest _digest = new();
    private int _otherDocuments, _overLimit, _textsLeftOut, _tasks;
    private long _textLength;

    private ReportWriter(ReportOptions options, StreamWriter html, StoredUnits units) => (_options, _html, _data) = (options, html, new ReportData(units));

    /// <summary>Writes the report of a database.</summary>
    /// <param name="database">The database's file.</param>
    /// <param name="output">Where to; stays open.</param>
    /// <param name="options">What goes in.</param>
    /// <exception cref="StoreException">The database can't be used.</exception>
    public static ReportSummary Write(string database, Stream output, ReportOptions options)
    {
        var history = ImportHistory.Of(database);
        using var store = StoredExtractions.Open(database);
        using var html = new StreamWriter(output, new UTF8Encoding(false), 1 << 16, leaveOpen: true) { NewLine = "\n" };
        var writer = new ReportWriter(options, html, store.Units());
        writer.Gather(store);
        return writer.Write(Path.GetFileName(database), history);
    }

    private ReportSummary Write(string name, ImportHistory history)
    {
        string[] parts = ReportAssets.Skeleton.Split("{{", StringSplitOptions.None);
        _html.Write(parts[0]);
        foreach (string part in parts.Skip(1))
        {
            int end = part.IndexOf("}}", StringComparison.Ordinal);
            switch (part[..end])
            {
                case "policy": _html.Write(ReportAssets.Policy); break;
                case "style": _html.Write(ReportAssets.Style); break;
                case "script": _html.Write(ReportAssets.Script); break;
                case "title": Markup.Write(_html, name); break;
                case "digest": _digest.Write(_html, _data.ToCheck + history.Unused.Length); break;
                case "data": WriteData(name, history); break;
                case var unknown: throw new InvalidOperationException($"page.html has an unknown place {unknown}");
            }
            _html.Write(part.AsSpan(end + 2));
        }
        return new ReportSummary(_digest.Documents, _otherDocuments, _overLimit, _textsLeftOut);
    }

    private void Gather(StoredExtractions store)
    {
        foreach (var stored in store.Documents())
        {
            if (!IsNamed(stored))
            {
                _otherDocuments++;
                continue;
            }
            var extraction = store.Load(stored);
            if (!HasNamedPlan(extraction))
            {
                _otherDocuments++;
                continue;
            }
            int tasks = extraction.Plans.Sum(plan => plan.Tasks.Length);
            if (_digest.Documents > 0 && _tasks + tasks > _options.MaxTasks)
            {
                _overLimit++;
                continue;
            }
            _tasks += tasks;
            Gather(stored, extraction, store.Cited(stored));
        }
    }

    private void Gather(StoredDocument stored, Extraction extraction, ImmutableArray<CitedDocument> cited)
    {
        bool withText = _options.WithText && _textLength + extraction.Document.Text.Length <= _options.MaxTextLength;
        if (withText) _textLength += extraction.Document.Text.Length;
        else _textsLeftOut++;
        _data.Add(stored, extraction, cited, withText);
        _digest.Add(extraction);
    }

    private bool IsNamed(StoredDocument stored) =>
        _options.Documents.Count == 0 || _options.Documents.Any(wanted =>
            wanted == stored.Id.ToString(CultureInfo.InvariantCulture) || stored.Paths.Any(path => path.Contains(wanted, StringComparison.Ordinal)));

    private bool HasNamedPlan(Extraction extraction) =>
        _options.Plans.Count == 0 || extraction.Plans.Any(plan => _options.Plans.Any(wanted => plan.Title?.Contains(wanted, StringComparison.Ordinal) == true));

    private void WriteData(string name, ImportHistory history)
    {
        _html.Flush();
        using var json = new Utf8JsonWriter(_html.BaseStream, ReportData.Options);
        json.WriteStartObject();
        json.WriteString("database", name);
        json.WriteString("program", ProgramIdentity.Version);
        if (history.LastRun is { } run)
        {
            json.WriteString("imported", run.FinishedAt ?? run.StartedAt);
            json.WriteString("rules", run.RuleSet);
        }
        json.WriteStartObject("leftOut");
        json.WriteNumber("otherDocuments", _otherDocuments);
        json.WriteNumber("overLimit", _overLimit);
        json.WriteNumber("texts", _textsLeftOut);
        json.WriteNumber("maxTasks", _options.MaxTasks);
        json.WriteEndObject();
        foreach (var file in history.Unused) _data.Add(file);
        json.WriteStartObject("chinese");
        foreach (string message in _data.Messages)
            if (_options.Chinese?.Invoke(message) is { } chinese) json.WriteString(message, chinese);
        json.WriteEndObject();
        _data.WriteTo(json);
        json.WriteEndObject();
    }
}
