using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using PolicyIngest.Ingest.Store.Records;

namespace PolicyIngest.Cli.Lake;

/// <summary>
/// A lake: a folder of Parquet files that many jobs fill and query engines read. Each part is a folder below <c>parts</c> with a folder for each table; it comes into its place whole, by
/// one renaming, under a name that its content has. What a job left that died lies in <c>drafts</c>, where no engine looks.
/// </summary>
internal sealed class LakeFolder
{
    // Version 1 had no paragraphs, and no records of which a database could be made.
    private const int Version = 2, FirstWithRecords = 2;
    private const string Description = "lake.json", Views = "lake.sql", Lock = ".compact.lock", PartManifest = "manifest.json";

    // What a job that died has left behind, no job that lives is working on.
    private static readonly TimeSpan Old = TimeSpan.FromDays(1);

    private int _version = Version;

    private LakeFolder(string path) => Path = path;

    /// <summary>The lake's own folder.</summary>
    public string Path { get; }

    /// <summary>Names of the parts, in order.</summary>
    public string[] Parts =>
        [.. Directory.EnumerateDirectories(PartsFolder).Select(part => System.IO.Path.GetFileName(part)!).Order(StringComparer.Ordinal)];

    /// <summary>The tables that each of its parts has.</summary>
    public ImmutableArray<string> Tables => _version < FirstWithRecords ? RecordTables.Names.Remove(RecordTables.Paragraphs) : RecordTables.Written;

    private string PartsFolder => System.IO.Path.Combine(Path, "parts");

    private string DraftsFolder => System.IO.Path.Combine(Path, "drafts");

    /// <summary>Opens a lake, or makes one in a new or empty folder.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="ruleSet">The rules whose documents it holds.</param>
    /// <exception cref="UsageException">It is another kind of folder, or a lake of other rules.</exception>
    public static LakeFolder OpenOrMake(string path, string ruleSet) => Guarded(path, () =>
    {
        var lake = new LakeFolder(System.IO.Path.GetFullPath(path));
        bool isNew = !File.Exists(System.IO.Path.Combine(lake.Path, Description));
        if (isNew && Directory.Exists(lake.Path) && Directory.EnumerateFileSystemEntries(lake.Path).Any(entry => System.IO.Path.GetFileName(entry) is not (Views or "parts" or "drafts") && !System.IO.Path.GetFileName(entry).StartsWith('.')))
            throw new UsageException($"{path}: the folder is not empty and no lake; name a new one");
        Directory.CreateDirectory(lake.PartsFolder);
        Directory.CreateDirectory(lake.DraftsFolder);
        lake.Make(Lock, "");
        lake.Make(Views, LakeSql.Views);
        lake.Make(Description, JsonSerializer.Serialize(new LakeDescription(Version, ruleSet), LakeJson.Default.LakeDescription) + "\n");
        var found = lake.Describe(path);
        if (found.RuleSet != ruleSet) throw new UsageException($"{path}: the lake holds what other rules read (rule set {Short(found.RuleSet)}, this program has {Short(ruleSet)}); make a new one");
        if (found.Lake != Version) throw Other(path, found.Lake);
        return lake;
    });

    /// <summary>Opens a lake that is there.</summary>
    /// <exception cref="UsageException">It is none.</exception>
    public static LakeFolder Open(string path) => Guarded(path, () =>
    {
        var lake = new LakeFolder(System.IO.Path.GetFullPath(path));
        if (!File.Exists(System.IO.Path.Combine(lake.Path, Description))) throw new UsageException($"{path}: there is no lake; make one with policy-ingest extract --format parquet --output");
        lake._version = lake.Describe(path).Lake;
        return lake;
    });

    /// <summary>Fills a part and puts it into its place.</summary>
    /// <param name="fill">Fills the folder that it is given and says what the part is.</param>
    /// <returns>Whether it was not there yet.</returns>
    /// <exception cref="UsageException">It can't be written.</exception>
    public bool Add(Func<string, LakePart> fill) => Guarded(Path, () =>
    {
        string draft = Draft();
        Directory.CreateDirectory(draft);
        try
        {
            var part = fill(draft);
            File.WriteAllText(System.IO.Path.Combine(draft, PartManifest), JsonSerializer.Serialize(part, LakeJson.Default.LakePart) + "\n");
            string place = PlaceOf(part.Name);
            // The same job once more: what it made is there.
            if (Directory.Exists(place)) return false;
            try
            {
                Directory.Move(draft, place);
                return true;
            }
            catch (IOException) when (Directory.Exists(place))
            {
                return false;
            }
        }
        finally
        {
            if (Directory.Exists(draft)) Directory.Delete(draft, recursive: true);
        }
    });

