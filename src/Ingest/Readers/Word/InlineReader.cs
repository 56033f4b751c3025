using System.Text;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>Reads what stands inside paragraphs: runs, fields, links, boxes.</summary>
internal sealed class InlineReader(WordContext context, BlockRole role)
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _piece = new();
    private readonly FieldStack _fields = new();
    private WordStyle _style = context.Styles.Default;
    private BlockBuffer? _boxes;
    private bool _isRunHidden;
    private bool _isRunStruck;
    private int _contentsLinks;
    private bool _hasContentsText;
    private bool _hasOtherText;

    /// <summary>Whether the paragraph holds text that is hidden.</summary>
    public bool HasHiddenText { get; private set; }

    /// <summary>Whether the paragraph shows a page number field.</summary>
    public bool HasPageField { get; private set; }

    /// <summary>Whether all of the paragraph's text belongs to a table of contents.</summary>
    public bool IsContentsLine => _hasContentsText && !_hasOtherText;

    /// <summary>Whether a contents field is open.</summary>
    public bool IsInContentsField => _fields.IsInContents;

    public void CloseContents() => _fields.CloseContents();

    public void BeginParagraph(WordStyle style)
    {
        _style = style;
        _text.Clear();
        _hasContentsText = _hasOtherText = HasHiddenText = HasPageField = false;
    }

    /// <summary>The paragraph's text.</summary>
    public string EndParagraph()
    {
        _fields.EndParagraph();
        return _text.ToString();
    }

    /// <summary>The text boxes that are anchored in the paragraph, or null.</summary>
    public BlockBuffer? TakeBoxes()
    {
        var boxes = _boxes;
        _boxes = null;
        return boxes;
    }

    /// <summary>Reads the current child of a paragraph or of something inside one.</summary>
    public void ReadNode(XmlCursor xml)
    {
        switch (xml.Name)
        {
            case "r": ReadRun(xml); break;
            case "hyperlink": ReadLink(xml); break;
            case "fldSimple": ReadSimpleField(xml); break;
            case "sdt": ContentControl.Read(xml, context, _ => ReadNodes(xml)); break;
            case "ins" or "moveTo" or "smartTag" or "customXml" or "dir" or "bdo":
                ReadNodes(xml);
                break;
            case "mc:AlternateContent":
                for (var branch = new AlternateContent(xml); branch.Next();) ReadNodes(xml);
                break;
            case "": ReadForeign(xml); break;
        }
    }

    private void ReadNodes(XmlCursor xml)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);) ReadNode(xml);
    }

    private void ReadLink(XmlCursor xml)
    {
        bool isContents = (xml.Attribute("anchor") ?? "").StartsWith("_Toc", StringComparison.Ordinal);
        if (isContents) _contentsLinks++;
        ReadNodes(xml);
        if (isContents) _contentsLinks--;
    }

    private void ReadSimpleField(XmlCursor xml)
    {
        string code = xml.Attribute("instr") ?? "";
        _fields.BeginSimple(code);
        NotePageField(_fields.Separate());
        ReadNodes(xml);
        _fields.End();
    }

    private void ReadRun(XmlCursor xml)
    {
        _isRunHidden = _style.IsHidden ?? false;
        _isRunStruck = _style.IsStruck ?? false;
        string? font = null;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "rPr") ReadRunProperties(xml, ref font);
            else ReadRunContent(xml, font);
        }
    }

    private void ReadRunProperties(XmlCursor xml, ref string? font)
    {
        bool isHidden = _isRunHidden, isStruck = _isRunStruck;
        bool? stated = null, struck = null;
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            switch (xml.Name)
            {
                case "vanish": stated = xml.IsOn(); break;
                // Either of the two strikes; val="0" takes off what a style has.
                case "strike" or "dstrike": struck = (struck ?? false) | xml.IsOn(); break;
                case "rFonts": font = xml.Attribute("ascii") ?? xml.Attribute("hAnsi"); break;
                // A character style turns the paragraph style's hiding over; direct formatting has the last word.
                case "rStyle" when xml.Attribute("val") is { } id:
                    if (context.Styles.HidesText(id) == true) isHidden = !isHidden;
                    if (context.Styles.StrikesText(id) == true) isStruck = !isStruck;
                    break;
            }
        }
        _isRunHidden = stated ?? isHidden;
        _isRunStruck = struck ?? isStruck;
    }

    private void ReadRunContent(XmlCursor xml, string? font)
    {
        switch (xml.Name)
        {
            case "t": ReadText(xml, font); break;
            case "tab" or "ptab": Append("\t"); break;
            case "br" or "cr": Append("\n"); break;
            case "noBreakHyphen": Append("-"); break;
            case "sym": AppendSymbol(xml); break;
            case "fldChar": ReadFieldMark(xml); break;
            case "instrText": ReadCode(xml); break;
            case "ruby": ReadRuby(xml); break;
            case "drawing" or "pict" or "object":
                context.Pictures++;
                FindBoxes(xml);
                break;
            case "mc:AlternateContent":
                for (var branch = new AlternateContent(xml); branch.Next();)
                    for (int depth = xml.Depth; xml.NextChild(depth);) ReadRunContent(xml, font);
                break;
        }
    }

    private void ReadText(XmlCursor xml, string? font)
    {
        bool keepsSpace = xml.PreservesSpace;
        _piece.Clear();
        xml.AppendText(_piece);
        if (_piece.Length == 0) return;
        string piece = _piece.ToString();
        if (!keepsSpace) piece = piece.Trim(' ', '\t', '\r', '\n');
        if (piece.AsSpan().IndexOfAny('\n', '\r', '\t') >= 0)
            piece = piece.Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        if (piece.AsSpan().IndexOfAnyInRange('\uF020', '\uF0FF') >= 0)
            piece = string.Concat(piece.Select(c => SymbolFonts.Plain(c, font)));
        Append(piece);
    }

    private void Append(string piece)
    {
        if (_fields.IsInCode || piece.Length == 0 || context.IsInPrompt) return;
        if (_isRunHidden)
        {
            HasHiddenText = true;
            return;
        }
        if (_isRunStruck)
        {
            context.StruckLength += piece.Count(c => !char.IsWhiteSpace(c));
            return;
        }
        if (context.CheckBox is { } isChecked && !string.IsNullOrWhiteSpace(piece)) piece = FieldStack.CheckBox(isChecked);
        if (!string.IsNullOrWhiteSpace(piece))
        {
            if (_contentsLinks > 0 || _fields.IsInContents) _hasContentsText = true;
            else _hasOtherText = true;
        }
        _text.Append(piece);
        if (_text.Length > context.Options.MaxTextLength)
            throw new DocumentException(DocumentStatus.ResourceLimit, "too-much-text",
                $"a paragraph is longer than the limit of {context.Options.MaxTextLength} characters; raise --max-text if it is genuine");
    }

    private void AppendSymbol(XmlCursor xml)
    {
        if (int.TryParse(xml.Attribute("char"), System.Globalization.NumberStyles.HexNumber,
            System.Globalization.CultureInfo.InvariantCulture, out int code))
            Append(SymbolFonts.FromCode(code, xml.Attribute("font")).ToString());
    }

    private void ReadFieldMark(XmlCursor xml)
    {
        switch (xml.Attribute("fldCharType"))
        {
            case "begin": _fields.Begin(ReadFormBox(xml)); break;
            case "separate": NotePageField(_fields.Separate()); break;
            case "end": Append(_fields.End()); break;
        }
    }

    /// <summary>The state of a check box among form fields (<c>w:ffData</c>); null where the field is none.</summary>
    private static bool? ReadFormBox(XmlCursor xml)
    {
        bool? isChecked = null;
        for (int field = xml.Depth; xml.NextChild(field);)
        {
            if (xml.Name != "ffData") continue;
            for (int data = xml.Depth; xml.NextChild(data);)
            {
                if (xml.Name != "checkBox") continue;
                bool byDefault = false;
                bool? stated = null;
                for (int box = xml.Depth; xml.NextChild(box);)
                {
                    if (xml.Name == "default") byDefault = xml.IsOn();
                    else if (xml.Name == "checked") stated = xml.IsOn();
                }
                isChecked = stated ?? byDefault;
            }
        }
        return isChecked;
    }

    private void ReadCode(XmlCursor xml)
    {
        _piece.Clear();
        xml.AppendText(_piece);
        _fields.AppendCode(_piece);
    }

    private void NotePageField(string name) => HasPageField |= name is "PAGE" or "NUMPAGES" or "SECTIONPAGES";

    /// <summary>Reads the base text of <c>w:ruby</c>; the reading above it (拼音) is an aid, no text.</summary>
    private void ReadRuby(XmlCursor xml)
    {
        bool wasHidden = _isRunHidden;
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.Name == "rubyBase") ReadNodes(xml);
        _isRunHidden = wasHidden;
    }

    /// <summary>Reads the text of a formula (<c>m:oMath</c>), and boxes in drawings that stand outside a run.</summary>
    private void ReadForeign(XmlCursor xml)
    {
        if (xml.LocalName is "oMath" or "oMathPara")
        {
            _isRunHidden = _style.IsHidden ?? false;
            _isRunStruck = false;
            ReadFormula(xml);
        }
        else
        {
            FindBoxes(xml);
        }
    }

    private void ReadFormula(XmlCursor xml)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name.Length == 0 && xml.LocalName == "t") ReadText(xml, null);
            else if (xml.Name is not ("rPr" or "del" or "moveFrom")) ReadFormula(xml);
        }
    }

    /// <summary>Looks for text boxes, WordArt and pictures inside a drawing. Their text makes blocks of its own, after the paragraph.</summary>
    private void FindBoxes(XmlCursor xml)
    {
        for (int depth = xml.Depth; xml.NextChild(depth);)
        {
            if (xml.Name == "txbxContent") ReadBox(xml);
            else if (xml.Name == "mc:AlternateContent")
                for (var branch = new AlternateContent(xml); branch.Next();) FindBoxes(xml);
            else if (xml.Name.Length == 0 && xml.LocalName == "textpath") ReadWordArt(xml);
            else if (xml.Name.Length == 0 && xml.LocalName is "blip" or "imagedata") NotePicture(xml.RelationshipId("embed") ?? xml.RelationshipId());
            else FindBoxes(xml);
        }
    }

    private void NotePicture(string? id)
    {
        if (id is not null && role == BlockRole.Body && !_isRunHidden) context.PicturesInBody.Add(id);
    }

    private void ReadBox(XmlCursor xml)
    {
        // Word numbers each box for itself.
        if (!_isRunHidden) new StoryReader(context, new ListCounters(), role).ReadAll(xml, _boxes ??= new BlockBuffer());
    }

    private void ReadWordArt(XmlCursor xml)
    {
        if (!_isRunHidden && xml.Attribute("string") is { } text)
            (_boxes ??= new BlockBuffer()).Add(new WordParagraph(text, null, role, null, null, false));
    }
}
