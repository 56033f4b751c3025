using System.Globalization;
using System.Text;
using AngleSharp.Dom;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Html;

/// <summary>
/// Walks over a page's tree and makes a run of lines and tables of it, in reading order, each with the part of the page it stands in.
/// The walk keeps its own stack, so that no nesting can exhaust the thread's.
/// </summary>
internal sealed class PageFlattener
{
    private readonly ReadOptions _options;
    private readonly Visibility _visibility;
    private readonly TableProfiles? _tables;
    private readonly CancellationToken _cancellation;
    private readonly bool _showHidden;
    private readonly Stack<Frame> _open = new();
    private readonly LineBuffer _line = new();
    private readonly StringBuilder _label = new();
    private readonly List<PagePiece> _pieces = [];
    private readonly List<PagePart> _parts = [];
    private readonly List<PagePicture> _pictures = [];

    private Flow _lineFlow;
    private int _linkLength;
    private bool _linksToFile;
    private bool _afterBreak;
    private bool _indented;
    private int _hiddenLength;
    private int _struckLength;
    private int _steps;

    /// <param name="options">Limits.</param>
    /// <param name="visibility">What the page hides.</param>
    /// <param name="tables">Which tables hold data; null takes every table apart, as in a cell.</param>
    /// <param name="showHidden">Whether hidden text is read as well.</param>
    /// <param name="cancellation">Stops the walk.</param>
    public PageFlattener(ReadOptions options, Visibility visibility, TableProfiles? tables, bool showHidden, CancellationToken cancellation)
    {
        (_options, _visibility, _tables, _showHidden, _cancellation) = (options, visibility, tables, showHidden, cancellation);
    }

    /// <summary>What an element hands down to the text in it.</summary>
    private record struct Flow(bool Centered, bool Preserve, bool InLink, bool IsMarker, int? OutlineLevel, string? Style, BlockRole Role, int Part);

    private sealed class Frame(IElement element, Flow flow, bool isBlock, int ownPart)
    {
        public IElement Element { get; } = element;
        public Flow Flow { get; } = flow;
        public bool IsBlock { get; } = isBlock;
        public int OwnPart { get; } = ownPart;
        public int Next { get; set; }
        public ListNumbers? Numbers { get; init; }
    }

    /// <summary>Flattens an element's content.</summary>
    /// <exception cref="DocumentException">Elements are nested deeper than the limit, or a table is too large.</exception>
    public FlatPage Flatten(IElement root)
    {
        _pieces.Clear();
        _parts.Clear();
        _pictures.Clear();
        _struckLength = 0;
        Enter(root, new Flow(false, false, false, false, null, null, BlockRole.Body, -1));
        while (_open.TryPeek(out var frame))
        {
            if ((++_steps & 0xFFF) == 0) _cancellation.ThrowIfCancellationRequested();
            var children = frame.Element.ChildNodes;
            if (frame.Next == children.Length)
            {
                Leave(_open.Pop());
                continue;
            }
            switch (children[frame.Next++])
            {
                case IText text:
                    AppendText(text.Data, frame.Flow);
                    break;
                case IElement element:
                    Visit(element, frame);
                    break;
            }
        }
        return new FlatPage(_pieces, _parts, _hiddenLength, _struckLength, _pictures);
    }

    private void Visit(IElement element, Frame parent)
    {
        string tag = element.LocalName;
        switch (tag)
        {
            case "br":
                EndLine(parent.Flow);
                _afterBreak = true;
                return;
            case "hr":
                EndLine(parent.Flow);
                return;
            case "img":
                if (!IsIcon(element)) _pictures.Add(new PagePicture(_pieces.Count, element.GetAttribute("src")));
                return;
        }
        if (HtmlTags.Unseen.Contains(tag) || tag is "iframe" or "noembed") return;
        string? style = element.GetAttribute("style");
        if (!_showHidden && _visibility.IsHidden(element, style))
        {
            _hiddenLength += element.TextContent.Length;
            return;
        }
        if (IsStruck(tag, style))
        {
            foreach (char c in element.TextContent)
                if (!char.IsWhiteSpace(c)) _struckLength++;
            return;
        }
        // The root element stands above the body, with which the walk begins.
        if (_open.Count + 1 >= _options.MaxHtmlDepth) throw HtmlPageParser.TooDeep(_options);
        if (tag == "table" && _tables?.IsData(element) == true)
        {
            AddTable(element, parent.Flow);
            return;
        }
        Enter(element, parent.Flow, parent, tag, style);
    }

    private void Enter(IElement element, Flow flow, Frame? parent = null, string? tag = null, string? style = null)
    {
        tag ??= element.LocalName;
        bool isBlock = HtmlTags.Block.Contains(tag);
        if (style is not null && Visibility.ValueOf(style, "display") is { } display)
            isBlock = display.StartsWith("block", StringComparison.OrdinalIgnoreCase) || display.StartsWith("table", StringComparison.OrdinalIgnoreCase)
                || isBlock && !display.StartsWith("inline", StringComparison.OrdinalIgnoreCase);
        if (isBlock) EndLine(parent?.Flow ?? flow);

        int part = -1;
        if (isBlock || HtmlTags.Part.Contains(tag))
        {
            part = _parts.Count;
            _parts.Add(new PagePart(flow.Part, tag, Names(element), _pieces.Count));
            flow = flow with { Part = part };
        }
        flow = BlockStyle.Apply(flow.Centered, element, tag, style, isBlock) is var look
            ? flow with
            {
                Centered = look.Centered,
                OutlineLevel = look.OutlineLevel ?? flow.OutlineLevel,
                Style = look.Style ?? flow.Style,
                Role = look.Role ?? flow.Role,
                IsMarker = flow.IsMarker || look.IsMarker,
                Preserve = look.Preserve ?? flow.Preserve,
                InLink = flow.InLink || tag == "a" && LeadsElsewhere(element.GetAttribute("href")),
            }
            : flow;
        if (tag == "a" && FileLink.Leads(element.GetAttribute("href"))) _linksToFile = true;
        if (tag == "li" && parent?.Numbers?.Next(element) is { } number) _label.Append(number);
        _open.Push(new Frame(element, flow, isBlock, part) { Numbers = tag == "ol" ? new ListNumbers(element, style) : null });
    }

