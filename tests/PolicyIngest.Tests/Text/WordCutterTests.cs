using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Text;

public sealed class WordCutterTests
{
    [Fact]
    public void Terms_stay_whole_and_jieba_cuts_the_rest() =>
        Assert.Equal(["煤改电/energy", "散煤/environment", "超低排放/environment", "双随机、一公开/governance", "推进", "清零", "改造", "落实"],
            Cut("推进煤改电、散煤清零和超低排放改造，落实“双随机、一公开”。"));

    [Fact]
    public void The_longest_term_counts()
    {
        Assert.Contains("生态保护红线/environment", Cut("守住生态保护红线"));
        Assert.DoesNotContain("可再生能源/energy", Cut("可再生纸"));
        Assert.Equal(["新能源汽车/environment"], Cut("新能源汽车"));
    }

    [Fact]
    public void Case_and_width_are_folded() => Assert.Equal(["vocs/environment", "pm2.5/environment", "led"], Cut("ＶＯＣｓ、ＰＭ２．５、LED"));

    [Fact]
    public void A_term_within_a_longer_name_or_number_is_none()
    {
        Assert.DoesNotContain("5g/economy", Cut("15G网络"));
        Assert.DoesNotContain("pm10/environment", Cut("PM100"));
        Assert.Contains("5g/economy", Cut("建5G网络"));
    }

    [Fact]
    public void Single_characters_numbers_and_marks_are_no_words() => Assert.Empty(Cut("在2021年，30% a 𬭳 —— ①（）"));

    [Fact]
    public void A_lexicon_of_ones_own_adds_terms_and_changes_the_version()
    {
        var own = LexiconSet.Extended(new Dictionary<string, string>(StringComparer.Ordinal) { ["policy-terms"] = "河道清四乱\tenvironment\n散煤\t-\n" });
        var cutter = new WordCutter(own);
        var builtIn = new WordCutter(LexiconSet.BuiltIn);
        Assert.Equal(new CutWord("河道清四乱", "environment"), cutter.Cut("推进河道清四乱")[0]);
        Assert.DoesNotContain(cutter.Cut("散煤"), word => word.Field is not null);
        Assert.NotEqual(builtIn.Version, cutter.Version);
    }

    /// <summary>ICU's word breaker with the same lexicon of terms kept 95 of them whole.</summary>
    [Fact]
    public void Terms_in_context_stay_whole()
    {
        var cutter = new WordCutter(LexiconSet.BuiltIn);
        string[][] rows = [.. File.ReadLines(Path.Combine(Repository.Tests, "Text", "terms-in-context.tsv")).Where(line => !line.StartsWith('#')).Select(line => line.Split('\t'))];
        Assert.Equal(200, rows.Length);
        string[] cut = [.. rows.Where(row => !cutter.Cut(row[1]).Any(word => word.Word == row[0])).Select(row => $"{row[0]}: {string.Join('|', cutter.Cut(row[1]).Select(word => word.Word))}")];
        Assert.True(rows.Length - cut.Length >= Whole, $"{rows.Length - cut.Length} stay whole; cut: {string.Join('\n', cut)}");
    }

    private const int Whole = 137;

    private static string[] Cut(string text)
    {
        var cutter = new WordCutter(LexiconSet.BuiltIn);
        return [.. cutter.Cut(text).Select(word => word.Field is null ? word.Word : $"{word.Word}/{word.Field}")];
    }
}
