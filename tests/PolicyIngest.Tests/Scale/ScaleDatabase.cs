using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Tests.Scale;

/// <summary>A database of generated plans.</summary>
internal static class ScaleDatabase
{
    /// <summary>Makes a database; one that holds as many documents already is left as it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tasks">Number of tasks, a multiple of <see cref="PlanGenerator.TasksPerDocument"/>.</param>
    public static void Make(string path, int tasks)
    {
        int documents = tasks / PlanGenerator.TasksPerDocument;
        using var store = SqliteStore.Open(path);
        if (store.Files().Count >= documents) return;
        long run = store.BeginRun("0", "generated");
        // Made side by side, stored in order.
        var prepared = Enumerable.Range(0, documents).AsParallel().AsOrdered()
            .Select(number => (Path: PlanGenerator.PathOf(number), Document: PreparedDocument.Of(PlanGenerator.Make(number), "generated")));
        foreach (var (file, document) in prepared) store.Save(new FileStamp(file, 1, DateTime.UnixEpoch), document, "generated", run);
        store.UpdateSearchIndex(CancellationToken.None);
        store.EndRun(run, "finished", new RunCounts(documents, 0, 0, 0, 0, 0));
        store.Checkpoint();
    }
}
