using PolicyIngest.Model;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Geometry;
using UglyToad.PdfPig.Graphics;
using UglyToad.PdfPig.Graphics.Colors;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Parser;
using UglyToad.PdfPig.Parser.Parts;
using UglyToad.PdfPig.PdfFonts;
using UglyToad.PdfPig.Tokenization.Scanner;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.XObjects;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>Follows a page's drawing operators and keeps what a reader of text needs: letters, ruling lines, grounds and the places of pictures.</summary>
internal sealed class PageDrawing : BaseStreamProcessor<DrawnPage>, IOperationContext
{
    private const int MaxLetters = 1_000_000;
    private const int MaxPictures = 10_000;

    // Forms that draw forms multiply; no page of a plan has so many operators. To draw a form takes as long as so many.
    private const int MaxOperations = 20_000_000;
    private const int OperationsOfForm = 100;

    private readonly PdfRectangle _page;
    private readonly CancellationToken _cancellation;
    private readonly List<DrawnLetter> _letters = [];
    private readonly List<DrawnPicture> _pictures = [];
    private readonly PathTracer _paths = new();
    private readonly FontGlyphs _glyphs;
    private readonly FontPrograms _programs;
    private IColor? _colour;
    private bool _isWhite;
    private long _operations;

    public PageDrawing(
        int pageNumber, IResourceStore resourceStore, IPdfTokenScanner pdfScanner, IPageContentParser pageContentParser, ILookupFilterProvider filterProvider,
        CropBox cropBox, UserSpaceUnit userSpaceUnit, PageRotationDegrees rotation, TransformationMatrix initialMatrix, ParsingOptions parsingOptions, FontGlyphs glyphs, FontPrograms programs)
        : base(pageNumber, resourceStore, pdfScanner, pageContentParser, filterProvider, cropBox, userSpaceUnit, rotation, initialMatrix, parsingOptions)
    {
        _page = cropBox.Bounds;
        _glyphs = glyphs;
        _programs = programs;
        _cancellation = (parsingOptions.Logger as ReadingLog)?.Cancellation ?? CancellationToken.None;
    }

    public override DrawnPage Process(int pageNumberCurrent, IReadOnlyList<IGraphicsStateOperation> operations)
    {
        PageNumber = pageNumberCurrent;
        CloneAllStates();
        ProcessOperations(operations);
        return new DrawnPage(_page.Width, _page.Height, _letters, _paths.Rules, _paths.Grounds, _pictures);
    }

    protected override void ProcessOperations(IReadOnlyList<IGraphicsStateOperation> operations)
    {
        _cancellation.ThrowIfCancellationRequested();
        _operations += OperationsOfForm + operations.Count;
        if (_operations > MaxOperations)
            throw new DocumentException(DocumentStatus.ResourceLimit, "pdf-endless-drawing", $"page {PageNumber} of the PDF draws the same things over and over, more than {MaxOperations} of them; print it to a new PDF and import that");
        base.ProcessOperations(operations);
    }

    // The parser's own way of showing text asks each letter's font for an outline that nobody needs.
    void IOperationContext.ShowText(IInputBytes bytes) => Show(bytes);

    public override void ShowPositionedText(IReadOnlyList<IToken> tokens)
    {
        var state = GetCurrentState().FontState;
        double scaling = state.HorizontalScaling / 100, size = state.FontSize;
        foreach (var token in tokens)
        {
            switch (token)
            {
                case NumericToken { Double: var back }:
                    double step = -back / 1000 * size;
                    Advance(CurrentFont(state)?.IsVertical == true ? (0, step) : (step * scaling, 0));
                    break;
                case HexToken hex:
                    Show(new MemoryInputBytes(hex.Bytes.ToArray()));
                    break;
                case StringToken text:
                    Show(new MemoryInputBytes(text.GetBytes()));
                    break;
            }
        }
    }

