using System.Text;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Tests.Samples;

/// <summary>
/// The samples that are no plain text to edit: text samples in another encoding, with other line ends or as Word documents.
/// Each gives the same facts as the text that it is made from.
/// </summary>
internal static class GeneratedSamples
{
    /// <summary>The files by path below the samples folder, each with the sample that it is made from.</summary>
    public static IReadOnlyList<(string Path, string From, Func<string, byte[]> Make)> All { get; } =
    [
        ("txt/gb18030.txt", "txt/closing-brackets.txt", path => Encodings.Gb18030.GetBytes(Text(path))),
        ("txt/utf-16.txt", "txt/task-table.txt", path => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text(path))]),
        ("txt/cr-line-ends.txt", "txt/plans-under-notice.txt", path => Encoding.UTF8.GetBytes(Text(path).Replace('\n', '\r'))),
    ];

    private static string Text(string path) => File.ReadAllText(Path.Combine(Repository.Samples, path));
}
