using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using PolicyIngest.Model;

namespace PolicyIngest.Tests.Support;

/// <summary>
/// Renders a document's blocks as a Word file, with the numbers typed or made by Word's automatic numbering. What is read back must be
/// what was rendered.
/// </summary>
internal static partial class WordRendering
{
    /// <summary>The document as .docx.</summary>
    /// <param name="document">What to render: the body's paragraphs and tables.</param>
    /// <param name="automatic">Whether Word makes the numbers.</param>
    public static byte[] Render(PolicyDocument document, bool automatic)
    {
        var numbering = automatic ? new Numbering() : null;
        var body = new StringBuilder();
        foreach (var block in document.Blocks.Where(b => b.Role == BlockRole.Body))
        {
            if (block is TableBlock table) body.Append(Table(document, table, numbering));
            else body.Append(Paragraph(block.Span.Of(document.Text), numbering));
        }
        var builder = DocxBuilder.Body(body.ToString());
        if (numbering is not null) builder.Numbering(numbering.Xml());
        return builder.Zip();
    }

    private static string Paragraph(string text, Numbering? numbering)
    {
        string properties = "";
        if (numbering?.Take(text) is { } item) (properties, text) = (DocxBuilder.Num(item.NumId, item.Level), item.Rest);
        string runs = string.Join("<w:r><w:br/></w:r>", text.Split('\n').Select(line => string.Join("<w:r><w:tab/></w:r>", line.Split('\t').Select(Run))));
        return $"<w:p>{(properties.Length > 0 ? $"<w:pPr>{properties}</w:pPr>" : "")}{runs}</w:p>";
    }

    private static string Run(string text)
    {
        // Word cuts runs anywhere: here in the middle.
        int half = text.Length / 2;
        if (half > 0 && char.IsLowSurrogate(text[half])) half--;
        return T(text[..half]) + T(text[half..]);
    }

    private static string T(string text) => text.Length == 0 ? "" : $"<w:r><w:t xml:space=\"preserve\">{WebUtility.HtmlEncode(text)}</w:t></w:r>";

    private static string Table(PolicyDocument document, TableBlock table, Numbering? numbering)
    {
        var xml = new StringBuilder("<w:tbl>");
        for (int row = 0; row < table.RowCount; row++)
        {
            xml.Append("<w:tr>");
            for (int column = 0; column < table.ColumnCount;)
            {
                var cell = table.Cells.First(c => row >= c.Row && row < c.Row + c.RowSpan && column >= c.Column && column < c.Column + c.ColumnSpan);
                string merge = cell.RowSpan == 1 ? "" : cell.Row == row ? "<w:vMerge w:val=\"restart\"/>" : "<w:vMerge/>";
                string text = cell.Row == row ? cell.Span.Of(document.Text) : "";
                xml.Append($"<w:tc><w:tcPr><w:gridSpan w:val=\"{cell.ColumnSpan}\"/>{merge}</w:tcPr>");
                foreach (string line in text.Split('\n')) xml.Append(Paragraph(line, numbering));
                xml.Append("</w:tc>");
                column = cell.Column + cell.ColumnSpan;
            }
            xml.Append("</w:tr>");
        }
        return xml.Append("</w:tbl>").ToString();
    }

    /// <summary>A numbered paragraph: its list, its level, and the text behind the number.</summary>
    private readonly record struct Item(int NumId, int Level, string Rest);

    /// <summary>
    /// Writes typed numbers as lists of the levels 第一章, 第一节, 一、, （一）, 1., （1）, ⑴, ①. A second way of writing a level – 1． beside
    /// 1. – goes to a second list; where a number is not the one that Word would count, a new <c>w:num</c> starts there.
    /// </summary>
    private sealed partial class Numbering
    {
        private const string Han = "〇一二三四五六七八九";

        private readonly List<string> _lists = [];
        private readonly List<Family> _families = [];

        private static readonly (Regex Label, string Format)[] Levels =
        [
            (Chapter(), "chineseCountingThousand"), (Section(), "chineseCountingThousand"), (HanComma(), "chineseCounting"),
            (HanParen(), "chineseCountingThousand"), (Arabic(), "decimal"), (ArabicParen(), "decimal"), (EnclosedParen(), "decimalEnclosedParen"),
            (Circled(), "decimalEnclosedCircleChinese"),
        ];

