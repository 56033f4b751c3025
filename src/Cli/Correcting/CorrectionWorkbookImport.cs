using System.Collections.Immutable;
using PolicyIngest.Cli.Verbs;
using PolicyIngest.Ingest.Corrections.Workbook;
using PolicyIngest.Ingest.Store.Correcting;

namespace PolicyIngest.Cli.Correcting;

/// <summary>Takes the corrections out of a workbook that a person edited, shows them and stores them.</summary>
internal sealed class CorrectionWorkbookImport(string database, string path, bool dryRun, Terminal terminal)
{
    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The workbook can't be read.</exception>
    public int Run(string who, string why, bool dropRemoved)
    {
        using var store = CorrectionStore.Open(database);
        var revisions = new Dictionary<long, long>();
        var documents = Read(new CorrectionWorkbookReader(who, DateTime.UtcNow, why, dropRemoved), id =>
        {
            if (store.Load(id) is not { } now) return null;
            revisions[id] = now.Revision;
            return now.Extraction;
        });
        int corrections = 0, problems = 0;
        using var output = terminal.OutText();
        foreach (var document in documents)
        {
            foreach (string problem in document.Problems) terminal.Say($"{document.Name}: {problem}");
            if (document.Removed.Length > 0 && !dropRemoved)
                terminal.Say($"{document.Name}: {document.Removed.Length} rows are gone from the workbook ({string.Join(", ", document.Removed.Take(5))}); nothing was dropped for that, --drop-removed does");
            foreach (var correction in document.Corrections) output.WriteLine($"{document.Name}: {CorrectionLine.Of(correction)}");
            problems += document.Problems.Length;
            if (!dryRun && document.Corrections.Length > 0 && store.Append(document.DocumentId, document.Corrections, revisions[document.DocumentId]) is { Status: not CorrectionStatus.Stored } result)
            {
                terminal.Say(CorrectVerb.Refusal(result, document.Name));
                problems++;
            }
            else corrections += document.Corrections.Length;
        }
        terminal.Say(dryRun ? $"{corrections} corrections would be stored, {problems} problems; nothing was changed" : $"{corrections} corrections stored, {problems} problems");
        return problems == 0 ? ExitCode.Success : ExitCode.SomeFailed;
    }

    private ImmutableArray<WorkbookDocument> Read(CorrectionWorkbookReader reader, Func<long, Model.Extraction?> load)
    {
        try
        {
            return reader.Read(CorrectionFiles.Bytes(path), load);
        }
        catch (FormatException fault)
        {
            throw new UsageException($"{path}: {fault.Message}");
        }
    }
}
