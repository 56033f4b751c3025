using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Outline.Destinations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>Makes a <see cref="DrawnPage"/> of a page's drawing operators. The parser creates it for itself, so it is public in form only.</summary>
internal sealed class DrawnPageFactory(
    IPdfTokenScanner pdfScanner, IResourceStore resourceStore, ILookupFilterProvider filterProvider, IPageContentParser pageContentParser, ParsingOptions parsingOptions)
    : BasePageFactory<DrawnPage>(pdfScanner, resourceStore, filterProvider, pageContentParser, parsingOptions), IPageFactory<DrawnPage>
{
    private readonly FontGlyphs _glyphs = new();
    private readonly FontPrograms _programs = new(pdfScanner);

    DrawnPage IPageFactory<DrawnPage>.Create(int number, DictionaryToken dictionary, PageTreeMembers pageTreeMembers, NamedDestinations namedDestinations)
    {
        foreach (var resources in pageTreeMembers.ParentResources) _programs.Hide(resources);
        if (dictionary.TryGet(NameToken.Resources, out var stated) && DirectObjectFinder.TryGet(stated, PdfScanner, out DictionaryToken? own)) _programs.Hide(own);
        return Create(number, dictionary, pageTreeMembers, namedDestinations);
    }

    protected override DrawnPage ProcessPage(
        int pageNumber, DictionaryToken dictionary, NamedDestinations namedDestinations, MediaBox mediaBox, CropBox cropBox, UserSpaceUnit userSpaceUnit,
        PageRotationDegrees rotation, TransformationMatrix initialMatrix, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        var drawing = new PageDrawing(
            pageNumber, ResourceStore, PdfScanner, PageContentParser, FilterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, ParsingOptions, _glyphs, _programs);
        return drawing.Process(pageNumber, operations);
    }
}