        /// <summary>The number that opens a text, as an item of a list; null where there is none.</summary>
        public Item? Take(string text)
        {
            for (int level = 0; level < Levels.Length; level++)
            {
                if (Levels[level].Label.Match(text) is not { Success: true } match || Value(match.Groups[2].Value) is not { } value) continue;
                string rest = text[match.Length..];
                if (string.IsNullOrWhiteSpace(rest)) return null;
                // A single space may be the suffix; other white space can't be made by a number.
                string suffix = rest[0] == ' ' ? "space" : "nothing";
                if (suffix == "space") rest = rest[1..];
                if (char.IsWhiteSpace(rest[0])) return null;
                return new Item(List(level, match.Groups[1].Value + "%" + (level + 1) + match.Groups[3].Value, suffix, value), level, rest);
            }
            return null;
        }

        public string Xml() => string.Concat(_families.Select(f => f.Xml())) + string.Concat(_lists);

        private int List(int level, string pattern, string suffix, int value)
        {
            string definition = DocxBuilder.Level(level, Levels[level].Format, pattern, $"<w:suff w:val=\"{suffix}\"/>");
            var family = _families.Find(f => (f.Definitions[level] ?? definition) == definition);
            if (family is null)
            {
                _families.Add(family = new Family(_families.Count));
                family.NumId = NewList(family, level, null);
            }
            family.Definitions[level] = definition;
            if (!family.IsNext(level, value)) (family.NumId, family.Start) = (NewList(family, level, value), (level, value));
            family.Count(level, value);
            return family.NumId;
        }

        private int NewList(Family family, int level, int? start)
        {
            int id = _lists.Count + 1;
            string change = start is null ? "" : $"<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{start}\"/></w:lvlOverride>";
            _lists.Add(DocxBuilder.NumDefinition(id, family.AbstractId, change));
            return id;
        }

        /// <summary>An abstract list with what Word has counted in it.</summary>
        private sealed class Family(int abstractId)
        {
            private readonly int?[] _counts = new int?[Levels.Length];
            private int _deepest = -1;

            public int AbstractId { get; } = abstractId;

            public int NumId { get; set; }

            /// <summary>Where the current list starts, at one level; other levels start at 1.</summary>
            public (int Level, int Value) Start { get; set; } = (-1, 1);

            public string?[] Definitions { get; } = new string?[Levels.Length];

            /// <summary>Whether Word would give this number by itself; not sure for a level that comes after its own sub-items.</summary>
            public bool IsNext(int level, int value) =>
                value == (_counts[level] + 1 ?? (Start.Level == level ? Start.Value : 1)) && (_counts[level] is not null || level > _deepest || _counts.Take(level).Any(c => c is not null));

            public void Count(int level, int value)
            {
                _counts[level] = value;
                _counts.AsSpan(level + 1).Clear();
                _deepest = Math.Max(_deepest, level);
            }

            public string Xml() => DocxBuilder.AbstractNum(AbstractId, string.Concat(Definitions));
        }

        private static int? Value(string number)
        {
            char first = number[0];
            if (first is >= '①' and <= '⑳') return first - '①' + 1;
            if (first is >= '⑴' and <= '⒇') return first - '⑴' + 1;
            if (char.IsAsciiDigit(first)) return first == '0' ? null : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
            int ten = number.IndexOf('十', StringComparison.Ordinal);
            if (ten < 0) return number.Length == 1 ? Han.IndexOf(first, StringComparison.Ordinal) : null;
            int tens = ten == 0 ? 1 : Han.IndexOf(number[0], StringComparison.Ordinal), ones = ten + 1 == number.Length ? 0 : Han.IndexOf(number[^1], StringComparison.Ordinal);
            return ten > 1 || number.Length > ten + 2 || (ten == 1 && tens == 1) ? null : tens * 10 + ones;
        }

        // 第一章 but not 第一批
        [GeneratedRegex("^(第)([一二三四五六七八九十]{1,3})(章)")]
        private static partial Regex Chapter();

        // 第一节 but not 第一批
        [GeneratedRegex("^(第)([一二三四五六七八九十]{1,3})(节)")]
        private static partial Regex Section();

        // 一、 but not 一是
        [GeneratedRegex("^()([一二三四五六七八九十]{1,3})(、)")]
        private static partial Regex HanComma();

        // （一） but not （一次
        [GeneratedRegex("^([（(])([一二三四五六七八九十]{1,3})([）)])")]
        private static partial Regex HanParen();

        // 1. and 1． but not 1.5 or 2024年
        [GeneratedRegex("^()([0-9]{1,3})([.．、])(?![0-9])")]
        private static partial Regex Arabic();

        // （1） but not （1家）
        [GeneratedRegex("^([（(])([0-9]{1,2})([）)])")]
        private static partial Regex ArabicParen();

        // ⑴ to ⒇
        [GeneratedRegex("^()([⑴-⒇])()")]
        private static partial Regex EnclosedParen();

        // ① to ⑳
        [GeneratedRegex("^()([①-⑳])()")]
        private static partial Regex Circled();
    }
}
