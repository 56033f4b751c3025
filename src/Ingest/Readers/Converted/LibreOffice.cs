using System.Text;
using PolicyIngest.Ingest.Readers.Processes;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Converted;

/// <summary>
/// Converts documents by LibreOffice as a child process with a profile of its own, in which macros and everything outside the document
/// are switched off.
/// </summary>
internal static class LibreOffice
{
    private const string Install =
        "install LibreOffice (Debian: apt install libreoffice-writer-nogui libreoffice-calc-nogui; macOS: brew install --cask libreoffice; Windows: winget install TheDocumentFoundation.LibreOffice)";

    // No macro runs, no linked picture is fetched; dates without a format of their own are those of a Chinese office.
    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>zh-CN</value></prop></item>
        <item oor:path="/org.openoffice.Office.Linguistic/General"><prop oor:name="DefaultLocale_CJK" oor:op="fuse"><value>zh-CN</value></prop></item>
        </oor:items>
        """;

    // A port at which nobody listens: what the settings did not stop goes nowhere.
    private static readonly Dictionary<string, string> NoNetwork = new()
    {
        ["http_proxy"] = "http://127.0.0.1:9",
        ["https_proxy"] = "http://127.0.0.1:9",
        ["SAL_USE_VCLPLUGIN"] = "svp",
    };

    /// <summary>The program's path, or null where it is not installed.</summary>
    public static string? Find(string? folder) => folder is not null
        ? ChildProcess.FindProgram("soffice", folder)
        : ChildProcess.FindProgram("soffice") ?? UsualFolders().Select(place => ChildProcess.FindProgram("soffice", place)).FirstOrDefault(path => path is not null);

    /// <summary>Converts a document.</summary>
    /// <param name="document">The document's bytes.</param>
    /// <param name="ending">Its true ending without dot: <c>doc</c>.</param>
    /// <param name="target">The wanted ending without dot: <c>docx</c> or <c>xlsx</c>.</param>
    /// <param name="options">Limits.</param>
    /// <param name="cancellation">Stops the program.</param>
    /// <exception cref="DocumentException">LibreOffice is not there, fails, or meets a limit.</exception>
    public static byte[] Convert(ReadOnlyMemory<byte> document, string ending, string target, ReadOptions options, CancellationToken cancellation)
    {
        string program = Find(options.OfficeFolder) ?? throw new DocumentException(DocumentStatus.Unsupported, "office-missing",
            $"a .{ending} file is read with the help of LibreOffice, which was not found; {Install} or save the file as .{target}");
        using var folder = new TemporaryFolder();
        folder.Write("document." + ending, document.Span);
        var result = Run(folder.Path, ["document." + ending], target, options, cancellation, program);
        if (folder.Read(Path.Combine(OutputFolder, "document." + target)) is { } converted) return converted;
        if (folder.IsFull)
            throw new DocumentException(DocumentStatus.Io, "temporary-files", "the folder for temporary files is full; make room there, the next import tries again");
        throw Failure(result, ending, target, options);
    }

    /// <summary>Where, below the folder of the sources, results stand.</summary>
    public const string OutputFolder = "out";

    /// <summary>Converts files by one run; those that come to nothing have no result, and where the program comes to its end, those after them.</summary>
    /// <param name="folder">The sources' folder, in which nothing else stands.</param>
    /// <param name="names">Their names, with the endings that tell what they are.</param>
    /// <param name="target">The wanted ending without dot.</param>
    /// <param name="options">Limits of the whole run.</param>
    /// <param name="cancellation">Stops the program.</param>
    /// <param name="program">Where the program is, if that is known.</param>
    /// <exception cref="DocumentException">It takes longer or needs more memory than a limit allows.</exception>
    public static ChildResult Run(string folder, IReadOnlyList<string> names, string target, ReadOptions options, CancellationToken cancellation, string? program = null)
    {
        string profile = Path.Combine(folder, "profile");
        Directory.CreateDirectory(Path.Combine(profile, "user"));
        File.WriteAllText(Path.Combine(profile, "user", "registrymodifications.xcu"), Settings, new UTF8Encoding(false));
        string filter = target == "docx" ? "docx:MS Word 2007 XML" : "xlsx:Calc MS Excel 2007 XML";
        var limits = ChildLimits.From(options) with { WorkingFolder = folder, Environment = NoNetwork };
        return ChildProcess.Run(program ?? Find(options.OfficeFolder)!,
        [
            "-env:UserInstallation=" + new Uri(profile).AbsoluteUri, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            "--convert-to", filter, "--outdir", Path.Combine(folder, OutputFolder), .. names.Select(name => Path.Combine(folder, name)),
        ], limits, cancellation);
    }

    private static DocumentException Failure(ChildResult result, string ending, string target, ReadOptions options) => result.RanOutOfMemory
        ? new DocumentException(DocumentStatus.ResourceLimit, "child-memory",
            $"LibreOffice needs more than {options.ChildMemory >> 20} MB for this .{ending} file; raise --child-memory if it is genuine")
        : new DocumentException(DocumentStatus.Malformed, "conversion-failed",
            $"LibreOffice can't read this .{ending} file, which may be damaged or have a password; open it in its program and save it as .{target}");

    private static IEnumerable<string> UsualFolders()
    {
        yield return "/Applications/LibreOffice.app/Contents/MacOS";
        yield return "/usr/lib/libreoffice/program";
        if (!OperatingSystem.IsWindows()) yield break;
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "LibreOffice", "program");
        yield return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "LibreOffice", "program");
    }
}
