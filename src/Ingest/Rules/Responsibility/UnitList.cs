using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules.Responsibility;

/// <summary>A unit named in a list.</summary>
/// <param name="Name">The name as it would stand alone, as written but for what it shares with the names before it.</param>
/// <param name="Span">The name as written.</param>
/// <param name="SharesHead">Whether it has 各 from the name before it.</param>
/// <param name="Role">What a bracket behind the name says of it alone (市水务局（牵头）), or null.</param>
internal readonly record struct UnitMention(string Name, TextSpan Span, bool SharesHead = false, AssignmentRole? Role = null);

/// <summary>
/// Reads lists of units (市发改委、工信局，各县（市、区）人民政府及有关部门): cuts them, keeps brackets whole, and gives each name what it shares with its
/// neighbours.
/// </summary>
internal sealed class UnitList(FactContext context)
{
    private const int LongestName = 45;
    private const int LongestUnlisted = 16;
    private const int LongestWeak = 8;

    // What makes words a sentence, and no name.
    private static readonly string[] Verbs =
        ["按照", "按职责", "依职责", "根据", "结合", "为准", "完成", "推进", "加强", "下同", "负责", "牵头", "时限", "底前", "填写", "填报", "名称", "盖章", "排名", "参照", "详见", "见附", "不再", "包括", "以下"];

    private readonly OrganNames _organs = context.Annotations.Organs;

    private readonly Brackets _brackets = context.Annotations.Brackets;

    /// <summary>The names of the clause so far: the next one may share a prefix or a place with them.</summary>
    public SharedNames Shared { get; } = new(context.Annotations.Organs);

    /// <summary>The units of a span; pieces that are no units are left out.</summary>
    public List<UnitMention> Read(TextSpan span)
    {
        var units = new List<UnitMention>();
        foreach (var piece in Pieces(span)) Add(units, piece);
        SharedNames.GiveEnds(units, _organs);
        return units;
    }

    /// <summary>Whether every piece of a span is an organ by its name.</summary>
    public bool AreOrgans(TextSpan span, bool named = false)
    {
        bool any = false;
        foreach (var piece in Pieces(span))
        {
            var name = At(piece.Trimmed(context.Folded)).TrimEnd('等');
            if (name.IsEmpty) continue;
            if (name.Length > LongestName || !(named ? _organs.IsNamed(name) : _organs.IsWhole(name) || name.Length <= LongestWeak && _organs.IsOrgan(name)) || IsSentence(name)) return false;
            any = true;
        }
        return any;
    }

    /// <summary>Whether a piece of a span is an organ by its name.</summary>
    public bool NameAnOrgan(TextSpan span)
    {
        foreach (var piece in Pieces(span))
            if (_organs.IsOrgan(At(piece.Trimmed(context.Folded)).TrimEnd('等'))) return true;
        return false;
    }

    /// <summary>Cuts at 、，；, boxes, line breaks and spaces behind a name, never inside brackets.</summary>
    public IEnumerable<TextSpan> Pieces(TextSpan span)
    {
        string folded = context.Folded;
        int start = span.Start;
        for (int i = span.Start; i < span.End; i++)
        {
            i = BehindBracket(i, span.End);
            if (i >= span.End) break;
            bool box = IsBox(folded[i]);
            if (!box && !IsBreak(start, i, span.End)) continue;
            if (i > start) yield return new TextSpan(start, i);
            start = box ? i : i + 1;
        }
        if (start < span.End) yield return new TextSpan(start, span.End);
    }

    /// <summary>The place itself, or the one behind the bracket, title or quotation that opens there.</summary>
    public int BehindBracket(int at, int end)
    {
        string folded = context.Folded;
        while (at < end && folded[at] is '(' or '[' or '《' or '“')
        {
            int close = folded[at] is '(' or '[' ? _brackets.ClosingOf(at) : folded.IndexOf(folded[at] == '《' ? '》' : '”', at, Math.Min(100, end - at));
            if (close < 0 || close >= end) return at;
            at = close + 1;
        }
        return at;
    }

    private bool IsBreak(int start, int i, int end)
    {
        string folded = context.Folded;
        switch (folded[i])
        {
            case '、' or ',' or ';' or '。' or '\t' or '/' or '|': return true;
            case '\n' or ' ':
                if (i - start > LongestName) return false;
                var left = At(new TextSpan(start, i)).Trim();
                var right = At(new TextSpan(i + 1, Math.Min(end, i + LongestName)));
                int stop = right.IndexOfAny("、,;\n ");
                if (stop >= 0) right = right[..stop];
                // A name that was wrapped (各县（市、区） / 人民政府) goes on in the next line.
                return _organs.IsOrgan(left) && !(right.StartsWith("人民政府") || right.StartsWith("管委会") || right.StartsWith("分局"));
            default: return false;
        }
    }

