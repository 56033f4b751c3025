using System.Collections.Immutable;
using DocumentFormat.OpenXml.Packaging;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>
/// Reads Excel workbooks (.xlsx, .xlsm, .xltx): each visible sheet's used range is a table, its cells as they are shown. Hidden
/// sheets, rows and columns are left out with a note.
/// </summary>
public sealed class XlsxReader : IDocumentReader
{
    public string Format => "xlsx";

    public ImmutableArray<string> Extensions { get; } = [".xlsx", ".xlsm", ".xltx", ".xltm"];

    public int Recognise(SourceFile file) => file.Container == ContainerKind.Excel ? 100 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var parts = PackageGuard.Check(file.Bytes.Span, options);
        using var package = OfficePart.Open(file.Bytes, parts, options, "Excel", SpreadsheetDocument.Open);
        var main = OfficePart.WithRelationships("Excel", () => package.WorkbookPart)
            ?? throw new DocumentException(DocumentStatus.Malformed, "no-main-part",
                "the package names no workbook; open and save the file in Excel, or fetch it again");
        var builder = new DocumentBuilder(options);
        new WorkbookReader(main, part => OfficePart.Open(part, parts, options), options, cancellation).Read(builder);
        return builder.Build(file.Info(Format));
    }
}
