using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>A number with its unit as it stands in the text: <c>46.61万亩</c>, <c>2—3个</c>, <c>百分之九十八点六</c>, <c>75%以上</c>.</summary>
/// <param name="Span">From the first sign of the number to the last character of the unit.</param>
/// <param name="Number">The number with its 万 or 亿; of a range, the lower one.</param>
/// <param name="End">Behind the word that bounds it (以上), if there is one; else the span's end.</param>
/// <param name="Value">The number counted in its 万 or 亿; the lower one of a range.</param>
/// <param name="High">The upper one of a range, or null.</param>
/// <param name="Scale">万, 亿 or 万亿, or nothing: part of the unit.</param>
/// <param name="Unit">The measure behind it, without 余 and 多 and the scale; empty where there is none, and for 百分之.</param>
/// <param name="Kind">What the unit counts.</param>
/// <param name="Bound">What the word behind it says.</param>
/// <param name="InWords">Whether the number has no digit 0-9.</param>
/// <param name="RunsOn">Whether it has no unit and a word goes straight on (5G, 12345热线), so that it is hardly an amount.</param>
internal sealed record Quantity(TextSpan Span, TextSpan Number, int End, decimal Value, decimal? High, string Scale, TextSpan Unit, MeasureKind Kind, Bound Bound, bool InWords, bool RunsOn) : IAnnotation
{
    /// <summary>Where it begins.</summary>
    public int Start => Span.Start;

    /// <summary>2025年: a date, not a duration.</summary>
    public bool IsYear => Kind == MeasureKind.Time && Value is >= 1900 and < 2200 && Scale.Length == 0;

    /// <summary>The unit as written, 万 and 亿 with it; 工作日 for 个工作日; null where there is none.</summary>
    /// <param name="written">Gives the text of a span.</param>
    public string? UnitAsWritten(Func<TextSpan, string> written)
    {
        if (Unit.IsEmpty) return Scale.Length == 0 ? null : Scale;
        string unit = written(Unit);
        return Scale + (Kind == MeasureKind.Time && unit.Length > 2 && unit[0] == '个' ? unit[1..] : unit);
    }
}

/// <summary>The word behind a quantity.</summary>
internal enum Bound
{
    None,
    /// <summary>以上, 左右.</summary>
    Floor,
    /// <summary>以内, 以下.</summary>
    Ceiling,
}
