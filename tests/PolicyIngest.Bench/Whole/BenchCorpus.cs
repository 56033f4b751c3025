using System.Globalization;
using System.IO.Compression;
using System.Text;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Bench.Whole;

/// <summary>
/// Documents made of the project's samples by copying with changes: other places, other numbers, a line of its own in each, so that
/// no two are the same and names of units have to be understood anew.
/// </summary>
internal static class BenchCorpus
{
    private static readonly string[] Places = ["云岭", "青川", "东湖", "临江", "白石", "安和", "长宁", "清源", "北辰", "南浦", "海昌", "永丰"];

    /// <summary>The formats of the mixture.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["txt", "html", "docx"];

    /// <summary>Writes documents of the given formats in turn.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="count">How many.</param>
    /// <param name="formats">Some of <see cref="Formats"/>, or pdf.</param>
    /// <returns>Their bytes altogether.</returns>
    public static long Write(string folder, int count, params IReadOnlyList<string> formats)
    {
        Directory.CreateDirectory(folder);
        var samples = formats.ToDictionary(format => format, format => Samples(format));
        long bytes = 0;
        for (int i = 0; i < count; i++)
        {
            string format = formats[i % formats.Count];
            var all = samples[format];
            byte[] copy = Changed(format, all[i / formats.Count % all.Count], i);
            File.WriteAllBytes(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i:00000}.{format}")), copy);
            bytes += copy.Length;
        }
        return bytes;
    }

    private static List<byte[]> Samples(string format)
    {
        // Text in other encodings can't be changed by the same means.
        string[] others = ["gb18030.txt", "utf-16.txt"];
        string folder = format == "pdf" ? "txt" : format;
        return [.. Directory.EnumerateFiles(Path.Combine(BenchSamples.Folder, folder)).Order(StringComparer.Ordinal)
            .Where(file => !others.Contains(Path.GetFileName(file))).Select(File.ReadAllBytes)];
    }

    private static byte[] Changed(string format, byte[] sample, int number) => format switch
    {
        "docx" => ChangedPackage(sample, number),
        "pdf" => Pdf(ChangedText(Encoding.UTF8.GetString(sample), number, "\n")),
        "html" => Encoding.UTF8.GetBytes(ChangedText(Encoding.UTF8.GetString(sample), number, "</p>")),
        _ => Encoding.UTF8.GetBytes(ChangedText(Encoding.UTF8.GetString(sample), number, "\n")),
    };

    /// <summary>The text with another place's name and a number before the first end of a paragraph.</summary>
    private static string ChangedText(string text, int number, string paragraphEnd)
    {
        string changed = text.Replace(Places[0], Places[number % Places.Length], StringComparison.Ordinal);
        int end = changed.IndexOf(paragraphEnd, StringComparison.Ordinal);
        return end < 0 ? changed : changed.Insert(end, string.Create(CultureInfo.InvariantCulture, $"（第{number}号）"));
    }

    private static byte[] ChangedPackage(byte[] package, int number)
    {
        using var changed = new MemoryStream();
        using (var from = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read))
        using (var to = new ZipArchive(changed, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var part in from.Entries)
            {
                using var reader = new StreamReader(part.Open());
                string xml = reader.ReadToEnd();
                using var writer = new StreamWriter(to.CreateEntry(part.FullName).Open(), new UTF8Encoding(false));
                writer.Write(part.FullName == "word/document.xml" ? ChangedText(xml, number, "</w:t>") : xml);
            }
        return changed.ToArray();
    }

    private static byte[] Pdf(string text)
    {
        const int charactersInLine = 28, linesOnPage = 22;
        var writer = new PdfWriter();
        var lines = text.Split('\n').SelectMany(line => line.Trim().Chunk(charactersInLine)).Select(line => new string(line));
        foreach (var page in lines.Chunk(linesOnPage)) writer.AddPage().Lines(80, 110, 29, 16, page);
        return writer.Save();
    }
}
