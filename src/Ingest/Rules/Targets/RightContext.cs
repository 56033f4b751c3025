using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Targets;

/// <summary>What follows a number in its clause, up to the next number.</summary>
internal readonly struct RightContext
{
    private readonly string _text;

    public RightContext(string folded, TextSpan span)
    {
        _text = folded;
        while (!span.IsEmpty && folded[span.Start] == ' ') span = span with { Start = span.Start + 1 };
        Span = span;
    }

    public TextSpan Span { get; }

    /// <summary>的 follows: 45米以上的高架源.</summary>
    public bool IsOf => !Span.IsEmpty && _text[Span.Start] == '的';

    /// <summary>Nothing follows, or the next member of a list.</summary>
    public bool IsEnd => Span.IsEmpty || _text[Span.Start] is '、' or ')' or '(';

    /// <summary>或 follows.</summary>
    public bool IsOr => !Span.IsEmpty && _text[Span.Start] == '或';

    /// <summary>的目标, 的要求: the number is the goal itself.</summary>
    public bool IsGoal => IsOf && Span.In(_text)[1..] is var rest
        && (rest.StartsWith("目标", StringComparison.Ordinal) || rest.StartsWith("要求", StringComparison.Ordinal) || rest.StartsWith("任务", StringComparison.Ordinal));

    /// <summary>A noun follows directly, so that the number belongs to it: 10家｜企业.</summary>
    public bool IsNoun => !Span.IsEmpty && (IsHan(_text[Span.Start]) && !StartsAnew || char.IsAsciiLetterOrDigit(_text[Span.Start]) || _text[Span.Start] is '“' or '《' or '"' or '\'');

    private bool StartsAnew
    {
        get
        {
            var rest = Span.In(_text);
            return rest[0] is '和' or '及' or '与' or '或' or '并' or '且' or '的' or '等' or '到' or '其' || rest.StartsWith("以及", StringComparison.Ordinal)
                || rest.StartsWith("责任", StringComparison.Ordinal) || rest.StartsWith("牵头", StringComparison.Ordinal) || rest.StartsWith("力争", StringComparison.Ordinal)
                || rest.StartsWith("确保", StringComparison.Ordinal) || rest.StartsWith("目标", StringComparison.Ordinal);
        }
    }

    /// <summary>Whether what follows ends in the name of a measure: 100万千瓦｜装机容量.</summary>
    public bool NamesMeasure(TargetLexicon lexicon) => lexicon.Measure.AtEnd(Span.In(_text)) > 0;

    public TextSpan WithoutOf() => IsOf ? Span with { Start = Span.Start + 1 } : Span;

    /// <summary>Where an object ends that another number follows: 5个站｜、管网10公里.</summary>
    public int? FirstSeparator()
    {
        var match = IndicatorName.Separators().Match(_text, Span.Start, Span.Length);
        return match.Success ? match.Index : null;
    }

    private static bool IsHan(char c) => c is >= '\u4E00' and <= '\u9FFF';
}
