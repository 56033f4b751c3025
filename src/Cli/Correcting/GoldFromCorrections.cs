using System.Text;
using PolicyIngest.Ingest.Evaluation;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Ingest.Store.Correcting;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Correcting;

/// <summary>Makes gold files of documents that people have finished, so that daily work grows a test set.</summary>
internal sealed class GoldFromCorrections(string database, string folder, bool force, Terminal terminal)
{
    /// <summary>Writes the files and checks them.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="UsageException">The folder can't be made, or a file can't be written.</exception>
    public int Run()
    {
        using var store = StoredExtractions.Open(database);
        var finished = Finished();
        MakeFolder();
        int written = 0, problems = 0;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var document in store.Documents())
        {
            var extraction = store.Load(document);
            if (!finished.Contains(extraction.Document.Source.Sha256)) continue;
            string target = Path.Combine(folder, FactSheet.StemOf(document.Paths[0]) + ".gold.json");
            if (!names.Add(target) || File.Exists(target) && !force)
            {
                terminal.Say($"{target}: the file is there already; --force writes over it, another folder (--output) keeps it");
                problems++;
                continue;
            }
            byte[] gold = Encoding.UTF8.GetBytes(GoldWriter.Write(extraction));
            OutputFile.Write(target, terminal, stream => stream.Write(gold));
            written++;
            problems += Check(target, gold, extraction.Document.Text);
        }
        terminal.Say($"{written} gold files written to {folder}, {problems} problems");
        return problems > 0 ? ExitCode.SomeFailed : written > 0 ? ExitCode.Success : ExitCode.Nothing;
    }

    /// <summary>What 'gold check' would say, now that whoever can put it right is at it.</summary>
    private int Check(string path, byte[] gold, string text)
    {
        var file = GoldReader.Read(gold);
        List<Problem> problems = [.. file.Problems, .. file.Sheets.SelectMany(sheet => GoldCheck.Alone(sheet).Concat(GoldCheck.Against(sheet, text)))];
        foreach (var problem in problems) terminal.Say($"{path}:{problem.Line}: {problem.Message}");
        return problems.Count;
    }

    private HashSet<string> Finished()
    {
        using var corrections = CorrectionStore.Open(database);
        return [.. corrections.List().Where(stored => stored is { State: CorrectionState.Applied, Correction.Action: CorrectionAction.Finish }).Select(stored => stored.Correction.DocumentSha256)];
    }

    private void MakeFolder()
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{folder}: the folder can't be made ({SystemFault.Reason(fault)})");
        }
    }
}
