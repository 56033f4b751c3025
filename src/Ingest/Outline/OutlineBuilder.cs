using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Outline;

/// <summary>Builds a plan's tree of headings and numbered items from its lines.</summary>
internal sealed class OutlineBuilder
{
    /// <summary>A box is looked through so far, in lines.</summary>
    private const int LongestBox = 100;

    private readonly OutlineSource _source;
    private readonly Stack<OutlineDraft> _open = new();
    private readonly OutlineDraft _root;
    private readonly NumberingOrder _order;
    private bool _inAnnexList;
    private bool _inBox;
    private NumberLabel? _boxed;
    private int _listValue;

    private OutlineBuilder(OutlineSource source, Range body)
    {
        int start = body.Start.Value < source.Lines.Count ? source.Lines[body.Start.Value].Span.Start : 0;
        _source = source;
        _order = NumberingOrder.Learn(source, body);
        _root = new OutlineDraft { Label = null, Name = "", Rank = -2, LabelSpan = new TextSpan(start, start), Section = SectionKind.Preamble };
        _open.Push(_root);
    }

    /// <summary>Builds the tree. The root holds the preamble.</summary>
    public static OutlineDraft Build(OutlineSource source, PlanRange plan)
    {
        var builder = new OutlineBuilder(source, plan.Body);
        int end = TrimClosing(source, plan.Body);
        for (int i = plan.Body.Start.Value; i < end; i++)
        {
            source.Cancellation.ThrowIfCancellationRequested();
            builder.Add(i, end);
        }
        Headings.Assign(source, builder._root);
        int ordinal = 0;
        foreach (var node in builder._root.SelfAndBelow().Skip(1)) node.Ordinal = ordinal++;
        return builder._root;
    }

    private void Add(int at, int end)
    {
        var line = _source.Lines[at];
        if (line.Table is { } table)
        {
            _inAnnexList = _inBox = false;
            _open.Peek().Tables.Add(table);
            return;
        }
        var text = _source.At(line.Span);
        if (ContentsPages.IsContents(text)) return;
        if (LineKinds.IsAnnex(text, out string annex, out string rest))
        {
            AddAnnex(line, annex, rest);
            return;
        }
        if (_inAnnexList)
        {
            // 附件：1.… / 2.… / 3.…: the list of annexes, no items of the plan; a wrapped title belongs to it as well.
            bool listed = line.Label is { Style: NumberStyle.Arabic or NumberStyle.ArabicParen or NumberStyle.HanComma } item && item.Value == _listValue + 1 && text.IndexOf('。') < 0;
            if (listed) { _listValue++; return; }
            if (line.Label is null && text.Length < 60 && text.IndexOf('。') < 0) return;
            _inAnnexList = false;
        }
        bool boxHead = LineKinds.IsBoxHead(text);
        _inBox = boxHead || _inBox && StaysInBox(at, end);
        if (_inBox)
        {
            _boxed = boxHead ? null : line.Label ?? _boxed;
            _open.Peek().Boxed.Add(line.Span);
            return;
        }
        if (Numbered(line) is { } label) Open(line, label);
        else if (LineKinds.IsForce(text)) _root.Lines.Add(line.Span);
        else _open.Peek().Lines.Add(line.Span);
    }

    /// <summary>
    /// A box ends where the outline goes on: at a heading of its own styles, or at the number next to the open item's. Where that is the next number of the
    /// box's own list too (专栏1 with 1. and 2. below item 1), it is the box's if the outline's comes after it.
    /// </summary>
    private bool StaysInBox(int at, int end)
    {
        if (_source.Lines[at].Label is not { } label) return true;
        if (label.Style < NumberStyle.Arabic || label.Style == NumberStyle.Annex) return false;
        if (!_open.Any(node => node.Label is { } open && open.Style == label.Style && open.Value + 1 == label.Value)) return true;
        return _boxed is { } last && last.Style == label.Style && last.Value == label.Value - 1 && ComesAgain(label, at, end);
    }

    /// <summary>Whether a number stands once more before the next heading or box.</summary>
    private bool ComesAgain(NumberLabel label, int at, int end)
    {
        for (int i = at + 1; i < Math.Min(end, at + LongestBox); i++)
        {
            var line = _source.Lines[i];
            if (line.Label is { } other && other.Style == label.Style && other.Value == label.Value) return true;
            if (line.Label is { } heading && heading.Style < NumberStyle.Arabic || line.Label is null && LineKinds.IsBoxHead(_source.At(line.Span))) return false;
        }
        return false;
    }

