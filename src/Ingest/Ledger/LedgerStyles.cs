using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace PolicyIngest.Ingest.Ledger;

/// <summary>The styles of a ledger's paragraphs; a person changes a font or a size there once for all.</summary>
internal static class LedgerStyles
{
    public const string Title = "LedgerTitle", Subtitle = "LedgerSubtitle", Head = "LedgerHead", Group = "LedgerGroup", Text = "LedgerText", Middle = "LedgerMiddle", PageNumber = "LedgerPageNumber";

    public static void Write(OpenXmlWriter xml)
    {
        xml.WriteElement(new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(Fonts("仿宋_GB2312"), new FontSize { Val = "21" }, new FontSizeComplexScript { Val = "21" },
                new Languages { Val = "en-US", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault()));
        // Level 0: the titles make the outline by which Word and WPS lead through the document.
        xml.WriteElement(Of(Title, "台账标题", "方正小标宋简体", 44, JustificationValues.Center, line: 640, after: 120, outline: 0));
        xml.WriteElement(Of(Subtitle, "台账文号", "楷体_GB2312", 28, JustificationValues.Center, line: 400, after: 120));
        xml.WriteElement(Of(Head, "台账表头", "黑体", 24, JustificationValues.Center, line: 360));
        xml.WriteElement(Of(Group, "台账分组", "楷体_GB2312", 24, JustificationValues.Left, line: 360, keepNext: true));
        xml.WriteElement(Of(Text, "台账正文", "仿宋_GB2312", 21, JustificationValues.Left, line: 290));
        xml.WriteElement(Of(Middle, "台账居中", "仿宋_GB2312", 21, JustificationValues.Center, line: 290));
        xml.WriteElement(Of(PageNumber, "台账页码", "宋体", 28, JustificationValues.Center, line: 400));
    }

    /// <summary>A style.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="name">Its name, as Word shows it.</param>
    /// <param name="font">The font of Chinese characters.</param>
    /// <param name="halfPoints">Size in half points: 44 is 二号, 24 小四, 21 五号.</param>
    /// <param name="alignment">How its lines stand.</param>
    /// <param name="line">Height of a line, in twentieths of a point: left to the font, each program would give it another one.</param>
    /// <param name="after">Space behind it, in twentieths of a point.</param>
    /// <param name="outline">Its level in the outline; null for none.</param>
    /// <param name="keepNext">Whether it stays on the page of what follows.</param>
    private static Style Of(string id, string name, string font, int halfPoints, JustificationValues alignment, int line, int after = 0, int? outline = null, bool keepNext = false)
    {
        var paragraph = new StyleParagraphProperties();
        if (keepNext) paragraph.AppendChild(new KeepNext());
        paragraph.AppendChild(new SpacingBetweenLines { After = Number(after), Line = Number(line), LineRule = LineSpacingRuleValues.Exact });
        paragraph.AppendChild(new Justification { Val = alignment });
        if (outline is { } level) paragraph.AppendChild(new OutlineLevel { Val = level });
        string size = Number(halfPoints);
        return new Style(new StyleName { Val = name }, paragraph, new StyleRunProperties(Fonts(font), new FontSize { Val = size }, new FontSizeComplexScript { Val = size }))
        {
            Type = StyleValues.Paragraph,
            StyleId = id,
            CustomStyle = true,
        };
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static RunFonts Fonts(string font) => new() { Ascii = "Times New Roman", HighAnsi = "Times New Roman", EastAsia = font };
}
