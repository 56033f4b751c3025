using System.Globalization;
using PolicyIngest.Ingest.Store;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Bench.Whole;

/// <summary>Imports the worst files one by one and says how each fared, how long that took and how much memory.</summary>
internal static class WorstCases
{
    private const double MostSeconds = 10;
    private const long MostMemory = 600L << 20;

    /// <param name="args">The launcher, and names of the files to take; all without.</param>
    /// <returns>How many fared otherwise than they should.</returns>
    public static int Run(string[] args)
    {
        string folder = Directory.CreateTempSubdirectory("policy-ingest-worst-").FullName;
        int bad = 0;
        try
        {
            Console.WriteLine("| file | MB | status | code | seconds | processor | peak memory | as it should be |");
            Console.WriteLine("| --- | ---: | --- | --- | ---: | ---: | ---: | --- |");
            foreach (var worst in WorstFiles.All.Where(file => args.Length == 1 || args.Skip(1).Contains(file.Name)))
                if (!IsAnswered(args[0], folder, worst)) bad++;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return bad;
    }

    private static bool IsAnswered(string program, string folder, WorstFile worst)
    {
        string file = Path.Combine(folder, worst.Name), database = Path.Combine(folder, "worst.db");
        File.WriteAllBytes(file, worst.Make());
        GC.Collect();
        var cost = ChildRun.Measure(program, ["import", file, "--db", database, "--quiet"], mostCode: 2);
        string[] fared;
        using (var store = StoredExtractions.Open(database))
            fared = [.. store.Files().Values.Where(record => record.Stamp.Path != file || worst.Codes.Length == 0 || !worst.Name.EndsWith(".zip", StringComparison.Ordinal)).Select(record => StoredNames.Of(record.Status))];
        string code = CodeOf(database);
        bool isRight = worst.Codes.Length == 0 ? fared[0] is "imported" or "partial" : worst.Codes.Contains(code);
        bool isGood = isRight && cost.Processor <= MostSeconds && cost.PeakMemory <= MostMemory;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {worst.Name} | {new FileInfo(file).Length / 1e6:0.0} | {fared[0]} | {code} | {cost.Wall:0.0} | {cost.Processor:0.0} | {cost.PeakMemory >> 20} MB | {(isGood ? "yes" : "NO")} |"));
        foreach (string left in Directory.GetFiles(folder)) File.Delete(left);
        return isGood;
    }

    private static string CodeOf(string database)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={database};Pooling=False;Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT code FROM files WHERE code <> 'members-failed'";
        return command.ExecuteScalar() as string ?? "";
    }
}
