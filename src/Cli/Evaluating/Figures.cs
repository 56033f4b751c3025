using System.Globalization;
using PolicyIngest.Ingest.Evaluation;

namespace PolicyIngest.Cli.Evaluating;

/// <summary>Numbers and columns as reports show them.</summary>
internal static class Figures
{
    /// <summary>Four digits: 0.9841.</summary>
    public static string Short(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A figure of a score, or – where neither gold nor program has anything that could be counted.</summary>
    public static string Short(Score score, Func<Score, double> figure) => score.Gold + score.Found == 0 ? "–" : Short(figure(score));

    /// <summary>Two figures that differ, with four digits, or as many more as it takes to see the difference: 0.979996 is not 0.98.</summary>
    public static (string First, string Second) Apart(double first, double second)
    {
        for (int digits = 4; digits < 15; digits++)
        {
            string form = "0." + new string('0', digits);
            var (a, b) = (first.ToString(form, CultureInfo.InvariantCulture), second.ToString(form, CultureInfo.InvariantCulture));
            if (a != b) return (a, b);
        }
        return (first.ToString("R", CultureInfo.InvariantCulture), second.ToString("R", CultureInfo.InvariantCulture));
    }

    /// <summary>Columns that a text takes on a terminal, where Chinese characters take two.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(rune => rune.Value is >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xA4CF or >= 0xAC00 and <= 0xD7A3
        or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6 or >= 0x20000 ? 2 : 1);

    /// <summary>The text with spaces behind it up to a width.</summary>
    public static string Padded(string text, int width) => text + new string(' ', Math.Max(0, width - Width(text)));
}
