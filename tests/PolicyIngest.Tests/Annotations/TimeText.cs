using System.Globalization;
using PolicyIngest.Ingest.Annotations.Times;

namespace PolicyIngest.Tests.Annotations;

/// <summary>
/// A time's value in a line: <c>2024-06-30</c>, <c>XXXX-06 end</c> where no year is written, <c>+1-03</c> for 次年3月, <c>2024-Q3</c>, <c>2024-H1</c>,
/// <c>2024-03/2024-12</c>, <c>P3Y</c>, <c>each</c> for what comes again, <c>?</c> for what can be read in two ways.
/// </summary>
internal static class TimeText
{
    public static string ValueOf(TimeMention time) => time.Shape switch
    {
        TimeShape.Cycle => "each",
        TimeShape.Event => "event" + (time.Date.Year is { } year ? $" {year}" : ""),
        TimeShape.AfterEvent => "after-event",
        TimeShape.Span => "span",
        TimeShape.Years => (time.Date.Year is { } first ? $"{first} " : "") + $"P{time.Date.YearOffset}Y",
        TimeShape.Ambiguous => "?",
        TimeShape.Reference => "reference",
        TimeShape.Range or TimeShape.YearRange or TimeShape.PlanPeriod => $"{Of(time.Date)}/{Of(time.Until)}",
        _ => Of(time.Date),
    };

    private static string Of(DateParts date)
    {
        string text = date.Year?.ToString(CultureInfo.InvariantCulture) ?? date.YearOffset?.ToString("+0;-0;+0", CultureInfo.InvariantCulture) ?? "XXXX";
        if (date.Month is { } month) text += $"-{month:00}";
        else if (date.Day is not null) text += "-XX";
        if (date.Day is { } day) text += $"-{day:00}";
        if (date.Quarter is { } quarter) text += $"-Q{quarter}";
        if (date.Half is { } half) text += $"-H{half}";
        return text + date.Edge switch
        {
            DateEdge.None => "",
            DateEdge.End => " end",
            DateEdge.Within => " within",
            DateEdge.Begin => " begin",
            DateEdge.Middle => " middle",
            DateEdge.FirstTenDays => " first",
            DateEdge.MiddleTenDays => " mid",
            _ => " last",
        };
    }
}