    private static bool IsBox(char c) => IsEmptyBox(c) || c is '☑' or '☒' or '√' or '■' or '✓' or '✔';

    private static bool IsEmptyBox(char c) => c is '☐' or '□';

    private void Add(List<UnitMention> units, TextSpan piece)
    {
        piece = piece.Trimmed(context.Folded);
        if (piece.IsEmpty || IsEmptyBox(context.Folded[piece.Start])) return;
        if (IsBox(context.Folded[piece.Start])) piece = new TextSpan(piece.Start + 1, piece.End).Trimmed(context.Folded);
        foreach (var half in SplitConjunction(piece))
        {
            var (own, role) = OwnRole(half);
            var name = WithoutTail(own);
            if (name.IsEmpty || !LooksLikeUnit(At(name)) && !Shared.IsShared(At(name)))
            {
                if (!name.IsEmpty) context.Trace?.Reject("responsibility", name, "the piece of a list of units does not look like a unit's name");
                continue;
            }
            foreach (var unit in SplitRunTogether(name)) units.Add(Shared.Name(unit, unit.Of(context.Document.Text), At(unit)) with { Role = role });
        }
    }

    /// <summary>市水务局（牵头）, 市财政局（配合）: a name without the bracket that says its part in a list.</summary>
    private (TextSpan Name, AssignmentRole? Role) OwnRole(TextSpan piece)
    {
        var text = At(piece);
        int open = text.LastIndexOf('(');
        if (open < 2 || text[^1] != ')') return (piece, null);
        AssignmentRole? role = text[(open + 1)..^1] is var word && word.Length is < 2 or > 6 ? null
            : word is "牵头" or "总牵头" or "牵头单位" or "牵头部门" or "主办" or "主办单位" ? AssignmentRole.Lead
            : word is "配合" or "配合单位" or "协办" or "协助" or "参与" or "协办单位" ? AssignmentRole.Support : null;
        return role is null ? (piece, null) : (new TextSpan(piece.Start, piece.Start + open).Trimmed(context.Folded), role);
    }

    /// <summary>民政部及各地区 is two; 商务和投资促进局 is one, since 商务 is no organ.</summary>
    private IEnumerable<TextSpan> SplitConjunction(TextSpan piece)
    {
        int start = piece.Start;
        if (piece.Length <= 4 * LongestName)
            for (int i = piece.Start + 1; i < piece.End - 1; i++)
            {
                i = BehindBracket(i, piece.End);
                if (i >= piece.End - 1) break;
                int length = ConjunctionAt(i);
                if (length == 0 || !Joins(new TextSpan(start, i), new TextSpan(i + length, piece.End), context.Folded[i])) continue;
                yield return new TextSpan(start, i).Trimmed(context.Folded);
                start = i + length;
                i = start;
            }
        var last = new TextSpan(start, piece.End).Trimmed(context.Folded);
        if (!last.IsEmpty) yield return last;
    }

    private int ConjunctionAt(int i)
    {
        var text = context.Folded.AsSpan(i);
        if (text.StartsWith("以及") || text.StartsWith("会同") || text.StartsWith("联合") && i > 0 && context.Folded[i - 1] != '市') return 2;
        return text[0] is '及' or '和' or '与' or '并' or '+' ? 1 : 0;
    }

    private bool Joins(TextSpan before, TextSpan after, char word)
    {
        var left = At(before).Trim();
        var right = At(after).Trim();
        if (left.IsEmpty || right.IsEmpty) return false;
        if (right is "单位" or "部门" or "企业") return left.IndexOf('等') < 0 && OrganNames.IsGroup(left);
        if (word == '联' && !_organs.IsWhole(right)) return false;
        if (_organs.IsWhole(left) || TailStart(left) >= 0) return true;
        // 银保监会及各地区: 会 ends an organ where an organ follows, but not in 社会和法制委员会.
        return _organs.IsOrgan(left) && left.Length > 2 && !left.EndsWith("社会") && (word == '及' || OrganNames.IsGroup(right) || _organs.LevelLength(right) > 0) && _organs.IsOrgan(right.TrimEnd('等'));
    }

    /// <summary>Cuts 等有关部门 off the end, and 由, 会同 off the start.</summary>
    private TextSpan WithoutTail(TextSpan unit)
    {
        var text = At(unit);
        int lead = text.StartsWith("会同") || text.StartsWith("以及") || text.StartsWith("联合") ? 2 : text[0] is '由' or '以' or '及' or '和' or '与' ? 1 : 0;
        if (lead > 0) unit = new TextSpan(unit.Start + lead, unit.End).Trimmed(context.Folded);
        int tail = TailStart(At(unit));
        return tail < 0 ? unit : new TextSpan(unit.Start, unit.Start + tail).Trimmed(context.Folded);
    }