    /// <summary>Keeps others from dropping parts, and from reading them all, until it is disposed of, or the process ends however it does. Jobs that add parts need not wait.</summary>
    /// <exception cref="UsageException">Somebody drops parts just now, or reads them all.</exception>
    public IDisposable LockParts() => Locked(FileAccess.ReadWrite, FileShare.None, "another compact, or a load, is at work on this lake; wait until it is done");

    /// <summary>Keeps others from dropping parts; several may keep them at once.</summary>
    /// <exception cref="UsageException">Somebody drops parts just now.</exception>
    public IDisposable KeepParts() => Locked(FileAccess.Read, FileShare.Read, "a compact is at work on this lake; wait until it is done");

    private FileStream Locked(FileAccess access, FileShare share, string taken) => Guarded(Path, () =>
    {
        string place = System.IO.Path.Combine(Path, Lock);
        try
        {
            // Stays there: if it were deleted, one could hold the former file and another a new one.
            return new FileStream(place, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(place))
        {
            throw new UsageException($"{Path}: {taken}");
        }
    });

    /// <summary>The folder of a part.</summary>
    public string PlaceOf(string part) => System.IO.Path.Combine(PartsFolder, part);

    /// <summary>What a part says of itself.</summary>
    /// <exception cref="InvalidDataException">Its manifest is damaged.</exception>
    /// <exception cref="IOException">It has none.</exception>
    public LakePart Manifest(string part)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(System.IO.Path.Combine(PlaceOf(part), PartManifest)), LakeJson.Default.LakePart)!;
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException("its manifest is damaged", fault);
        }
    }

    /// <summary>A name for what is not whole yet, or goes.</summary>
    private string Draft() => System.IO.Path.Combine(DraftsFolder, $"{Environment.MachineName}-{Environment.ProcessId:x}-{Guid.NewGuid():n}");

    /// <summary>Drops a part: at once for who reads, its files afterwards.</summary>
    public void Drop(string part) => Guarded(Path, () =>
    {
        string draft = Draft();
        Directory.Move(PlaceOf(part), draft);
        Directory.Delete(draft, recursive: true);
        return true;
    });

    /// <summary>Deletes what jobs left that died.</summary>
    public void Tidy() => Guarded(Path, () =>
    {
        foreach (string left in Directory.EnumerateDirectories(DraftsFolder))
        {
            try
            {
                if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(left) > Old) Directory.Delete(left, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // A job has put it into its place meanwhile; what is not there looks four hundred years old.
            }
        }
        return true;
    });

    private LakeDescription Describe(string path)
    {
        try
        {
            var found = JsonSerializer.Deserialize(File.ReadAllText(System.IO.Path.Combine(Path, Description)), LakeJson.Default.LakeDescription)!;
            return found.Lake is >= 1 and <= Version ? found : throw Other(path, found.Lake);
        }
        catch (JsonException)
        {
            throw new UsageException($"{path}: {Description} is damaged; make a new lake");
        }
    }

    private static UsageException Other(string path, int version) => new($"{path}: the lake has version {version}, this program writes {Version}; make a new one");

    /// <summary>Makes a file that is not there, whole; of several jobs that begin at once one does.</summary>
    private void Make(string name, string text)
    {
        string place = System.IO.Path.Combine(Path, name);
        if (File.Exists(place)) return;
        string draft = System.IO.Path.Combine(Path, $".{name}.{Guid.NewGuid():n}");
        File.WriteAllText(draft, text);
        try
        {
            File.Move(draft, place);
        }
        catch (IOException) when (File.Exists(place))
        {
            File.Delete(draft);
        }
    }

    private static string Short(string ruleSet) => ruleSet.Length > 12 ? ruleSet[..12] : ruleSet;

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path}: the lake can't be used ({SystemFault.Reason(fault)})");
        }
    }
}

/// <summary>What a lake holds.</summary>
/// <param name="Lake">Version of its form.</param>
/// <param name="RuleSet">The rules that read its documents.</param>
internal sealed record LakeDescription([property: JsonPropertyName("lake")] int Lake, [property: JsonPropertyName("rule_set")] string RuleSet);

/// <summary>What a part holds: its manifest.</summary>
/// <param name="Name">Its name, by its content.</param>
/// <param name="Documents">Number of documents.</param>
/// <param name="Rows">Number of rows by table.</param>
/// <param name="Merged">The parts of which it was made; empty for one that a job wrote.</param>
internal sealed record LakePart(
    [property: JsonPropertyName("part")] string Name, [property: JsonPropertyName("documents")] long Documents,
    [property: JsonPropertyName("rows")] SortedDictionary<string, long> Rows, [property: JsonPropertyName("merged")] string[] Merged);

[JsonSerializable(typeof(LakeDescription))]
[JsonSerializable(typeof(LakePart))]
[JsonSourceGenerationOptions(WriteIndented = true)]
internal sealed partial class LakeJson : JsonSerializerContext;