    private IFont? CurrentFont(CurrentFontState state) => state.FromExtendedGraphicsState ? ActiveExtendedGraphicsStateFont
        : state.FontName is null ? null : ResourceStore.GetFont(state.FontName);

    private void Advance((double X, double Y) step) => TextMatrices.TextMatrix = TextMatrices.TextMatrix.Translate(step.X, step.Y);

    private void Show(IInputBytes bytes)
    {
        var state = GetCurrentState();
        var text = state.FontState;
        if (CurrentFont(text) is not { } font) return;
        _cancellation.ThrowIfCancellationRequested();
        var ink = InkOf(state);
        double scaling = text.HorizontalScaling / 100;
        while (bytes.MoveNext())
        {
            int code = font.ReadCharacterCode(bytes, out int length);
            var glyph = _glyphs[font, code];
            double spacing = text.CharacterSpacing + (code == ' ' && length == 1 ? text.WordSpacing : 0);
            if (font.IsVertical)
            {
                // Characters one below the other, each above the place and half to its left, unless the font says otherwise, which hardly one does.
                Draw(glyph, TextMatrices.TextMatrix.Translate(-glyph.Width / 2 * text.FontSize, -0.88 * text.FontSize), text, state.CurrentTransformationMatrix, ink);
                Advance((0, spacing - text.FontSize));
                continue;
            }
            Draw(glyph, TextMatrices.TextMatrix, text, state.CurrentTransformationMatrix, ink);
            Advance(((glyph.Width * text.FontSize + spacing) * scaling, 0));
        }
    }

    private void Draw(FontGlyph glyph, in TransformationMatrix toUser, CurrentFontState text, in TransformationMatrix toPage, Ink ink)
    {
        if (_letters.Count >= MaxLetters) return;
        double width = glyph.Width * text.FontSize * text.HorizontalScaling / 100;
        var origin = toPage.Transform(toUser.Transform(new PdfPoint(0, text.Rise)));
        var end = toPage.Transform(toUser.Transform(new PdfPoint(width, text.Rise)));
        var above = toPage.Transform(toUser.Transform(new PdfPoint(0, text.Rise + text.FontSize)));
        double em = Math.Sqrt(Square(above.X - origin.X) + Square(above.Y - origin.Y));
        if (!double.IsFinite(em + origin.X + origin.Y + end.X + end.Y)) return;
        _letters.Add(new DrawnLetter(glyph.Text, origin.X - _page.Left, _page.Top - origin.Y, end.X - origin.X, origin.Y - end.Y, em, ink));
    }

    public override void RenderGlyph(
        IFont font, CurrentGraphicsState currentState, double fontSize, double pointSize, int code, string unicode, long currentOffset,
        in TransformationMatrix renderingMatrix, in TransformationMatrix textMatrix, in TransformationMatrix transformationMatrix, CharacterBoundingBox characterBoundingBox)
    {
    }

    private static double Square(double value) => value * value;

    private Ink InkOf(CurrentGraphicsState state) => state.FontState.TextRenderingMode switch
    {
        TextRenderingMode.Neither or TextRenderingMode.NeitherClip => Ink.None,
        TextRenderingMode.Fill or TextRenderingMode.FillClip when IsWhite(state.CurrentNonStrokingColor) => Ink.White,
        _ => Ink.Coloured,
    };

    private bool IsWhite(IColor? colour)
    {
        if (ReferenceEquals(colour, _colour)) return _isWhite;
        _colour = colour;
        return _isWhite = colour is not null and not PatternColor && colour.ToRGBValues() is (>= 0.98, >= 0.98, >= 0.98);
    }

    protected override void ProcessFormXObject(StreamToken formStream, NameToken xObjectName)
    {
        if (formStream.StreamDictionary.TryGet(NameToken.Resources, out var stated) && DirectObjectFinder.TryGet(stated, PdfScanner, out DictionaryToken? resources))
            _programs.Hide(resources);
        base.ProcessFormXObject(formStream, xObjectName);
    }

