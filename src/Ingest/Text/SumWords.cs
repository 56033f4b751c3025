using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Text;

/// <summary>The words that say that a table's row is a sum (合计).</summary>
internal static partial class SumWords
{
    /// <summary>Whether a cell, folded, says no more than that its row is a sum.</summary>
    public static bool IsSum(string cell) => Sum().IsMatch(cell);

    // 合计, 总分, 小计:
    [GeneratedRegex(@"^(?:合计|小计|总计|共计|总分|总和|累计)(?:[:(].{0,12})?$")]
    private static partial Regex Sum();
}
