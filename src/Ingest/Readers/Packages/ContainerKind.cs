using System.Text;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>What a file is by its content, as far as packages and office formats go.</summary>
internal enum ContainerKind
{
    /// <summary>None of these: text, a web page, a PDF …</summary>
    None,
    /// <summary>Word, .docx and its kin.</summary>
    Word,
    /// <summary>Excel, .xlsx and its kin.</summary>
    Excel,
    /// <summary>Excel's binary package, .xlsb.</summary>
    ExcelBinary,
    /// <summary>PowerPoint, .pptx.</summary>
    PowerPoint,
    /// <summary>OpenDocument text, .odt.</summary>
    OpenText,
    /// <summary>OpenDocument sheet, .ods.</summary>
    OpenSheet,
    /// <summary>The Chinese fixed-layout format (版式文档), .ofd.</summary>
    Ofd,
    /// <summary>Any other zip file, and archives of other kinds.</summary>
    Archive,
    /// <summary>The binary Word format that WPS writes as well: .doc, .wps.</summary>
    LegacyWord,
    /// <summary>The binary Excel format: .xls, .et.</summary>
    LegacyExcel,
    /// <summary>Another binary container of that time: .ppt, .msg.</summary>
    LegacyOther,
    /// <summary>Such a container of which nothing can be told, for its directory is lost.</summary>
    LegacyDamaged,
    /// <summary>An Office file with a password.</summary>
    Encrypted,
    /// <summary>Rich text, .rtf.</summary>
    RichText,
    /// <summary>Word's single-file XML of 2003 or later, often named .doc.</summary>
    WordXml,
}

/// <summary>Tells a <see cref="ContainerKind"/> from the bytes.</summary>
internal static class ContainerKinds
{
    // Enough to find the parts that tell the kind; a package with more is refused when it is read.
    private const int MaxEntries = 20_000;

    /// <summary>The kind; damage makes it the likeliest one, so that its reader can say what is wrong.</summary>
    public static ContainerKind Of(ReadOnlySpan<byte> bytes)
    {
        if (ZipDirectory.LooksLikeZip(bytes)) return OfZip(bytes);
        if (OleContainer.LooksLike(bytes)) return OleContainer.Kind(bytes);
        if (PackedArchive.LooksLike(bytes)) return ContainerKind.Archive;
        if (bytes.StartsWith("{\\rt"u8)) return ContainerKind.RichText;
        return IsWordXml(bytes) ? ContainerKind.WordXml : ContainerKind.None;
    }

    private static ContainerKind OfZip(ReadOnlySpan<byte> bytes)
    {
        List<ZipDirectoryEntry> entries;
        try
        {
            entries = ZipDirectory.Read(bytes, MaxEntries);
        }
        catch (DocumentException)
        {
            // Cut off or damaged: the names before the parts still tell what it was to be.
            if (bytes.IndexOf("[Content_Types].xml"u8) < 0 && bytes.IndexOf("word/document.xml"u8) < 0) return ContainerKind.Archive;
            return bytes.IndexOf("word/"u8) >= 0 ? ContainerKind.Word : bytes.IndexOf("xl/"u8) >= 0 ? ContainerKind.Excel : ContainerKind.Archive;
        }
        bool isOffice = false;
        foreach (var entry in entries)
        {
            if (entry.Name == "mimetype" && OfMimeType(bytes) is var open and not ContainerKind.Archive) return open;
            if (entry.Name.Equals("OFD.xml", StringComparison.OrdinalIgnoreCase)) return ContainerKind.Ofd;
            isOffice |= entry.Name.Equals("[Content_Types].xml", StringComparison.OrdinalIgnoreCase);
        }
        foreach (var entry in entries)
            if (OfMainPart(entry.Name) is var kind and not ContainerKind.Archive) return kind;
        foreach (var entry in entries)
            if (isOffice && OfFolder(entry.Name) is var kind and not ContainerKind.Archive) return kind;
        return ContainerKind.Archive;
    }

    private static ContainerKind OfMainPart(string name)
    {
        if (name.Equals("word/document.xml", StringComparison.OrdinalIgnoreCase)) return ContainerKind.Word;
        if (name.Equals("xl/workbook.xml", StringComparison.OrdinalIgnoreCase)) return ContainerKind.Excel;
        if (name.Equals("xl/workbook.bin", StringComparison.OrdinalIgnoreCase)) return ContainerKind.ExcelBinary;
        return ContainerKind.Archive;
    }

    /// <summary>The kind that a part's folder tells, in a package whose main part has an unusual name.</summary>
    private static ContainerKind OfFolder(string name) =>
        name.StartsWith("word/", StringComparison.OrdinalIgnoreCase) ? ContainerKind.Word
        : name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) ? ContainerKind.Excel
        : name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase) ? ContainerKind.PowerPoint
        : ContainerKind.Archive;

    /// <summary>An OpenDocument file begins with its type, not packed.</summary>
    private static ContainerKind OfMimeType(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, 256)];
        if (head.IndexOf("application/vnd.oasis.opendocument.text"u8) >= 0) return ContainerKind.OpenText;
        return head.IndexOf("application/vnd.oasis.opendocument.spreadsheet"u8) >= 0 ? ContainerKind.OpenSheet : ContainerKind.Archive;
    }

    private static bool IsWordXml(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\xEF\xBB\xBF"u8)) bytes = bytes[3..];
        if (!bytes.StartsWith("<?xml"u8)) return false;
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 2_048)]);
        return head.Contains("progid=\"Word.Document\"", StringComparison.Ordinal)
            || head.Contains("http://schemas.microsoft.com/office/word/2003/wordml", StringComparison.Ordinal);
    }
}
