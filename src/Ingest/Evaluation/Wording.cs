using System.Globalization;
using System.Text;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>How wording is compared: without regard to width, form, white space and the marks at its ends.</summary>
internal static class Wording
{
    private const string EndMarks = "。.;；,，、";
    private const string LabelMarks = "、.．";

    /// <summary>The wording that is compared; empty for null.</summary>
    public static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        return string.Concat(CompatibilityText.Plain(text).Where(c => !IsSpace(c))).Trim(EndMarks.ToCharArray());
    }

    /// <summary>A number of the outline as it is compared: <c>（一）</c> and <c>(一)</c> are one, as are <c>1</c> and <c>1、</c>.</summary>
    public static string Label(string text) => Of(text).Trim(LabelMarks.ToCharArray());

    /// <summary>A unit of measure as it is compared: μ is 微, capitals are small.</summary>
    public static string Measure(string? unit) =>
        Of(unit).Replace('μ', '微').Replace('µ', '微').ToLower(CultureInfo.InvariantCulture);

    /// <summary>How alike two wordings are, by their pairs of neighbouring characters: 2·common/(a+b), from 0 to 1.</summary>
    public static double Likeness(string? a, string? b)
    {
        var (left, right) = (Pairs(Of(a)), Pairs(Of(b)));
        return 2.0 * left.Count(right.Contains) / Math.Max(1, left.Count + right.Count);
    }

    /// <summary>The pairs of a wording; of a single character that one, of nothing the empty pair.</summary>
    private static HashSet<(int, int)> Pairs(string text)
    {
        int[] runes = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        if (runes.Length < 2) return [(runes.Length == 0 ? 0 : runes[0], 0)];
        return [.. runes.Zip(runes.Skip(1))];
    }

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';
}
