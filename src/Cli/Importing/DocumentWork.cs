using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Records;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>Reads a document and takes out its facts; whatever goes wrong becomes a failure with a status.</summary>
/// <param name="extract">The pipeline.</param>
/// <param name="options">Its limits.</param>
/// <param name="ruleSet">The rules in force.</param>
/// <param name="lexicons">Their word lists.</param>
/// <param name="timeout">Longest time for a document.</param>
internal sealed class DocumentWork(DocumentWork.Extract extract, ReadOptions options, string ruleSet, LexiconSet lexicons, TimeSpan timeout)
{
    /// <summary>From bytes to facts.</summary>
    public delegate Extraction Extract(SourceFile file, ReadOptions options, RuleOptions rules, CancellationToken cancellation);

    /// <summary>The pipeline as it is.</summary>
    public static Extract Pipeline { get; } = IngestPipeline.Run;

    /// <summary>In which form records are made beside or instead of rows.</summary>
    public RecordForm Records { get; init; }

    /// <summary>Does the work for a file's bytes.</summary>
    /// <param name="file">The file.</param>
    /// <param name="stop">Stops the work.</param>
    /// <param name="allowed">Told when the document gets more time than others, and how much.</param>
    /// <param name="given">What a person said of it from outside, or null.</param>
    /// <param name="name">How its record names it; where that is as its path, null.</param>
    /// <exception cref="OutOfMemoryException">Memory ran out, on this document's account or another's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public DocumentOutcome Run(SourceFile file, CancellationToken stop, Action<TimeSpan>? allowed = null, GivenFacts? given = null, string? name = null) => WithinTime(
        stop,
        (limit, allow) => WithRecord(OutcomeOf(file, given, limit, allow + allowed), name),
        failure => new DocumentOutcome(file.Path, file.Bytes.Length, file.Sha256, failure));

    /// <summary>Does the work for a member of an archive; unpacking it counts towards its time.</summary>
    /// <exception cref="OutOfMemoryException">Memory ran out, on this document's account or another's.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public DocumentOutcome Run(DocumentArchive archive, ArchiveMember member, CancellationToken stop, Action<TimeSpan>? allowed = null, GivenFacts? given = null, string? name = null)
    {
        SourceFile? file = null;
        return WithinTime(
            stop,
            (limit, allow) => WithRecord(OutcomeOf(file = archive.Read(member, limit), given, limit, allow + allowed), name),
            failure => new DocumentOutcome(member.Path, file?.Bytes.Length, file?.Sha256, failure));
    }

    /// <summary>Does something within a document's time; what goes wrong becomes a failure.</summary>
    /// <exception cref="OutOfMemoryException">Memory ran out.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="stop"/> was cancelled.</exception>
    public T WithinTime<T>(CancellationToken stop, Func<CancellationToken, T> work, Func<FileFailure, T> failed) => WithinTime(stop, (limit, _) => work(limit), failed);

    private T WithinTime<T>(CancellationToken stop, Func<CancellationToken, Action<TimeSpan>, T> work, Func<FileFailure, T> failed)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var clock = new AwakeTimeout(timeout, limit.Cancel);
        try
        {
            return work(limit.Token, clock.Extend);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return failed(TimedOut(timeout));
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
        {
            return failed(FailureOf(fault));
        }
    }

    private DocumentOutcome OutcomeOf(SourceFile file, GivenFacts? given, CancellationToken limit, Action<TimeSpan> allow)
    {
        var extraction = extract(file, options with { AllowTime = allow }, new RuleOptions { Lexicons = lexicons, Given = given }, limit);
        var document = PreparedDocument.Of(extraction, ruleSet, lexicons);
        return new DocumentOutcome(file.Path, file.Bytes.Length, file.Sha256, null, document, FiguresOf(extraction));
    }

    private DocumentOutcome WithRecord(DocumentOutcome outcome, string? name)
    {
        if (Records == RecordForm.None || outcome.Document is not { } document) return outcome;
        var record = new ExtractionRecord(name ?? outcome.Path, outcome.Size, outcome.Sha256, ruleSet, null, document);
        // Names and marks of JSON take about half as much again as the rows' values.
        var line = new ArrayBufferWriter<byte>(document.Rows.Length + document.Rows.Length / 2 + 256);
        if (Records == RecordForm.Packed) return outcome with { Record = PackedRecord.Pack(record, line) };
        RecordJson.Write(line, record);
        return outcome with { Record = line.WrittenMemory, Document = document with { Rows = default } };
    }

    /// <summary>The failure that stands for an exception.</summary>
    public static FileFailure FailureOf(Exception fault) => fault switch
    {
        DocumentException known => new FileFailure(known.Status, known.Code, known.Message),
        InsufficientExecutionStackException => new FileFailure(DocumentStatus.ResourceLimit, "too-deep",
            "the document is nested more deeply than the program can follow"),
        // Readers work in memory; what they do to files they do in the folder for temporary files.
        IOException and not EndOfStreamException or UnauthorizedAccessException => new FileFailure(DocumentStatus.Io, "temporary-files",
            $"a temporary file can't be written or read ({SystemFault.Reason(fault)}); make room in the folder for temporary files, the next import tries again"),
        _ => new FileFailure(DocumentStatus.Crash, "internal-fault",
            $"the program failed on this document, please report it: {fault.GetType().Name} in {PlaceOf(fault)}: {fault.Message}"),
    };

    /// <summary>The innermost method of our own, by which a report can be followed.</summary>
    private static string PlaceOf(Exception fault)
    {
        var own = new StackTrace(fault).GetFrames().Select(DiagnosticMethodInfo.Create)
            .FirstOrDefault(method => method?.DeclaringTypeName?.StartsWith("PolicyIngest.", StringComparison.Ordinal) == true);
        return own is null ? "an unknown place" : $"{own.DeclaringTypeName![(own.DeclaringTypeName!.LastIndexOf('.') + 1)..]}.{own.Name}";
    }

    /// <summary>The failure of a document that took too long.</summary>
    public static FileFailure TimedOut(TimeSpan timeout) => new(DocumentStatus.Timeout, "too-slow", string.Create(CultureInfo.InvariantCulture,
        $"reading took longer than the limit of {timeout.TotalSeconds} s; raise --timeout if the document is genuine"));

    /// <summary>The failure of a document whose reader was stopped from outside, as SIGSTOP does.</summary>
    public static FileFailure Paused { get; } = new(DocumentStatus.Io, "reader-paused", "the process that read it was stopped from outside; the next import tries again");

    private static DocumentFigures FiguresOf(Extraction extraction)
    {
        var tasks = extraction.Plans.SelectMany(plan => plan.Tasks).ToList();
        return new DocumentFigures(
            extraction.Document.Source.Format, extraction.Plans.Length, tasks.Count, tasks.Sum(task => task.Assignments.Length),
            tasks.Sum(task => task.Deadlines.Length), extraction.Plans.Sum(plan => plan.Targets.Length),
            extraction.Document.Diagnostics.Length + extraction.Diagnostics.Length, Findings(FindingSeverity.Alarm), Findings(FindingSeverity.Doubt));

        int Findings(FindingSeverity severity) => extraction.Findings.Count(finding => finding.Code.Severity == severity);
    }
}