    // What may stand between 等 and the end of a list: 等国务院相关部门和单位.
    private static readonly string[] TailWords =
    [
        "国务院", "中央", "国家", "自治区", "各", "省", "市", "州", "县", "区", "级", "直", "有关", "相关", "其他", "职能", "责任", "成员", "行业", "主管", "监管", "牵头", "配合",
        "部门", "单位", "部委", "机构", "地方", "地区", "企业", "委办局", "和", "及", "、",
    ];

    /// <summary>Where the 等 stands that closes a list, with nothing behind it but 有关部门 and the like; -1 for none.</summary>
    private static int TailStart(ReadOnlySpan<char> text)
    {
        int at = text.LastIndexOf('等');
        if (at < 0) return -1;
        var rest = text[(at + 1)..];
        while (!rest.IsEmpty)
        {
            int length = 0;
            foreach (string word in TailWords)
                if (rest.StartsWith(word, StringComparison.Ordinal)) { length = word.Length; break; }
            if (length == 0) return -1;
            rest = rest[length..];
        }
        return at;
    }

    /// <summary>生态环境局住建局: where the separator is missing, the names are still two.</summary>
    private IEnumerable<TextSpan> SplitRunTogether(TextSpan unit)
    {
        int start = unit.Start;
        for (int i = unit.Start + 2; i < unit.End - 1; i++)
        {
            if (!PartsNames(new TextSpan(start, i), new TextSpan(i, unit.End))) continue;
            yield return context.Folded[i - 1] == '等' ? new TextSpan(start, i - 1) : new TextSpan(start, i);
            start = i;
        }
        yield return new TextSpan(start, unit.End);
    }

    private bool PartsNames(TextSpan before, TextSpan after)
    {
        char last = context.Folded[before.End - 1];
        var left = At(before);
        var right = At(after);
        if (last == '等') return left.Length > 3 && _organs.IsOrgan(left[..^1]) && right.Length > 2;
        if (last is not ('局' or '会' or '厅' or '府' or '委' or '心' or '司' or '办') || !_organs.IsWhole(left)) return false;
        if (right.StartsWith("员会") || right.StartsWith("办公") || right.StartsWith("公室")) return false;
        if (last is '会' or '办' && _organs.LevelLength(right) == 0) return false;
        bool level = _organs.LevelLength(right) > 0;
        if (left.Length < 3 && !(level && right[0] == left[0])) return false;
        if (!level && !_organs.StartsAsDepartment(right) && right[0] != '各' || right[0] == '各' && OrganNames.IsGroup(right[1..])) return false; // 省政府各工作部门 is one
        // An office of another (发改委能源局, 药监局审评中心, 公安局交警支队) is one unit.
        if (!_organs.IsWhole(right) || !level && !EndsAsDepartment(right)) return false;
        return !(last is '委' or '府' && right.Length < 4 || !level && last is '委' or '府' or '心' or '司' && right.Length > 8 && right[0] != '各');
    }

    private static bool EndsAsDepartment(ReadOnlySpan<char> name) =>
        !name.EndsWith("分局") && (name[^1] is '局' or '厅' or '委' || name.EndsWith("委员会") || name.EndsWith("政府") || name.EndsWith("管委会") || name[0] == '各');

    /// <summary>Whether a piece of a list can be a unit at all: short, a name, not a sentence and no field of a form.</summary>
    public bool LooksLikeUnit(ReadOnlySpan<char> name)
    {
        if (name.Length is < 2 or > LongestName) return false;
        if (name[0] is '-' or '/' or '\\' or '*' or '…' or '.' or '_' || name is "无" or "下同" or "部门" or "单位" or "专人") return false;
        if (name.IndexOfAny("×_…") >= 0 || name.IndexOf("XX") >= 0 || name.IndexOf("xx") >= 0 || IsSentence(name)) return false;
        if (_organs.IsOrgan(name)) return !name.StartsWith("按照《") && !name.StartsWith("根据") && name.IndexOf(':') < 0;
        if (name.IndexOfAny("《》:%") >= 0 || name.Length > LongestUnlisted) return false;
        foreach (string verb in Verbs)
            if (name.IndexOf(verb, StringComparison.Ordinal) >= 0) return false;
        foreach (char c in name)
            if (c is >= '\u4E00' and <= '\u9FFF') return true;
        return false;
    }

    /// <summary>技工院校内由人社部门 is a sentence, no name; 自由贸易试验区 is one.</summary>
    private static bool IsSentence(ReadOnlySpan<char> name)
    {
        int by = name.IndexOf('由');
        return by > 0 && name[by - 1] != '自';
    }

    private ReadOnlySpan<char> At(TextSpan span) => context.Folded.AsSpan(span.Start, span.Length);
}
