using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using PolicyIngest.Ingest.Rules;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;
using Xunit;

namespace PolicyIngest.Tests.Rules.Deadlines;

/// <summary>Dates printed in any of the written forms are read back.</summary>
public sealed class WrittenDatesProperties
{
    private static readonly Func<DateOnly, string>[] Days =
    [
        d => $"{d.Year}年{d.Month}月{d.Day}日前",
        d => $"{d.Year} 年 {d.Month} 月 {d.Day} 日之前",
        d => $"{d.Year}年{d.Month:00}月{d.Day:00}日以前",
        d => $"{Wide(d.Year)}年{Wide(d.Month)}月{Wide(d.Day)}日前",
        d => $"{Digits(d.Year)}年{Words(d.Month)}月{Words(d.Day)}日前",
        d => $"到{d.Year}年{d.Month}月{d.Day}日",
    ];

    private static readonly Func<DateOnly, string>[] MonthEnds =
    [
        d => $"{d.Year}年{d.Month}月底前",
        d => $"{d.Year}年{d.Month}月末",
        d => $"{d.Year}年{d.Month}月底",
        d => $"{Digits(d.Year)}年{Words(d.Month)}月底之前",
        d => $"截至{d.Year}年{d.Month}月",
        d => $"{d.Year % 100}年{d.Month}月底前",
    ];

    private static Arbitrary<(DateOnly Date, int Form)> Printed(int forms) => Arb.From(
        from offset in Gen.Choose(0, 365 * 9)
        from form in Gen.Choose(0, forms - 1)
        select (new DateOnly(2021, 1, 1).AddDays(offset), form));

    [Fact]
    public void Days_are_read_back() => Prop.ForAll(Printed(Days.Length), printed =>
        Due($"力争{Days[printed.Form](printed.Date)}完成改造。") == printed.Date).QuickCheckThrowOnFailure();

    [Fact]
    public void Months_are_read_back_as_their_last_day() => Prop.ForAll(Printed(MonthEnds.Length), printed =>
        Due($"项目{MonthEnds[printed.Form](printed.Date)}，建成投用。") == LastOfMonth(printed.Date)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_words_of_a_fact_are_its_place() => Prop.ForAll(Printed(Days.Length), printed =>
    {
        string text = $"一期{Days[printed.Form](printed.Date)}完工，二期次年{printed.Date.Month}月底前完工，每月{printed.Date.Day}日前报送。";
        var copied = new CopiedText(text, new PlanPeriod(2021, 2030));
        var found = DeadlineRule.InText(copied.Context, [copied.All]);
        return found.Length == 3 && found.All(d => d.Evidence.Span.Of(copied.Context.Document.Text) == d.Evidence.Raw);
    }).QuickCheckThrowOnFailure();

    private static DateOnly? Due(string text)
    {
        var copied = new CopiedText(text, new PlanPeriod(2021, 2030));
        var found = DeadlineRule.InText(copied.Context, [copied.All]);
        return found.Length == 1 && found[0].Kind == DeadlineKind.By ? found[0].Due : null;
    }

    private static DateOnly LastOfMonth(DateOnly d) => new(d.Year, d.Month, DateTime.DaysInMonth(d.Year, d.Month));

    private static string Wide(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => (char)(c + 0xFEE0)));

    private static string Digits(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => "〇一二三四五六七八九"[c - '0']));

    private static string Words(int number) =>
        (number >= 20 ? "二三"[number / 10 - 2].ToString() : "") + (number >= 10 ? "十" : "") + (number % 10 == 0 ? "" : Digits(number % 10));
}
