using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;
using PolicyIngest.Tests.Support;

namespace PolicyIngest.Tests.Shared;

/// <summary>A way to write a document otherwise that a person reads the same.</summary>
/// <param name="Name">Its name in the file of figures.</param>
/// <param name="Extension">The ending of the file that it makes.</param>
/// <param name="Write">Makes the file's bytes of the text and of the document read from it.</param>
/// <param name="Quoted">What becomes of the words that the gold quotes in titles, as JSON; as they are where it is null.</param>
internal sealed record Rewriting(string Name, string Extension, Func<string, PolicyDocument, byte[]> Write, Func<string, string>? Quoted = null);

/// <summary>Rewritings that change no fact: other signs, other breaks, other files.</summary>
internal static partial class Rewritings
{
    private const string Han = "一二三四五六七八九十";
    private const int PageLines = 12;

    public static IReadOnlyList<Rewriting> All { get; } =
    [
        // Numbers
        Lines("一、 as 一.", line => HanNumber().Replace(line, "$1$2. ")),
        Lines("一、 as 一．", line => HanNumber().Replace(line, "$1$2．")),
        Lines("一、 as 一 、", line => HanNumber().Replace(line, "$1$2 、")),
        Lines("（一） as （ 一 ）", line => HanBracket().Replace(line, "$1（ $2 ）")),
        Lines("（一） as （一）、", line => HanBracket().Replace(line, "$1（$2）、")),
        Lines("（一） as ㈠", line => HanBracket().Replace(line, match => match.Groups[2].Length > 1 ? match.Value : $"{match.Groups[1]}{(char)('㈠' + Han.IndexOf(match.Groups[2].Value, StringComparison.Ordinal))}")),
        Lines("1. as 1 .", line => Arabic().Replace(line, "$1$2 . ")),
        Lines("1. as 1．and a wide space", line => Arabic().Replace(line, "$1$2．\u3000")),
        Lines("1. as ⒈", line => Arabic().Replace(line, match => match.Groups[2].Length > 1 ? match.Value : $"{match.Groups[1]}{(char)('⒈' + match.Groups[2].Value[0] - '1')}")),
        Lines("（1） as ⑴", line => ArabicBracket().Replace(line, match => match.Groups[2].Length > 1 ? match.Value : $"{match.Groups[1]}{(char)('⑴' + match.Groups[2].Value[0] - '1')}")),
        Lines("2021年 as 二○二一年", HanYears) with { Quoted = HanYears },
        // Signs
        Text("full-width letters and digits", text => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c))),
        Text("：，； as ﹕﹐﹔", text => text.Replace('：', '﹕').Replace('，', '﹐').Replace('；', '﹔')),
        Text("： as ∶", text => text.Replace('：', '∶')),
        Text("“” as 『』", text => text.Replace('“', '『').Replace('”', '』')) with { Quoted = json => json.Replace('“', '『').Replace('”', '』') },
        Text("“” as straight quotes", text => text.Replace('“', '"').Replace('”', '"')) with { Quoted = json => json.Replace("“", "\\\"").Replace("”", "\\\"") },
        Lines("half-width signs with a space", line => line.Replace("，", ", ").Replace("；", "; ").Replace("：", ": ")),
        Lines("clauses in 〔〕", line => Clause().Replace(line, "〔$1〕")),
        Lines("clauses in []", line => Clause().Replace(line, "[$1]")),
        Lines("clauses in ( ) with spaces", line => Clause().Replace(line, " ( $1 ) ")),
        Lines("★ before labels", line => Label().Replace(line, "$1★$2：")),
        Lines("· before labels", line => Label().Replace(line, "$1· $2：")),
        Lines("labels in 【】", line => Label().Replace(line, "$1【$2】")),
        Lines("labels spaced", line => Label().Replace(line, match => $"{match.Groups[1]}{string.Join(' ', match.Groups[2].Value.AsEnumerable())}：")),
        Lines("units parted by wide spaces", line => Label().IsMatch(line) ? line.Replace("、", "\u3000") : line),
        Lines("units parted by commas", line => Label().IsMatch(line) ? line.Replace('、', '，') : line),
        // White space and breaks
        Text("indents as tabs", text => HasTables(text) ? text : string.Join('\n', text.Split('\n').Where(line => line.Trim().Length > 0).Select(line => "\t" + line.Trim()))),
        Lines("no indents", line => line.Trim()),
        Lines("a break behind labels", line => Label().Replace(line, "$1$2：\n")),
        Lines("clauses on lines of their own", line => Clause().Replace(line, "\n（$1）")),
        Lines("soft breaks between sentences", line => line.Replace("。", "。\u2028").TrimEnd('\u2028')),
        Lines("closing 。 dropped", line => line.TrimEnd().TrimEnd('。')),
        Text("wrapped at 40 characters", Wrapped),
        Text("headings bare, paragraphs behind tabs", text => HasTables(text) ? text : string.Join('\n', text.Split('\n').Select(line => line.Trim()).Select(line => line.Length > 40 ? "\t" + line : line))),
        Text("blank paragraphs removed", text => HasTables(text) ? text : string.Join('\n', text.Split('\n').Where(line => line.Trim().Length > 0))),
        Text("blank paragraphs between", text => HasTables(text) ? text : text.Replace("\n", "\n\n\n")),
        Text("all in one line", text => HasTables(text) ? text : string.Concat(text.Split('\n').Select(line => line.Trim()))),
        // Furniture
        Text("page heads between paragraphs", text => Paged(text, page => "云岭市人民政府公报")),
        Text("page numbers as 第3页", text => Paged(text, page => $"第{page}页")),
        Text("contents in front", WithContents),
        // Files
        Bytes("UTF-8 with a byte order mark", text => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(text)]),
        Bytes("UTF-16 little end first", text => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)]),
        Bytes("UTF-16 big end first", text => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)]),
        Bytes("GB18030", text => Encodings.Gb18030.GetBytes(text)),
        new("HTML, paragraphs in <p>", ".html", (_, document) => HtmlPage.Around(document, PageStyle.Bare, gbk: false)),
        new("HTML, paragraphs by <br>", ".html", (_, document) => HtmlPage.Around(document, PageStyle.Breaks, gbk: false)),
        new("HTML as Word writes it, GBK", ".html", (_, document) => HtmlPage.Around(document, PageStyle.WordMade, gbk: true)),
        new("docx, all paragraphs plain", ".docx", (_, document) => Docx(document, "")),
        new("docx, all paragraphs headings", ".docx", (_, document) => Docx(document, "<w:pStyle w:val=\"Heading1\"/><w:outlineLvl w:val=\"0\"/>")),
        new("docx, all paragraphs centred", ".docx", (_, document) => Docx(document, "<w:jc w:val=\"center\"/>")),
    ];

    // 一、总体要求
    [GeneratedRegex(@"^(\s*)([一二三四五六七八九十]{1,3})、")]
    private static partial Regex HanNumber();

    // （一）加强领导
    [GeneratedRegex(@"^(\s*)（([一二三四五六七八九十]{1,3})）")]
    private static partial Regex HanBracket();

    // 1.修路, 12．架桥
    [GeneratedRegex(@"^(\s*)(\d{1,2})[.．](?!\d)")]
    private static partial Regex Arabic();

    // （1）修路
    [GeneratedRegex(@"^(\s*)（(\d{1,2})）")]
    private static partial Regex ArabicBracket();

    [GeneratedRegex(@"(?<!\d)20\d\d(?=年\d)")]
    private static partial Regex Year();

    // （市水务局负责） at a line's end
    [GeneratedRegex(@"（([^（）]{2,400}(?:负责|牵头|配合|参与|落实)[^（）]{0,60})）(?=。?\s*$)")]
    private static partial Regex Clause();

    // 牵头单位：
    [GeneratedRegex(@"^(\s*)((?:牵头|责任|配合|参与|落实)(?:单位|部门))：")]
    private static partial Regex Label();

    private static Rewriting Text(string name, Func<string, string> rewrite) => Bytes(name, text => Encoding.UTF8.GetBytes(rewrite(text)));

    private static Rewriting Bytes(string name, Func<string, byte[]> write) => new(name, ".txt", (text, _) => write(text));

    /// <summary>A rewriting line by line, tables left alone; null takes a line away.</summary>
    private static Rewriting Lines(string name, Func<string, string?> rewrite) => Text(name, text =>
    {
        bool inTable = false;
        return string.Join('\n', text.Split('\n').Select(line =>
        {
            inTable = line.StartsWith('\t') || inTable && line.Trim().Length > 0;
            return inTable ? line : rewrite(line);
        }).OfType<string>());
    });

    private static string HanYears(string text) => Year().Replace(text, match => string.Concat(match.Value.Select(c => "○一二三四五六七八九"[c - '0'])));

    private static bool HasTables(string text) => text.Contains("\n\t", StringComparison.Ordinal);

    private static string Wrapped(string text)
    {
        const int width = 40;
        if (HasTables(text)) return text;
        return string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)
            .Select(line => string.Join('\n', ("\u3000\u3000" + line).Chunk(width).Select(chunk => new string(chunk)))));
    }

    private static string Paged(string text, Func<int, string> line)
    {
        if (HasTables(text)) return text;
        var lines = text.Split('\n').Where(each => each.Trim().Length > 0).ToList();
        return string.Join('\n', lines.Select((each, i) => i % PageLines == PageLines - 1 && each.TrimEnd().EndsWith('。') ? $"{each}\n{line(i / PageLines + 1)}" : each));
    }

    private static string WithContents(string text)
    {
        if (HasTables(text)) return text;
        var headings = text.Split('\n').Select(line => line.Trim()).Where(line => line.Length is > 2 and < 40 && (HanNumber().IsMatch(line) || HanBracket().IsMatch(line)));
        return "目  录\n" + string.Concat(headings.Select((heading, i) => $"{heading}………………{i + 1}\n")) + "\n" + text;
    }

    private static byte[] Docx(PolicyDocument document, string properties)
    {
        var docx = new DocxBuilder();
        foreach (var block in document.Blocks)
        {
            if (block is not TableBlock table) docx.Add(DocxBuilder.P(Xml(block.Span), properties));
            else docx.Add($"<w:tbl>{string.Concat(table.Cells.GroupBy(cell => cell.Row).Select(row => $"<w:tr>{string.Concat(row.Select(Cell))}</w:tr>"))}</w:tbl>");
        }
        return docx.Zip();

        string Xml(TextSpan span) => System.Security.SecurityElement.Escape(span.Of(document.Text)).Replace("\n", "</w:t><w:br/><w:t>");
        string Cell(TableCell cell) => DocxBuilder.Cell(Xml(cell.Span), $"<w:gridSpan w:val=\"{cell.ColumnSpan}\"/>");
    }
}
