using System.Buffers;
using PolicyIngest.Ingest.Readers.Pages;

namespace PolicyIngest.Ingest.Readers.Pdf;

/// <summary>
/// Fonts draw 户, 青 and 黄 by the signs of the radicals ⼾, ⾭ and ⿈, which Unicode, and so PdfPig, takes for the traditional 戶, 靑 and 黃. On a page whose
/// other characters are simplified they are put right.
/// </summary>
internal static class SimplifiedForms
{
    private static readonly SearchValues<char> OfRadicals = SearchValues.Create("戶靑黃");

    // The most frequent characters that simplified text does not have.
    private static readonly SearchValues<char> Traditional = SearchValues.Create("國會發與業務關於為從對區縣資產設實現體來時這們學經濟");

    /// <summary>The words of a page; the list itself where there is nothing to put right.</summary>
    public static List<PageWord> Of(List<PageWord> words)
    {
        if (!words.Exists(word => word.Text.AsSpan().ContainsAny(OfRadicals)) || words.Exists(word => word.Text.AsSpan().ContainsAny(Traditional))) return words;
        return words.ConvertAll(word => word.Text.AsSpan().ContainsAny(OfRadicals) ? word with { Text = word.Text.Replace('戶', '户').Replace('靑', '青').Replace('黃', '黄') } : word);
    }
}
