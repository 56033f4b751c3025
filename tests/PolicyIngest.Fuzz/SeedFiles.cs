using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Tests.Support;
using PolicyIngest.Tests.Support.Fuzzing;

namespace PolicyIngest.Fuzz;

/// <summary>What a target starts from: small files of its format, and words that stand in them.</summary>
internal static partial class SeedFiles
{
    // Small files are run hundreds of times a second; of a long text the beginning serves as well.
    private const int LongestText = 6_000;
    private const int LongestOther = 60_000;
    private const int LongestWord = 24;
    private const int MostWords = 400;

    // A tag or an attribute with a short value, a name of PDF: what formats are made of.
    [GeneratedRegex("</?[A-Za-z][A-Za-z0-9:_-]{0,20}|[A-Za-z][A-Za-z0-9:_-]{1,20}=\"[^\"<>]{0,10}\"|/[A-Z][A-Za-z]{1,20}", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>Writes the seeds of a target into a folder and its words into a file.</summary>
    /// <returns>How many seeds there are.</returns>
    public static int Write(FuzzTarget target, string folder, string words)
    {
        var seeds = Of(target);
        Directory.CreateDirectory(folder);
        for (int i = 0; i < seeds.Count; i++) File.WriteAllBytes(Path.Combine(folder, $"{i:000}"), seeds[i]);
        File.WriteAllLines(words, WordsOf(target, seeds).Select(Quoted));
        return seeds.Count;
    }

    private static List<byte[]> Of(FuzzTarget target)
    {
        string[] folders = Repository.Shared is { } shared ? [Repository.Samples, Path.Combine(shared, "corpus"), Path.Combine(shared, "wild")] : [Repository.Samples];
        var seeds = FuzzSeeds.Of(folders).Where(seed => target.Endings.Contains(Path.GetExtension(seed.Name))).Select(seed => seed.Content).ToList();
        if (target.Name == "archive") seeds.AddRange(Archives());
        if (target.IsPackage) seeds = seeds.ConvertAll(PackageText.Unpack);
        bool text = target.Endings[0] is ".txt" or ".md" or ".csv";
        if (text) seeds = seeds.ConvertAll(seed => seed.Length > LongestText ? seed[..LongestText] : seed);
        return [.. seeds.Where(seed => seed.Length <= LongestOther)];
    }

    /// <summary>Archives of other kinds than those among the samples.</summary>
    private static IEnumerable<byte[]> Archives()
    {
        byte[] text = "一、清理河道。\n"u8.ToArray();
        yield return new ZipBuilder().Part("甲/a.txt", text).Part(".DS_Store", text).Again("甲/a.txt", "x").Part("inner.zip", new ZipBuilder().Part("a.txt", text).Zip()).Zip(Encoding.UTF8);
        using var tar = new MemoryStream();
        using (var writer = new TarWriter(tar, leaveOpen: true))
            writer.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "a.txt") { DataStream = new MemoryStream(text) });
        yield return tar.ToArray();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(tar.ToArray());
        yield return packed.ToArray();
    }

    private static IEnumerable<string> WordsOf(FuzzTarget target, List<byte[]> seeds) => target.Endings[0] is ".txt" or ".md" or ".csv"
        ? new[] { "role-words", "deadline-terms", "table-heads", "target-words" }.SelectMany(list => Lexicon.Load(list).Entries.Select(entry => entry.Term)).Concat(["一、", "（一）", "1.", "第一条", "①", "（", "）", "：", "、", "|", "\t", "\n# ", "```", "\","])
            .Where(word => Encoding.UTF8.GetByteCount(word) <= LongestWord).Distinct(StringComparer.Ordinal).Take(MostWords)
        : seeds.SelectMany(seed => Word().Matches(Encoding.Latin1.GetString(seed)).Select(match => match.Value))
            .GroupBy(word => word, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Take(MostWords).Select(group => group.Key);

    /// <summary>A line of afl-fuzz's dictionary: every byte but letters and digits by its number.</summary>
    private static string Quoted(string word) => "\"" + string.Concat(Encoding.UTF8.GetBytes(word).Select(one => char.IsAsciiLetterOrDigit((char)one) ? ((char)one).ToString() : $"\\x{one:x2}")) + "\"";
}
