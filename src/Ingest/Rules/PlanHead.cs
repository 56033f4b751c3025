using System.Text;
using PolicyIngest.Ingest.Annotations.Tables;
using PolicyIngest.Ingest.Outline;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Rules;

/// <summary>What stands at the head of a plan: title, document number, issuer, date and period.</summary>
internal sealed record PlanHead(
    string? Title,
    Evidence? TitleEvidence,
    string? DocNumber,
    Evidence? DocNumberEvidence,
    string? Issuer,
    Evidence? IssuerEvidence,
    DateOnly? IssuedOn,
    Evidence? IssuedOnEvidence,
    PlanPeriod? Period)
{
    // A page's fields, a notice and its signature.
    private const int LongestOpening = 24;

    /// <summary>The head, with what a person gave in place of what the text shows; what was given has no place in it.</summary>
    public PlanHead With(GivenFacts? given)
    {
        var head = given?.Issuer is { } issuer ? this with { Issuer = issuer, IssuerEvidence = null } : this;
        return given?.IssuedOn is { } day ? head with { IssuedOn = day, IssuedOnEvidence = null } : head;
    }

    /// <summary>Reads a plan's head; fields that the source names about itself (发文字号) go before what the text shows.</summary>
    public static PlanHead Read(OutlineSource source, FrontMatter front, PlanRange range, OutlineDraft root)
    {
        var (title, titleSpan) = ReadTitle(source, range);
        int start = range.Front.End.Value;
        var tail = TailOf(source, range);
        var number = Field(source, "发文字号", "文号", "发文文号", "文件编号") is { } field && PlanFacts.Normalised(source.At(field)) is { } normal ? (normal, field)
            : front.DocNumber(start) ?? PlanFacts.FindDocNumber(source, range.TitleLines.Start.Value..EndOfHead(source, range.Body.Start.Value));
        var date = Field(source, "成文日期", "发文日期", "印发日期") is { } dateField && PlanFacts.ParseDate(source.At(dateField)) is { } day ? (day, dateField)
            : front.Date(start) ?? PlanFacts.FindDate(source, tail) ?? PlanFacts.FindDate(source, OpeningOf(source, range));
        var issuer = ReadIssuer(source, front, range, title, titleSpan);
        return new PlanHead(title, Proof(source, "plan.title", titleSpan),
            number?.Item1, Proof(source, "plan.doc-number", number?.Item2),
            issuer is { } named ? source.Organs.Issuers(named.Name) : null, Proof(source, "plan.issuer", issuer?.Span),
            date?.Item1, Proof(source, "plan.issued-on", date?.Item2),
            (title is null ? null : PlanFacts.PeriodOf(CharFold.Fold(title))) ?? PeriodInText(source, root) ?? front.Period(start));
    }

    /// <summary>The years that the plan's own preamble or goals say it covers.</summary>
    private static PlanPeriod? PeriodInText(OutlineSource source, OutlineDraft root)
    {
        foreach (var node in root.Children.Take(2).SelectMany(part => part.SelfAndBelow()).Prepend(root))
            foreach (var line in node.Lines)
                if (PlanFacts.PeriodSaidIn(source.At(line)) is { } period) return period;
        return null;
    }

    private static (string?, TextSpan?) ReadTitle(OutlineSource source, PlanRange range)
    {
        if (range.TitleLines.End.Value > range.TitleLines.Start.Value)
        {
            var lines = source.Lines;
            var span = new TextSpan(lines[range.TitleLines.Start.Value].Span.Start, lines[range.TitleLines.End.Value - 1].Span.End);
            span = InBookMarks(source, span);
            return (Squeeze(span.Of(source.Document.Text)), span);
        }
        // A table's first row may hold the title: 附件 / 《…》责任分工清单.
        var table = range.Body.Start.Value < source.Lines.Count ? source.Lines[range.Body.Start.Value].Table : null;
        if (table is { ColumnCount: > 1 })
            foreach (var line in TableCaption.Lines(table, source.Folded).Reverse())
                if (line.Length >= 5) return (Squeeze(line.Of(source.Document.Text)), line);
        if (Field(source, "标题", "名称", "信息名称") is { } field && field.Length >= 5) return (Squeeze(field.Of(source.Document.Text)), field);
        return (null, null);
    }

    /// <summary>某市人民政府办公厅印发《关于…的若干意见》: the title is what stands in 《》.</summary>
    private static TextSpan InBookMarks(OutlineSource source, TextSpan title)
    {
        var text = source.At(title);
        int open = text.IndexOf('《');
        if (open < 4 || text[^1] != '》' || text[..open].TrimEnd() is var before && !(before.EndsWith("印发") || before.EndsWith("发布") || before.EndsWith("出台"))) return title;
        return new TextSpan(title.Start + open + 1, title.End - 1);
    }

    /// <summary>The organ of 某市人民政府办公厅印发《…》.</summary>
    private static (string, TextSpan)? IssuerBeforeMarks(OutlineSource source, Range title)
    {
        if (title.End.Value <= title.Start.Value) return null;
        string words = PlanSplitter.Joined(source, title);
        int issues = words.IndexOf("印发《", StringComparison.Ordinal);
        return issues > 1 && source.Organs.IsIssuer(words.AsSpan(0, issues)) ? (words[..issues], source.Lines[title.Start.Value].Span) : null;
    }

    /// <summary>The issuer: named by the source, by a title (某市人民政府关于印发…), or by the signature above the date.</summary>
    private static (string Name, TextSpan Span)? ReadIssuer(OutlineSource source, FrontMatter front, PlanRange range, string? title, TextSpan? titleSpan)
    {
        if (Field(source, "发文机关", "发布机构", "发文单位", "发布单位") is { } field) return (Squeeze(field.Of(source.Document.Text)), field);
        if (front.NoticeIssuer(range.Front.End.Value) is { } notice) return notice;
        if (IssuerBeforeMarks(source, range.TitleLines) is { } before) return before;
        if (title is not null && titleSpan is { } span && PlanFacts.IssuerIn(CharFold.Fold(title), source.Organs) is { } own) return (own, span);
        return front.Signature(range.Front.End.Value) ?? Signature(source, TailOf(source, range), range.Body.Start.Value) ?? IssuerInOpening(source, OpeningOf(source, range));
    }

    /// <summary>The issuer where a page has the plan's title above its notice: by the notice's signature, or by its title.</summary>
    private static (string, TextSpan)? IssuerInOpening(OutlineSource source, Range lines)
    {
        if (Signature(source, lines, lines.Start.Value) is { } signed) return signed;
        for (int i = lines.Start.Value; i < lines.End.Value; i++)
            if (FrontMatter.IssuerOn(source, i, lines.End.Value) is { } named) return named;
        return null;
    }

    /// <summary>The lines between a title and the first number, as far as a notice may stand there.</summary>
    private static Range OpeningOf(OutlineSource source, PlanRange range)
    {
        int start = range.Body.Start.Value, end = start;
        while (end < range.Body.End.Value && end - start < LongestOpening && source.Lines[end] is { Table: null, Label: null }) end++;
        return start..end;
    }

    /// <summary>The organs that sign where a date stands in some lines; those that sign together may begin above them.</summary>
    private static (string, TextSpan)? Signature(OutlineSource source, Range lines, int from)
    {
        for (int i = lines.End.Value - 1; i > lines.Start.Value; i--)
            if (SignatureOn(source, from, i) is { } found) return found;
        return null;
    }

    /// <summary>The organs that sign with the date of a line, on that line or above it.</summary>
    /// <param name="source">The lines.</param>
    /// <param name="from">The first line that counts.</param>
    /// <param name="line">The line with the date.</param>
    internal static (string Name, TextSpan Span)? SignatureOn(OutlineSource source, int from, int line)
    {
        if (PlanFacts.SignedDate(source, line) is { } signed) return (Squeeze(signed.Organ.Of(source.Document.Text)), signed.Organ);
        return LineKinds.IsDate(source.TextOf(line)) ? Signatories(source, from, line) : null;
    }

    // 等十三部门, and more.
    private const int MostSignatories = 30;

    /// <summary>The organs on the lines above a date: several sign together, and a long name may be broken (某市人民政府 / 办公室).</summary>
    private static (string, TextSpan)? Signatories(OutlineSource source, int from, int date)
    {
        int first = date;
        while (first > from && date - first < MostSignatories && source.Organs.IsIssuer(source.TextOf(first - 1))) first--;
        if (first == date) return null;
        var names = new StringBuilder();
        for (int i = first; i < date; i++)
        {
            string line = Squeeze(source.Lines[i].Span.Of(source.Document.Text));
            if (names.Length > 0 && line.Length > 3) names.Append('、');
            names.Append(line);
        }
        return (names.ToString(), new TextSpan(source.Lines[first].Span.Start, source.Lines[date - 1].Span.End));
    }

    /// <summary>How far down a document number may stand: a few lines, and those in which a page tells of itself (发布日期：…) do not count.</summary>
    private static int EndOfHead(OutlineSource source, int body)
    {
        int end = Math.Min(source.Lines.Count, body + 4);
        for (int i = body; i < end && end < Math.Min(source.Lines.Count, body + 12); i++)
            if (source.TextOf(i).IndexOf(':') is > 1 and < 10) end++;
        return end;
    }

    private static Range TailOf(OutlineSource source, PlanRange range) => Math.Max(range.Body.Start.Value, range.Body.End.Value - 12)..range.Body.End.Value;

    private static TextSpan? Field(OutlineSource source, params ReadOnlySpan<string> names)
    {
        foreach (var field in source.Document.Metadata)
            foreach (string name in names)
                if (field.Name == name && !field.Value.IsEmpty) return field.Value;
        return null;
    }

    /// <summary>A title without white space; a bracket that lost its opening half gets it back.</summary>
    private static string Squeeze(string text)
    {
        string squeezed = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        bool lost = squeezed.EndsWith(')') && !squeezed.Contains('(', StringComparison.Ordinal);
        int year = lost ? squeezed.LastIndexOf("年", squeezed.Length - 3, StringComparison.Ordinal) : -1;
        return lost && year >= 4 ? squeezed.Insert(year - 4, "(") : squeezed;
    }

    private static Evidence? Proof(OutlineSource source, string rule, TextSpan? span) =>
        span is { } found ? new Evidence(rule, found, found.Of(source.Document.Text)) : null;
}
