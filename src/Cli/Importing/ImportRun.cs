using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Model;

namespace PolicyIngest.Cli.Importing;

/// <summary>Imports files into a database.</summary>
internal static class ImportRun
{
    /// <summary>Imports <paramref name="files"/>.</summary>
    /// <returns>The exit code.</returns>
    /// <exception cref="StoreException">The database can't be used.</exception>
    /// <exception cref="UsageException">There is no file to import.</exception>
    public static int Execute(List<InputFile> files, string database, Terminal terminal)
    {
        if (files.Count == 0) throw new UsageException("there is no file to import in the paths given");
        using var store = SqliteStore.Open(database);
        long run = store.BeginRun(ProgramIdentity.Version, ProgramIdentity.RuleSet);
        int imported = 0, replaced = 0, unchanged = 0, failed = 0;
        foreach (var file in files)
        {
            var stamp = StampOf(file);
            try
            {
                var extraction = IngestPipeline.Run(FileBytes.Read(file.Path, file.Key), ReadOptions.Default);
                var outcome = store.Save(stamp, PreparedDocument.Of(extraction, ProgramIdentity.RuleSet), ProgramIdentity.RuleSet, run);
                if (outcome == SaveOutcome.Imported) imported++;
                else if (outcome == SaveOutcome.Replaced) replaced++;
                else unchanged++;
            }
            catch (DocumentException fault)
            {
                failed++;
                store.SaveFailure(stamp, null, new FileFailure(fault.Status, fault.Code, fault.Message), ProgramIdentity.RuleSet, run);
                terminal.Say($"{file.Path}: {fault.Message} ({StoredNames.Of(fault.Status)}, {fault.Code})");
            }
        }
        store.EndRun(run, "finished", new RunCounts(imported, replaced, unchanged, 0, failed, 0));
        store.Checkpoint();
        terminal.Say($"imported {imported}, replaced {replaced}, unchanged {unchanged}, failed {failed}");
        if (failed == 0) return ExitCode.Success;
        return failed == files.Count ? ExitCode.Nothing : ExitCode.SomeFailed;
    }

    private static FileStamp StampOf(InputFile file)
    {
        var info = new FileInfo(file.Path);
        return info.Exists ? new FileStamp(file.Key, info.Length, info.LastWriteTimeUtc) : new FileStamp(file.Key, null, null);
    }
}