    private void Leave(Frame frame)
    {
        if (frame.IsBlock)
        {
            EndLine(frame.Flow);
            if (frame.Element.LocalName == "li") _label.Clear();
        }
        if (frame.OwnPart >= 0) _parts[frame.OwnPart].End = _pieces.Count;
    }

    private void AppendText(string text, Flow flow)
    {
        if (flow.IsMarker && _line.IsEmpty)
        {
            // A list number that Word wrote out: <span style='mso-list:Ignore'>一、<span>&nbsp; </span></span>
            _label.Append(text.Trim());
            return;
        }
        if (_line.IsEmpty)
        {
            _lineFlow = flow;
            _indented = text.AsSpan().TrimStart(" \t\r\n\f") is ['\u3000' or '\u00A0' or '\u2003', ..];
        }
        int before = _line.Visible;
        if (flow.Preserve) AppendPreserved(text, flow);
        else _line.Append(text);
        if (flow.InLink) _linkLength += Math.Max(0, _line.Visible - before);
    }

    private void AppendPreserved(string text, Flow flow)
    {
        bool first = true;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!first)
            {
                EndLine(flow);
                _afterBreak = true;
                _lineFlow = flow;
            }
            first = false;
            _line.AppendVerbatim(line);
        }
    }

    private void EndLine(Flow flow)
    {
        int visible = _line.Visible;
        string text = _line.Take();
        if (visible > 0)
        {
            string? label = _label.Length == 0 ? null : ListNumbers.Before(_label.ToString(), text);
            _label.Clear();
            _pieces.Add(new PagePiece
            {
                Text = text,
                Label = label,
                OutlineLevel = _lineFlow.OutlineLevel,
                Centered = _lineFlow.Centered,
                Style = _lineFlow.Style,
                Role = _lineFlow.Role,
                Part = _lineFlow.Part,
                Length = visible,
                LinkLength = _linkLength,
                LinksToFile = _linksToFile,
                AfterBreak = _afterBreak,
                Indented = _indented,
            });
        }
        _lineFlow = flow;
        _linkLength = 0;
        _linksToFile = _afterBreak = _indented = false;
    }

    private void AddTable(IElement table, Flow flow)
    {
        EndLine(flow);
        var reader = new HtmlTableReader(_options, _visibility, _showHidden, _cancellation);
        var read = reader.Read(table);
        foreach (string? source in read.Pictures) _pictures.Add(new PagePicture(_pieces.Count, source));
        _struckLength += read.StruckLength;
        if (read.Caption is { } caption)
            _pieces.Add(new PagePiece { Text = caption, Length = caption.Length, Part = flow.Part, Centered = true });
        if (read.Grid.Count == 0) return;
        int part = _parts.Count;
        _parts.Add(new PagePart(flow.Part, "table", Names(table), _pieces.Count) { End = _pieces.Count + 1 });
        _pieces.Add(new PagePiece
        {
            Text = string.Join('\n', read.Cells.Select(cell => cell.Text)),
            Grid = read.Grid,
            Cells = read.Cells,
            Length = read.Length,
            LinkLength = read.LinkLength,
            Part = part,
            Role = flow.Role,
        });
    }

    /// <summary>Whether a link leads off the text; <c>#_Toc123</c> leads to another place of it, a bare <c>#</c> is a button.</summary>
    private static bool LeadsElsewhere(string? href) => href is not null && href is not ['#', _, ..];

    /// <summary>Whether text is struck out, and so no longer said; a block within a struck element is left out with it.</summary>
    private static bool IsStruck(string tag, string? style) => tag is "del" or "s" or "strike"
        ? style is null || !Declares(style, "none")
        : style is not null && Declares(style, "line-through");

    private static bool Declares(string style, string decoration) => style.Contains("text-decoration", StringComparison.OrdinalIgnoreCase)
        && ((Visibility.ValueOf(style, "text-decoration") ?? Visibility.ValueOf(style, "text-decoration-line"))?.Contains(decoration, StringComparison.OrdinalIgnoreCase) ?? false);

    /// <summary>Whether a picture is too small to hold text; what states no size is taken for large.</summary>
    private static bool IsIcon(IElement image) => IsSmall(image.GetAttribute("width")) || IsSmall(image.GetAttribute("height"))
        || image.GetAttribute("src") is { } source && source.EndsWith(".gif", StringComparison.OrdinalIgnoreCase);

    private static bool IsSmall(string? size) =>
        size is not null && int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out int pixels) && pixels < 60;

    private static string Names(IElement element)
    {
        string? id = element.Id, classes = element.ClassName;
        return string.IsNullOrEmpty(id) ? classes ?? "" : string.IsNullOrEmpty(classes) ? id : $"{id} {classes}";
    }
}
