using System.Text;
using PolicyIngest.Ingest.Export;

namespace PolicyIngest.Ingest.Report;

/// <summary>The page's skeleton, style and script: files of their own under Assets, carried inside the program.</summary>
internal static class ReportAssets
{
    /// <summary>The script's files in the order in which they stand in the page.</summary>
    private static readonly string[] Scripts = 
    [
        "words.js", "data.js", "dom.js", "roll.js", "source.js", "overview.js", "attention.js", "tasks.js", "targets.js", "plans.js", "charts.js", "citations.js", "text.js", "marks.js",
        "print.js", "main.js",
    ];

    public static string Skeleton { get; } = Read("page.html");

    public static string Style { get; } = "\n" + Read("shared.css") + Read("report.css");

    /// <summary>One function around all files, so that the page gets no global names.</summary>
    public static string Script { get; } = "\n(() => {\n'use strict';\n" + string.Concat(Scripts.Select(Read)) + "})();\n";

    /// <summary>
    /// What the page may do: run this very script and use this very style, nothing else. No network, no injected element, no inline handler;
    /// not even the script itself can turn text into markup (trusted types).
    /// </summary>
    public static string Policy { get; } =
        $"default-src 'none'; script-src '{HashOf(Script)}'; style-src '{HashOf(Style)}'; base-uri 'none'; form-action 'none'; "
        + "require-trusted-types-for 'script'; trusted-types 'none'";

    private static string HashOf(string asset) => "sha256-" + Convert.ToBase64String(Convert.FromHexString(Sha256.Hex(asset)));

    /// <summary>A file under Assets; the review page has some of them too.</summary>
    /// <remarks>A browser hashes what it parsed, and parsing makes one line feed of the two characters of a Windows checkout.</remarks>
    internal static string Read(string name) => EmbeddedFile.Text("Report." + name).Replace("\r\n", "\n", StringComparison.Ordinal)
        .Replace("{{words}}", ClosedWords.Json, StringComparison.Ordinal);
}