    protected override void RenderXObjectImage(XObjectContentRecord xObjectContentRecord) =>
        AddPicture(xObjectContentRecord.AppliedTransformation, () => XObjectFactory.ReadImage(xObjectContentRecord, PdfScanner, FilterProvider, ResourceStore));

    protected override void RenderInlineImage(InlineImage inlineImage) => AddPicture(CurrentTransformationMatrix, () => inlineImage);

    private void AddPicture(TransformationMatrix matrix, Func<IPdfImage> content)
    {
        if (_pictures.Count >= MaxPictures) return;
        var box = matrix.Transform(new PdfRectangle(0, 0, 1, 1)).Normalise();
        double left = Math.Min(box.BottomLeft.X, box.TopLeft.X), right = Math.Max(box.BottomRight.X, box.TopRight.X);
        var area = new DrawnArea(left - _page.Left, _page.Top - Math.Max(box.TopLeft.Y, box.TopRight.Y), right - _page.Left, _page.Top - Math.Min(box.BottomLeft.Y, box.BottomRight.Y));
        _pictures.Add(new DrawnPicture(area, matrix.Multiply(TransformationMatrix.GetTranslationMatrix(-_page.Left, -_page.Bottom)), IsWhite(GetCurrentState().CurrentNonStrokingColor), content));
    }

    public override void MoveTo(double x, double y)
    {
        var at = ToPage(x, y);
        _paths.MoveTo(at.X, at.Y);
    }

    public override void LineTo(double x, double y)
    {
        var at = ToPage(x, y);
        _paths.LineTo(at.X, at.Y);
    }

    // A curve's chord stands for it: a rounded corner, not a line.
    public override void BezierCurveTo(double x2, double y2, double x3, double y3) => LineTo(x3, y3);

    public override void BezierCurveTo(double x1, double y1, double x2, double y2, double x3, double y3) => LineTo(x3, y3);

    public override void Rectangle(double x, double y, double width, double height)
    {
        MoveTo(x, y);
        LineTo(x + width, y);
        LineTo(x + width, y + height);
        LineTo(x, y + height);
        LineTo(x, y);
    }

    public override void StrokePath(bool close)
    {
        if (close) _paths.Close();
        if (!IsWhite(GetCurrentState().CurrentStrokingColor)) _paths.Stroke();
        _paths.Clear();
    }

    public override void FillPath(FillingRule fillingRule, bool close)
    {
        if (close) _paths.Close();
        if (!IsWhite(GetCurrentState().CurrentNonStrokingColor)) _paths.Fill();
        _paths.Clear();
    }

    public override void FillStrokePath(FillingRule fillingRule, bool close)
    {
        if (close) _paths.Close();
        if (!IsWhite(GetCurrentState().CurrentNonStrokingColor)) _paths.Fill();
        if (!IsWhite(GetCurrentState().CurrentStrokingColor)) _paths.Stroke();
        _paths.Clear();
    }

    public override PdfPoint? CloseSubpath()
    {
        _paths.Close();
        return null;
    }

    public override void EndPath() => _paths.Clear();

    public override void ClosePath() => _paths.Clear();

    public override void BeginSubpath()
    {
    }

    public override void ModifyClippingIntersect(FillingRule clippingRule)
    {
    }

    protected override void ClipToRectangle(PdfRectangle rectangle, FillingRule clippingRule)
    {
    }

    public override void BeginMarkedContent(NameToken name, NameToken? propertyDictionaryName, DictionaryToken? properties)
    {
    }

    public override void EndMarkedContent()
    {
    }

    public override void PaintShading(NameToken shadingName)
    {
    }

    private (double X, double Y) ToPage(double x, double y)
    {
        var at = CurrentTransformationMatrix.Transform(new PdfPoint(x, y));
        return (at.X - _page.Left, _page.Top - at.Y);
    }
}
