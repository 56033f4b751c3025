using System.Buffers;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Lexicons;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Annotations;

/// <summary>
/// Finds the quantities of a folded text: numbers in digits and in words with their 万 and 亿, their unit, their range and the word that bounds them. Numbers of
/// names (PM2.5, 第3章, 〔2021〕), fractions (三分之二) and ratios (1:3) are none.
/// </summary>
internal sealed partial class Quantities
{
    // Where a number may begin: 百 in 百分之 alone.
    private static readonly SearchValues<char> Beginnings = SearchValues.Create("0123456789一二三四五六七八九十两兩零百千万半廿卅壹贰叁肆伍陆柒捌玖拾倆佰");

    private readonly string _text;
    private readonly Measures _measures;
    private readonly List<Quantity> _found = [];

    private Quantities(string folded, LexiconSet lexicons) => (_text, _measures) = (folded, Measures.Of(lexicons));

    /// <summary>The quantities of a text, in order.</summary>
    public static AnnotationList<Quantity> Scan(string folded, LexiconSet lexicons, CancellationToken cancellation = default)
    {
        var scan = new Quantities(folded, lexicons);
        int at = 0;
        while (at < folded.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            int next = folded.AsSpan(at).IndexOfAny(Beginnings);
            if (next < 0) break;
            at = scan.ReadAt(at + next);
        }
        return new AnnotationList<Quantity>(scan._found);
    }

    /// <summary>Reads what begins at a place, and says where to go on.</summary>
    private int ReadAt(int at)
    {
        if (Percent(at) is { } share) return Add(share);
        int beginning = at;
        if (at > 0 && _text[at - 1] == '.' && (at == 1 || !char.IsAsciiLetterOrDigit(_text[at - 2]) && _text[at - 2] != '.')) at--; // .58
        else if (IsPartOfName(at)) return EndOfName(at);
        if ((ScaleAlone(at) ?? ChineseNumber.ReadAt(_text.AsSpan(at))) is not { } number) return beginning + ChineseNumber.LengthOfRun(_text.AsSpan(beginning)); // .5几: on behind the 5
        // 1.2021年: the number of an item, and a year.
        if (_text[at] is >= '1' and <= '9' && IsLabelledYear(at, number.Length)) return at + number.Length - 4;
        int end = at + number.Length;
        // 三分之二, 十分之一: neither number is an amount.
        if (_text.AsSpan(end).StartsWith("分之")) return end + 2 + ChineseNumber.LengthOfRun(_text.AsSpan(end + 2));
        var span = new TextSpan(IsSign(at - 1) ? at - 1 : at, end);
        var (high, behind) = Range(end, number);
        return Measured(span, number, high, behind) is { } quantity ? Add(quantity) : end;
    }

    /// <summary>突破千亿元, 超万家: the scale alone is the number behind a verb of reaching; not 千亿级, 万达, 上万人.</summary>
    private WrittenNumber? ScaleAlone(int at)
    {
        if (_text[at] is not ('百' or '千' or '万') || at == 0 || _text[at - 1] is not ('超' or '过' or '破' or '达' or '到' or '成') && (_text[at] == '万' || !Makes().IsMatch(_text.AsSpan(Math.Max(0, at - 2), Math.Min(at, 2))))) return null;
        int end = at + 1;
        while (end < _text.Length && end - at < 3 && _text[end] is '万' or '亿') end++;
        if (end < _text.Length && _text[end] == '级') return null;
        decimal count = _text[at] == '百' ? 100 : _text[at] == '千' ? 1000 : 10_000, value = count;
        for (int i = at + 1; i < end; i++) value *= _text[i] == '万' ? 10_000 : 100_000_000;
        var number = new WrittenNumber(end - at, value, _text[at] == '万' ? value : value / count, InWords: true);
        if (end == _text.Length || !IsLetter(_text[end])) return end - at > 1 ? number : null;
        return _measures.At(_text.AsSpan(end, Math.Min(_text.Length - end, LongestUnit))) is { } unit && (end - at > 1 || unit.Kind == MeasureKind.Count && !(end + unit.Length < _text.Length && _text[end + unit.Length] is '千' or '百' or '万'))
            && (end + unit.Length == _text.Length || _text[end + unit.Length] != '级') ? number : null;
    }

    // 打造百家企业, 制定百项标准; not 服务千家万户.
    [GeneratedRegex("打造|培育|制定|开拓|引进|建设|推出|选树|实施|支持|带动|招引|遴选|新增|推动|走访")]
    private static partial Regex Makes();

    private bool IsLabelledYear(int at, int length) =>
        length is 6 or 7 && _text[at + length - 5] == '.' && _text.AsSpan(at + length - 4).StartsWith("20") && at + length < _text.Length && _text[at + length] == '年';

    private int Add(Quantity quantity)
    {
        _found.Add(quantity);
        return quantity.End;
    }

