using System.Globalization;
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

    /// <summary>How alike two wordings are, from 0 to 1.</summary>
    public static double Likeness(string? a, string? b) => TextLikeness.Of(Of(a), Of(b));

    private static bool IsSpace(char c) => char.IsWhiteSpace(c) || c is >= '\u001C' and <= '\u001F';
}
