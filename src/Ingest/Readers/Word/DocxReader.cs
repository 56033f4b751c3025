using System.Collections.Immutable;
using DocumentFormat.OpenXml.Packaging;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Reads Word documents (.docx, .docm, .dotx; strict and transitional). The Open XML SDK opens the package and finds the parts; their
/// content is read in one pass, without building a tree. Macros are never touched.
/// </summary>
public sealed class DocxReader : IDocumentReader
{
    public string Format => "docx";

    public ImmutableArray<string> Extensions { get; } = [".docx", ".docm", ".dotx", ".dotm"];

    public int Recognise(SourceFile file) => file.Container == ContainerKind.Word ? 100 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        var parts = PackageGuard.Check(file.Bytes.Span, options);
        using var package = OfficePart.Open(file.Bytes, parts, options, "Word", WordprocessingDocument.Open);
        var main = OfficePart.WithRelationships("Word", () => package.MainDocumentPart)
            ?? throw new DocumentException(DocumentStatus.Malformed, "no-main-part",
                "the package names no Word document; open and save the file in Word, or fetch it again");
        var builder = new DocumentBuilder(options);
        new DocumentReader(main, part => OfficePart.Open(part, parts, options), part => OfficePart.Bytes(part, parts, options), options, cancellation).Read(builder);
        return builder.Build(file.Info(Format));
    }
}
