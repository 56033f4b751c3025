using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Reads content controls (内容控件, <c>w:sdt</c>), inside paragraphs, around blocks and around cells alike: a prompt that nobody has
/// filled in (单击此处输入文字) is no text, and a check box is its state, ☑ or ☐, whichever sign it was given.
/// </summary>
internal static class ContentControl
{
    /// <summary>Reads the current <c>w:sdt</c>.</summary>
    /// <param name="xml">Stands on it.</param>
    /// <param name="context">Knows what is true while the content is read.</param>
    /// <param name="readContent">Reads <c>w:sdtContent</c>, on which the cursor stands; told whether the control holds a table of contents.</param>
    public static void Read(XmlCursor xml, WordContext context, Action<bool> readContent)
    {
        var properties = default(Properties);
        var (outerPrompt, outerBox) = (context.IsInPrompt, context.CheckBox);
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "sdtPr") properties = ReadProperties(xml);
            else if (xml.Name == "sdtContent")
            {
                context.IsInPrompt |= properties.ShowsPrompt;
                context.CheckBox = properties.IsChecked ?? outerBox;
                readContent(properties.IsContents);
                (context.IsInPrompt, context.CheckBox) = (outerPrompt, outerBox);
            }
        }
    }

    private static Properties ReadProperties(XmlCursor xml)
    {
        var properties = default(Properties);
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "showingPlcHdr") properties.ShowsPrompt = xml.IsOn();
            else if (xml.Name == "docPartObj") properties.IsContents = IsContentsGallery(xml);
            else if (xml.Name.Length == 0 && xml.LocalName == "checkbox") properties.IsChecked = IsChecked(xml);
        }
        // A check box shows a sign of its own, never a prompt.
        if (properties.IsChecked is not null) properties.ShowsPrompt = false;
        return properties;
    }

    private static bool IsContentsGallery(XmlCursor xml)
    {
        bool isContents = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
            isContents |= xml.Name == "docPartGallery" && (xml.Attribute("val") ?? "").Contains("Table of Contents", StringComparison.OrdinalIgnoreCase);
        return isContents;
    }

    private static bool IsChecked(XmlCursor xml)
    {
        bool isChecked = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.LocalName == "checked") isChecked = xml.IsOn();
        return isChecked;
    }

    private record struct Properties(bool ShowsPrompt, bool IsContents, bool? IsChecked);
}
