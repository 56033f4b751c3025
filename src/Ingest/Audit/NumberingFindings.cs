using System.Globalization;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Audit;

/// <summary>Findings about numbers that do not follow each other.</summary>
internal static class NumberingFindings
{
    /// <summary>Numbers of one style among the items of one section that jump, come twice or begin anew.</summary>
    public static IEnumerable<Finding> Brothers(AuditContext context)
    {
        foreach (var plan in context.Extraction.Plans)
        {
            var last = new Dictionary<(int? Parent, string Style), int>();
            foreach (var node in plan.Nodes)
            {
                if (node.Section == SectionKind.Annex || Number(node.Label) is not ({ } style, var value)) continue;
                int before = last.GetValueOrDefault((node.Parent, style));
                last[(node.Parent, style)] = value;
                if (before == 0 || value == before + 1) continue;
                var code = value == before ? FindingCode.NumberingRepeats : value == 1 ? FindingCode.NumberingRestarts : FindingCode.NumberingJumps;
                yield return new Finding(code, node.LabelSpan, plan.Ordinal);
            }
        }
    }

    /// <summary>A normalised label as its form, <c>#</c> standing for the number, and the number's value: <c>第三章</c> is 第#章 and 3; null for letters and the like.</summary>
    internal static (string Style, int Value)? Number(string label)
    {
        int end = label.Length;
        while (end > 0 && !IsDigit(label[end - 1])) end--;
        int start = end;
        while (start > 0 && IsDigit(label[start - 1]) && char.IsAsciiDigit(label[start - 1]) == char.IsAsciiDigit(label[end - 1])) start--;
        if (start == end) return label is [>= '①' and <= '⑳'] ? ("①", label[0] - '①' + 1) : null;
        var digits = label.AsSpan(start, end - start);
        int value = char.IsAsciiDigit(digits[0])
            ? int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0
            : OutlineNumbering.HanValue(digits);
        return value == 0 ? null : ($"{label[..start]}{(char.IsAsciiDigit(digits[0]) ? '#' : '〇')}{label[end..]}", value);
    }

    private static bool IsDigit(char c) => char.IsAsciiDigit(c) || OutlineNumbering.IsHanDigit(c);
}