    /// <summary>A line's number; one whose first character was lost (<c>）强化保障。</c>) is put back where only one can stand.</summary>
    private NumberLabel? Numbered(OutlineLine line)
    {
        if (line.Label is { } own) return Alone(line, own) ?? own;
        var text = _source.At(line.Span);
        if (text.Length < 4 || text[0] != ')') return null;
        var sibling = _open.FirstOrDefault(node => node.Label?.Style == NumberStyle.HanParen);
        if (sibling?.Label is not { } before) return null;
        int value = before.Value + 1;
        int length = 1;
        while (length < text.Length && text[length] == ' ') length++;
        return value > 10 ? null : new NumberLabel(NumberStyle.HanParen, value, $"({"一二三四五六七八九十"[value - 1]})", length);
    }

    /// <summary>3.15晚会行动 behind item 2: the number 3 and the words behind it, for no 3.14 stands before.</summary>
    private NumberLabel? Alone(OutlineLine line, NumberLabel label)
    {
        if (label.Style != NumberStyle.ArabicDotted || label.Value == 1 || OutlineNumbering.FirstAlone(_source.At(line.Span)) is not { } first) return null;
        bool goesOn = _open.Any(node => node.Label is { Style: NumberStyle.ArabicDotted } open && open.Value == label.Value - 1);
        return !goesOn && _open.Any(node => node.Label is { Style: NumberStyle.Arabic } open && open.Value == first.Value - 1) ? first : null;
    }

    private void Open(OutlineLine line, NumberLabel label)
    {
        int rank = RankOf(label);
        while (_open.Peek().Rank >= rank) _open.Pop();
        var node = new OutlineDraft
        {
            Label = label,
            Name = label.Text,
            Rank = rank,
            LabelSpan = new TextSpan(line.Span.Start, Math.Min(line.Span.Start + label.Length, line.Span.End)).Trimmed(_source.Folded),
            Parent = _open.Peek(),
        };
        _open.Peek().Children.Add(node);
        _open.Push(node);
        var rest = new TextSpan(Math.Min(line.Span.Start + label.Length, line.Span.End), line.Span.End);
        if (!rest.IsEmpty) node.Lines.Add(rest);
    }

    /// <summary>
    /// Rank by style. A bracketed number in the other script that goes on with its elder's count is a slip of the pen and
    /// stands beside it: （一） （2） （三）.
    /// </summary>
    private int RankOf(NumberLabel label)
    {
        int rank = _order.RankOf(label);
        if (label.Value < 2 || label.Style is not (NumberStyle.ArabicParen or NumberStyle.HanParen)) return rank;
        var other = label.Style == NumberStyle.ArabicParen ? NumberStyle.HanParen : NumberStyle.ArabicParen;
        var elder = _open.FirstOrDefault(node => node.Label?.Style == other);
        bool sequel = elder?.Label?.Value == label.Value - 1;
        // （三） behind （2） below （二） goes on with its own count.
        bool ownSiblings = _open.Any(node => node.Label is { } open && open.Style == label.Style && open.Value == label.Value - 1)
            || elder is not null && elder.SelfAndBelow().Any(node => node.Label?.Style == label.Style)
            || elder?.Parent is { } parent && parent.Children.Any(child => child.Label?.Style == label.Style && child.Label?.Value == label.Value - 1);
        return sequel && !ownSiblings ? elder!.Rank : rank;
    }

    private void AddAnnex(OutlineLine line, string label, string rest)
    {
        var restLabel = OutlineNumbering.Recognise(rest);
        bool list = restLabel is { Value: 1 } || rest.Length > 0 && label.Length == 2;
        if (list)
        {
            // 附件：1.… begins a list of annexes; 附件：某某表 names the only one.
            _inAnnexList = true;
            _listValue = restLabel?.Value ?? 0;
            while (_open.Count > 1) _open.Pop();
            return;
        }
        _inAnnexList = false;
        while (_open.Count > 1) _open.Pop();
        var node = new OutlineDraft
        {
            Label = new NumberLabel(NumberStyle.Annex, 0, label, line.Span.Length),
            Name = label,
            Rank = -1,
            LabelSpan = line.Span,
            Parent = _root,
            Section = SectionKind.Annex,
        };
        _root.Children.Add(node);
        _open.Push(node);
        if (rest.Length > 0) node.Lines.Add(new TextSpan(line.Span.End - rest.Length, line.Span.End));
    }

    /// <summary>Leaves out what follows a plan's text: signature and date, copies to, a page's buttons.</summary>
    private static int TrimClosing(OutlineSource source, Range body)
    {
        int last = body.End.Value - 1;
        while (last >= body.Start.Value && source.Lines[last].Label is null && source.Lines[last].Table is null) last--;
        for (int i = last + 1; i < body.End.Value; i++)
        {
            var text = source.At(source.Lines[i].Span);
            if (!LineKinds.IsClosing(text) && !LineKinds.IsDate(text)) continue;
            int cut = i;
            while (cut > last + 1 && source.Organs.IsIssuer(source.At(source.Lines[cut - 1].Span))) cut--;
            return cut;
        }
        return body.End.Value;
    }
}