    private Quantity? Measured(TextSpan number, WrittenNumber read, WrittenNumber? high, int end)
    {
        int at = SkipAbout(end);
        // 登陆部队: 陆 is a number in accounts alone.
        if (number.Length == 1 && number.Start > 0 && IsLetter(_text[number.Start - 1]) && "壹贰叁肆伍陆柒捌玖拾".Contains(_text[number.Start], StringComparison.Ordinal)) return null;
        var unit = new TextSpan(end, end);
        var kind = read.Scale > 1 ? MeasureKind.Count : MeasureKind.None;
        if (_measures.At(_text.AsSpan(at, Math.Min(_text.Length - at, LongestUnit))) is { } measure && !IsWordOfItsOwn(at, measure.Length, read))
        {
            unit = new TextSpan(at, at + measure.Length);
            kind = measure.Kind;
        }
        string scale = (high ?? read) is { Scale: > 1 } scaled ? scaled.ScaleWord : read.ScaleWord;
        bool runsOn = false;
        if (unit.IsEmpty)
        {
            char after = at < _text.Length ? _text[at] : ' ';
            // 一切, 三农: a lone digit in words is a number only by its unit; 5G, 20:00, 1/3 are none.
            if (read.InWords && read.Scale == 1 && number.Length < 2 && !StandsAlone(number, after)) return null;
            if (char.IsAsciiLetterOrDigit(after) || after is ':' or '∶' or '/' or '_' or '×' || after == '.' && at + 1 < _text.Length && char.IsAsciiDigit(_text[at + 1])) return null;
            runsOn = IsLetter(after) && BoundAt(at).Length == 0 && (read.InWords || decimal.Truncate(read.Value) == read.Value);
        }
        if (read.InWords && read.Value == 0) return null; // 零部件
        decimal sign = char.IsAsciiDigit(_text[number.Start]) || ChineseNumber.IsNumeral(_text[number.Start]) || _text[number.Start] == '.' ? 1 : -1;
        // 一吨半, 两年半
        bool half = !unit.IsEmpty && high is null && kind is MeasureKind.Amount or MeasureKind.Extent or MeasureKind.Time && unit.End < _text.Length && _text[unit.End] == '半'
            && (unit.End + 1 == _text.Length || !IsLetter(_text[unit.End + 1]));
        decimal value = (half ? 0.5m : 0) + sign * (high is { } upper && read.Scale == 1 && upper.Scale > 1 ? read.Value : read.Scaled);
        int last = unit.IsEmpty ? end : unit.End + (half ? 1 : 0);
        var (bound, length) = BoundAt(last);
        return new Quantity(new TextSpan(number.Start, last), number, length == 0 ? last : last + length, value, high?.Scaled, scale, unit, kind, bound, read.InWords, runsOn);
    }

    /// <summary>百分之九十八点六, 百分之2.4, 千分之三, 百分之百, 百分百.</summary>
    private Quantity? Percent(int at)
    {
        if (_text[at] is not ('百' or '佰' or '千')) return null;
        var text = _text.AsSpan(at);
        int length = PercentHead().Match(_text, at, Math.Min(text.Length, 12)).Length;
        if (length == 0 || at > 0 && (ChineseNumber.IsNumeral(_text[at - 1]) || char.IsAsciiDigit(_text[at - 1]))) return null;
        bool hundred = length < text.Length && text[length] == '百' && (length + 1 == text.Length || text[length + 1] != '分');
        if ((hundred ? new WrittenNumber(1, 100, 1, true) : ChineseNumber.ReadAt(text[length..])) is not { } number) return null;
        int end = at + length + number.Length;
        var (bound, behind) = BoundAt(end);
        return new Quantity(new TextSpan(at, end), new TextSpan(at + length, end), end + behind, number.Value, null, text[0] == '千' ? "‰" : "%", new TextSpan(end, end), MeasureKind.Ratio, bound, number.InWords, false);
    }

    /// <summary>The upper end of a range: 2—3个, 10%—20%, 三至五座, 30万~50万元, 3、4座.</summary>
    private (WrittenNumber? High, int End) Range(int end, WrittenNumber low)
    {
        int at = end;
        if (_measures.At(_text.AsSpan(at, Math.Min(_text.Length - at, LongestUnit))) is { } between) at += between.Length;
        int mark = at;
        while (mark < _text.Length && mark - at < 2 && _text[mark] is '-' or '~' or '至' or '到') mark++;
        bool consecutive = mark == at && at == end && mark < _text.Length && _text[mark] == '、';
        if (consecutive) mark++;
        if (mark == at || mark >= _text.Length || ChineseNumber.ReadAt(_text.AsSpan(mark)) is not { } high) return (null, end);
        int behind = mark + high.Length;
        if (consecutive && !(high.Value == low.Value + 1 && low.Value < 10 && low.Scale == 1 && high.Scale == 1
            && _measures.At(_text.AsSpan(behind, Math.Min(_text.Length - behind, LongestUnit))) is { Kind: MeasureKind.Count or MeasureKind.Frequency or MeasureKind.Time })) return (null, end);
        // 5家到2025年 is no range, nor is 2021-1-5.
        bool same = at == end || _text.AsSpan(end, at - end).SequenceEqual(_text.AsSpan(behind, Math.Min(at - end, _text.Length - behind)));
        return same && high.Value > (low.Scale == 1 && high.Scale > 1 ? 0 : low.Value) ? (high, behind) : (null, end);
    }

