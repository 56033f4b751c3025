namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>Links to files that are fetched, not read as pages: <c>./P020210305.doc</c>.</summary>
internal static class FileLink
{
    private static readonly string[] Endings = [".doc", ".docx", ".xls", ".xlsx", ".pdf", ".wps", ".et", ".rtf", ".zip", ".rar", ".ofd", ".ceb", ".ppt", ".pptx", ".7z"];

    /// <summary>Whether a link leads to a file.</summary>
    public static bool Leads(string? href)
    {
        if (href is null) return false;
        int end = href.AsSpan().IndexOfAny('?', '#');
        var path = (end < 0 ? href.AsSpan() : href.AsSpan(0, end)).TrimEnd();
        return EndsInFileName(path);
    }

    /// <summary>Whether a text ends in the name of such a file: 附件1.docx.</summary>
    public static bool EndsInFileName(ReadOnlySpan<char> text)
    {
        foreach (string ending in Endings)
            if (text.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
