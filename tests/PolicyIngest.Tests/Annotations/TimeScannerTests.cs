using System.Globalization;
using System.Text.Json;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Annotations;

/// <summary>Times as plans write them, each with its place and value: <c>times.json</c>, in the form of Recognizers-Text's specs.</summary>
[Collection(Alone.Name)]
public sealed class TimeScannerTests
{
    private static readonly string File = Path.Combine(Repository.Root, "tests", "PolicyIngest.Tests", "Annotations", "times.json");

    public static TheoryData<string, string> Written()
    {
        var rows = new TheoryData<string, string>();
        using var cases = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        foreach (var test in cases.RootElement.EnumerateArray())
        {
            string input = test.GetProperty("Input").GetString()!;
            var results = test.GetProperty("Results").EnumerateArray().Select(result =>
            {
                int start = result.GetProperty("Start").GetInt32(), end = result.GetProperty("End").GetInt32() + 1;
                Assert.Equal(result.GetProperty("Text").GetString(), input[start..end]);
                return Line(start, input[start..end], result.GetProperty("Value").GetString()!);
            });
            rows.Add(input, string.Join('\n', results));
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Written))]
    public void Each_time_has_its_place_and_value(string input, string expected) =>
        Assert.Equal(expected, string.Join('\n', Scan(input).Select(time => Line(time.Start, input[time.Start..time.End], TimeText.ValueOf(time)))));

    /// <summary>Sentences without a time are passed over, whatever stands before and behind them.</summary>
    [Fact]
    public void Each_time_has_its_place_in_a_text_of_all_cases_with_other_sentences_between()
    {
        const string Between = "\n压实各方责任，加强统筹协调和跟踪问效。\n";
        var text = new System.Text.StringBuilder(Between);
        var expected = new List<string>();
        foreach (var row in Written())
        {
            foreach (string line in ((string)row[1]).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                int blank = line.IndexOf(' ', StringComparison.Ordinal);
                expected.Add((text.Length + int.Parse(line[..blank], CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) + line[blank..]);
            }
            text.Append((string)row[0]).Append(Between);
        }
        string all = text.ToString();
        Assert.Equal(expected, Scan(all).Select(time => Line(time.Start, all[time.Start..time.End], TimeText.ValueOf(time))));
        Assert.True(new TimeSentences(all).Of(all.ToCharArray()).Length < all.Length * 3 / 4);
    }

    [Fact]
    public void There_are_at_least_150_cases_and_each_stands_once()
    {
        var inputs = Written().Select(row => (string)row[0]).ToList();
        Assert.True(inputs.Count >= 150, $"{inputs.Count}");
        Assert.Equal(inputs.Count, inputs.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_word_of_a_users_list_is_a_time()
    {
        var lexicons = LexiconSet.Extended(new Dictionary<string, string>(StringComparer.Ordinal) { ["deadline-terms"] = "每逢圩日\trecurring\n泼水节\tevent\n" });
        var found = TimeScanner.Scan("每逢圩日清扫，泼水节前完成整治。", lexicons);
        Assert.Equal([TimeShape.Cycle, TimeShape.Event], found.Select(time => time.Shape));
        Assert.Empty(Scan("每逢圩日清扫，泼水节前完成整治。"));
    }

    /// <summary>Four times the text takes about four times as long, not sixteen.</summary>
    [Theory]
    [InlineData("2021年5月、")]
    [InlineData("2021年5月至")]
    [InlineData("1、")]
    [InlineData("每年6月和")]
    [InlineData("《2021年")]
    [InlineData("自收到通知之日起")]
    [InlineData("2024.3-")]
    [InlineData("6月1日、")]
    public void Hostile_text_is_scanned_in_proportion(string piece)
    {
        TimeSpan once = Fastest(piece, 5_000), fourTimes = Fastest(piece, 20_000);
        Assert.True(fourTimes < 10 * once + TimeSpan.FromMilliseconds(200), $"{once} and {fourTimes}");
    }

    private static TimeSpan Fastest(string piece, int count)
    {
        string text = CharFold.Fold(string.Concat(Enumerable.Repeat(piece, count)));
        var fastest = TimeSpan.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            // Processor time: other programs on the machine don't count.
            var before = Environment.CpuUsage.TotalTime;
            TimeScanner.Scan(text, LexiconSet.BuiltIn);
            var taken = Environment.CpuUsage.TotalTime - before;
            if (taken < fastest) fastest = taken;
        }
        return fastest;
    }

    private static List<TimeMention> Scan(string input) => TimeScanner.Scan(CharFold.Fold(input), LexiconSet.BuiltIn);

    private static string Line(int start, string text, string value) => $"{start} {text} = {value}";
}
