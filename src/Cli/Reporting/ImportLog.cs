using System.Text.Json;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Reporting;

/// <summary>Writes a JSON line for each file of a run.</summary>
internal sealed class ImportLog : IDisposable
{
    private readonly FileStream _file;
    private readonly Utf8JsonWriter _json;

    /// <summary>Makes the file, in place of one that is there.</summary>
    /// <exception cref="UsageException">It can't be written.</exception>
    public ImportLog(string path)
    {
        _file = OutputFile.Create(path);
        _json = new Utf8JsonWriter(_file, GoldJson.Options(indented: false));
    }

    /// <summary>A file that nobody had to read.</summary>
    public void Write(WorkItem item, string outcome, double milliseconds)
    {
        Begin(item.File.Key, outcome, item.Stamp.Size);
        End(milliseconds);
    }

    /// <summary>An archive whose members were read; each has a line of its own before this one.</summary>
    public void Write(ArchiveProgress archive, double milliseconds)
    {
        Begin(archive.Item.File.Key, "archive", archive.Listing.Size);
        _json.WriteNumber("members", archive.Listing.Members.Count);
        _json.WriteNumber("failed", archive.Failed);
        _json.WriteNumber("passed_over", archive.Listing.PassedOver);
        End(milliseconds);
    }

    /// <summary>A document that was read.</summary>
    public void Write(DocumentOutcome document, string outcome, double milliseconds)
    {
        Begin(document.Path, outcome, document.Size);
        if (document.Failure is { } failure)
        {
            _json.WriteString("status", StoredNames.Of(failure.Status));
            _json.WriteString("code", failure.Code);
            _json.WriteString("reason", failure.Reason);
        }
        if (document is { Document: { } stored, Figures: { } figures })
        {
            _json.WriteString("status", StoredNames.Of(stored.Status));
            _json.WriteString("format", figures.Format);
            _json.WriteStartObject("facts");
            _json.WriteNumber("plans", figures.Plans);
            _json.WriteNumber("tasks", figures.Tasks);
            _json.WriteNumber("assignments", figures.Assignments);
            _json.WriteNumber("deadlines", figures.Deadlines);
            _json.WriteNumber("targets", figures.Targets);
            _json.WriteEndObject();
            _json.WriteNumber("diagnostics", figures.Diagnostics);
            _json.WriteNumber("alarms", figures.Alarms);
            _json.WriteNumber("doubts", figures.Doubts);
        }
        End(milliseconds);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _json.Dispose();
        _file.Dispose();
    }

    private void Begin(string path, string outcome, long? size)
    {
        _json.WriteStartObject();
        _json.WriteString("path", path);
        _json.WriteString("outcome", outcome);
        if (size is { } bytes) _json.WriteNumber("bytes", bytes);
        else _json.WriteNull("bytes");
    }

    private void End(double milliseconds)
    {
        _json.WriteNumber("ms", Math.Round(milliseconds, 1));
        _json.WriteEndObject();
        _json.Flush();
        _file.WriteByte((byte)'\n');
        _file.Flush();
        _json.Reset();
    }
}
