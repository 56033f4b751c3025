using System.IO.Compression;
using System.Text;

namespace PolicyIngest.Ingest.Export;

/// <summary>The zip file that a workbook or a Word document is: parts one after the other, and the same parts give the same bytes.</summary>
internal sealed class OfficePackage(Stream output) : IDisposable
{
    /// <summary>Namespace of relationships inside a document.</summary>
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);

    /// <summary>Begins a part; it is to be closed before the next one.</summary>
    // Fastest halves the time of an export and makes the file a seventh larger.
    public Stream Open(string name)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return entry.Open();
    }

    /// <summary>Begins a part of text.</summary>
    public StreamWriter Text(string name) => new(Open(name), new UTF8Encoding(false), 1 << 16);

    /// <summary>Writes a part whole.</summary>
    public void Write(string name, string xml)
    {
        using var part = Text(name);
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
        part.Write(xml);
    }

    /// <summary>Writes which parts belong to one: its id there, the last word of the relation's name, and the part.</summary>
    public void Relate(string name, IEnumerable<(string Id, string Relation, string Target)> parts) =>
        Write(name, $"<Relationships xmlns=\"{Package}/relationships\">"
            + string.Concat(parts.Select(part => $"<Relationship Id=\"{part.Id}\" Type=\"{Office}/{part.Relation}\" Target=\"{part.Target}\"/>")) + "</Relationships>");

    /// <summary>Writes what each part holds.</summary>
    public void Declare(IEnumerable<(string Part, string Type)> parts) =>
        Write("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
            + string.Concat(parts.Select(part => $"<Override PartName=\"{part.Part}\" ContentType=\"{part.Type}\"/>")) + "</Types>");

    public void Dispose() => _zip.Dispose();
}
