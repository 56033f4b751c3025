using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations.Times;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Annotations;

/// <summary>The scanner of times against dates that others wrote down: Recognizers-Text's cases of Chinese.</summary>
public sealed partial class PeerDatesTests(ITestOutputHelper output)
{
    private static readonly string LeftOut = Path.Combine(Repository.Root, "tests", "PolicyIngest.Tests", "Annotations", "peer-dates-not-read.tsv");

    private sealed record Expected(int Start, string Text, string Value);

    /// <summary>At least 95 of 100 inputs have all their dates, each at its place and of its value; the others stand in the list with the reason, and only they.</summary>
    [SharedFact]
    public void Of_the_dates_that_others_wrote_nearly_all_are_read()
    {
        var cases = Cases().ToList();
        var missed = cases.Where(test => !IsRead(test.Input, test.Dates)).Select(test => test.Input).Distinct(StringComparer.Ordinal).ToList();
        output.WriteLine($"{cases.Count - missed.Count} of {cases.Count} inputs are read, not {string.Join(", ", missed)}");
        var listed = File.ReadLines(LeftOut).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1], StringComparer.Ordinal);
        Assert.All(listed.Values, reason => Assert.NotEmpty(reason));
        Assert.Equal(listed.Keys.Order(StringComparer.Ordinal), missed.Order(StringComparer.Ordinal));
        Assert.True(cases.Count >= 100 && (cases.Count - missed.Count) * 100 >= 95 * cases.Count, $"{missed.Count} of {cases.Count} are not read");
    }

    /// <summary>The inputs with dates that have a year, month or day of their own. An input counts with those of its results that are such dates.</summary>
    private static IEnumerable<(string Input, List<Expected> Dates)> Cases()
    {
        using var specs = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Shared!, "peers", "recognizers-text", "DateTimeModel.json")));
        foreach (var spec in specs.RootElement.EnumerateArray())
        {
            string input = spec.GetProperty("Input").GetString()!;
            var dates = spec.GetProperty("Results").EnumerateArray().Select(DateOf).OfType<Expected>().ToList();
            if (dates.Count > 0) yield return (input, dates);
        }
    }

    private static Expected? DateOf(JsonElement result)
    {
        string type = result.GetProperty("TypeName").GetString()!, text = result.GetProperty("Text").GetString()!;
        if (type is not ("datetimeV2.date" or "datetimeV2.daterange") || !OwnDate().IsMatch(text) || NotOurs().IsMatch(text)) return null;
        string timex = result.GetProperty("Resolution").GetProperty("values")[0].GetProperty("timex").GetString()!;
        int start = result.GetProperty("Start").GetInt32();
        // What bounds a date (从…开始, …以前) is told by the rules, from the words around it.
        int lead = Lead().Match(text).Length, tail = Tail().Match(text[lead..]).Length;
        return new Expected(start + lead, text[lead..^tail], timex);
    }

    private static bool IsRead(string input, List<Expected> dates)
    {
        var copied = new CopiedText(input, null);
        var found = TimeScanner.Scan(copied.Context.Folded, LexiconSet.BuiltIn).Select(time => (Span: copied.Restored(time.Span), Value: Timex(time))).ToList();
        return dates.TrueForAll(date => found.Contains((new TextSpan(date.Start, date.Start + date.Text.Length), Comparable(date.Value))));
    }

    /// <summary>A stretch without the number of its days.</summary>
    private static string Comparable(string timex) => timex[0] == '(' ? string.Join('/', timex.Trim('(', ')').Split(',')[..2]) : timex;

    /// <summary>Our value in TIMEX's form: a stretch is the first days of its ends, a half year ends where the next one begins.</summary>
    private static string Timex(TimeMention time)
    {
        if (time.Shape is TimeShape.Range or TimeShape.YearRange) return $"{FirstDay(time.Date)}/{FirstDay(time.Until)}";
        if (time.Date is { Half: { } half, Year: { } year }) return half == 1 ? $"{year}-01-01/{year}-07-01" : $"{year}-07-01/{year + 1}-01-01";
        return TimeText.ValueOf(time);
    }

    private static string FirstDay(DateParts date)
    {
        string text = TimeText.ValueOf(new TimeMention(0, 0, TimeShape.Date, date with { YearOffset = null }));
        return text.Length switch { 4 => text + "-01-01", 7 => text + "-01", _ => text };
    }

    // A year, month or day in numbers: 2019年, 三月, 29日, 2012-01-01, 上半年 of a year.
    [GeneratedRegex("[0-9〇零一二三四五六七八九十] ?[年月日号號]|[0-9][-/][0-9]")]
    private static partial Regex OwnDate();

    // Relative days and spans (5年前, 过去十年, 前2周, 5天前, 今年的…), weeks, ordinals (第三个月), clock times, reigns and the lunar calendar (康熙三年, 正月, 初一), decades.
    [GeneratedRegex("^[0-9一二三四五六七八九十两]{1,2}(?:年|个月|天)[前后後]|^[前后後过還还]|[周週]|星期|禮拜|礼拜|第[一二三四五六七八九十]|[前後后] ?[0-9]+ ?[天个周週]|[0-9]{1,2}:[0-9]{2}|农历|正月|大年|元年|[元熙正国]" + Reign + "年|世纪|年代|^[本上下明昨今]")]
    private static partial Regex NotOurs();

    private const string Reign = "(?:元|[0-9一二三四五六七八九十]{1,3})";

    [GeneratedRegex("^(?:自从|从|自|截止到|= )?")]
    private static partial Regex Lead();

    [GeneratedRegex("(?:(?:或|及)?[之以]?(?:前|后|後|来)|起|开始)?$")]
    private static partial Regex Tail();
}