    /// <summary>PM2.5, GB 3095-2012, 第3章, 〔2021〕, 1:3, 前100名: digits that belong to a name.</summary>
    private bool IsPartOfName(int at)
    {
        if (at == 0) return false;
        char before = _text[at - 1];
        if (before == '第' || before == '后' && at > 1 && _text[at - 2] == '最') return true;
        if (!char.IsAsciiDigit(_text[at])) return before is '几' or '数' && _text[at] == '十';
        if (before == ' ' && at > 1 && char.IsAsciiLetter(_text[at - 2])) return true;
        if (before == '-') return !IsSign(at - 1) && !(at > 1 && _text[at - 2] == '-');
        if (before == '.' && at > 1 && _text[at - 2] == '.') return false;
        return char.IsAsciiLetter(before) || before is '[' or '/' or ':' or '∶' or '.' or '_' or '#' or '№' or '±' or '×' or '前' or '^';
    }

    // 百分之, 百 分之, 千分之; 百分 before 百.
    [GeneratedRegex(@"\G(?:[百佰千] *分 *之 *|百分(?=百))", RegexOptions.CultureInvariant)]
    private static partial Regex PercentHead();

    private int EndOfName(int at)
    {
        int end = at + ChineseNumber.LengthOfRun(_text.AsSpan(at));
        while (end + 1 < _text.Length && _text[end] is '.' or ':' or '/' or '-' && char.IsAsciiDigit(_text[end + 1]))
            end += 1 + ChineseNumber.LengthOfRun(_text.AsSpan(end + 1));
        return end;
    }

    /// <summary>负 or a minus before a number, not the dash of a range or a list.</summary>
    private bool IsSign(int at)
    {
        if (at < 0 || _text[at] is not ('负' or '負' or '-')) return false;
        return _text[at] != '-' || at == 0 || _text[at - 1] is ' ' or '(' or '为' or ',';
    }

    /// <summary>20余座, 二十多家: passed over between number and unit.</summary>
    private int SkipAbout(int at)
    {
        while (at < _text.Length && _text[at] is '余' or '多' or '来' or ' ') at++;
        return at;
    }

    /// <summary>十分重要, 一项项, 一条龙, 三户人家: a unit in a word, or what only looks like one.</summary>
    private bool IsWordOfItsOwn(int at, int length, WrittenNumber number)
    {
        if (!number.InWords || number.Length > 1) return false;
        char unit = _text[at], after = at + length < _text.Length ? _text[at + length] : ' ';
        int start = at - number.Length;
        // 统一部署, 唯一一所
        if (start > 0 && start + 1 == at && _text[start - 1] is '统' or '唯' or '同' or '单' or '逐' or '划' or '归') return true;
        return unit == '分' && length == 1 || unit == after || length == 1 && unit == '条' && after is '龙' or '线' && number.Value == 1;
    }

    /// <summary>以上, 及以上, (含)以上, 左右; 以内, 以下.</summary>
    private (Bound Bound, int Length) BoundAt(int at)
    {
        int start = at;
        while (at < _text.Length && _text[at] == ' ') at++;
        if (_text.AsSpan(at).StartsWith("(含)")) at += 3;
        if (at < _text.Length && _text[at] is '及' or '或') at++;
        if (at < _text.Length && _text[at] == '其') at++;
        if (at + 1 >= _text.Length) return (Bound.None, 0);
        var bound = _text.AsSpan(at, 2) switch
        {
            "以上" or "之上" or "左右" or "上下" => Bound.Floor,
            "以内" or "以下" or "之内" or "以里" => Bound.Ceiling,
            _ => Bound.None,
        };
        return (bound, bound == Bound.None ? 0 : at + 2 - start);
    }

    /// <summary>A lone digit in words: the whole of a text, or said of something (是五, 前三) and no word's beginning (四川).</summary>
    private bool StandsAlone(TextSpan number, char after)
    {
        char before = number.Start > 0 ? _text[number.Start - 1] : ' ';
        return !IsLetter(before) ? !IsLetter(after) : before is '是' or '前' && (!IsLetter(after) || after is '不' or '而' or '却' or '这' or '那' or '的');
    }

    private static bool IsLetter(char c) => char.IsLetter(c);

    // 吨二氧化碳当量/平方公里 with room to spare.
    private const int LongestUnit = 32;
}
