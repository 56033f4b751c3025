using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Tells the line that a scanning program puts at the edge of each page that it makes. It is no text of the document.</summary>
internal static partial class ScannerMark
{
    private const int MostWords = 8;

    /// <summary>Whether a line is such a mark.</summary>
    public static bool Is(string line) => line.Length < 60 && Mark().IsMatch(line.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Whether there is nothing but such a mark among the words of a page.</summary>
    public static bool IsAll(IReadOnlyList<PageWord> words) => words.Count is > 0 and <= MostWords && Is(string.Concat(words.Select(word => word.Text)));

    // 扫描全能王 创建, 由扫描大王扫描创建, 亿人都在用的扫描App, CS CamScanner, Scanned with CamScanner — the whole line; but not 扫描件由窗口制作
    [GeneratedRegex("^(?:CS|由|使用|通过|[\\p{IsCJKUnifiedIdeographs}A-Za-z]{1,4})??(?:扫描(?:全能王|大?王|大师|宝|精灵|助手|App)|全能扫描(?:王|大师|宝)?)(?:扫描|拍摄)?(?:创建|制作|生成)?$|^\\d{0,2}亿人都?在用的扫描App$|^(?:CS)?CamScanner$|^.{0,4}(?:Scanned|Created|Produced)(?:by|with|using)[A-Za-z]{0,14}Scan[A-Za-z]{0,14}$", RegexOptions.IgnoreCase)]
    private static partial Regex Mark();
}
