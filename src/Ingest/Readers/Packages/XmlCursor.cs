using System.Text;
using System.Xml;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>
/// Walks the XML of an Office part once, from the first to the last element. No DTD, no entity and nothing outside the part is read.
/// </summary>
/// <remarks>
/// A visit to an element's children:
/// <code>for (int depth = xml.Depth; xml.NextChild(depth);) switch (xml.Name) { case "p": … }</code>
/// A child that the loop leaves alone is passed over with all it holds.
/// </remarks>
internal sealed class XmlCursor : IDisposable
{
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";
    private const string Relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelationships = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private readonly XmlReader _reader;
    private readonly string _part;
    private readonly int _maxDepth;
    private readonly char[] _buffer = new char[2_048];
    private readonly Func<bool> _read;
    private readonly Func<int> _readChunk;
    private string _mainNamespace = "";

    /// <summary>Opens a part and stands on its root element.</summary>
    /// <param name="stream">The part's content; closed with the cursor.</param>
    /// <param name="part">The part's name, for messages.</param>
    /// <param name="options">Limits.</param>
    /// <exception cref="DocumentException">The part is no XML.</exception>
    public XmlCursor(Stream stream, string part, ReadOptions options)
    {
        _part = part;
        _maxDepth = options.MaxXmlDepth;
        _reader = Guard(() => XmlReader.Create(stream, new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = true,
            CheckCharacters = false,
            MaxCharactersInDocument = options.MaxZipPartSize,
        }));
        _read = _reader.Read;
        _readChunk = () => _reader.ReadValueChunk(_buffer, 0, _buffer.Length);
        while (Advance() && _reader.NodeType != XmlNodeType.Element) { }
        if (_reader.NodeType == XmlNodeType.Element) _mainNamespace = _reader.NamespaceURI;
    }

    /// <summary>Nesting of the current element; the root has 0.</summary>
    public int Depth => _reader.Depth;

    /// <summary>Local name of the current element, of whatever namespace.</summary>
    public string LocalName => _reader.LocalName;

    /// <summary>
    /// Local name of the current element if it is of the part's own namespace, <c>mc:…</c> for markup compatibility, else empty.
    /// </summary>
    public string Name
    {
        get
        {
            string ns = _reader.NamespaceURI;
            if (ReferenceEquals(ns, _mainNamespace)) return _reader.LocalName;
            if (IsMain(ns))
            {
                _mainNamespace = ns;
                return _reader.LocalName;
            }
            if (ns != Compatibility) return "";
            return _reader.LocalName switch
            {
                "AlternateContent" => "mc:AlternateContent",
                "Choice" => "mc:Choice",
                "Fallback" => "mc:Fallback",
                _ => "",
            };
        }
    }

    /// <summary>Whether white space at the ends of text counts.</summary>
    public bool PreservesSpace => _reader.XmlSpace == XmlSpace.Preserve;

    /// <summary>The attribute's value in the element's own namespace or in none; null where it is missing.</summary>
    public string? Attribute(string name) => _reader.GetAttribute(name, _reader.NamespaceURI) ?? _reader.GetAttribute(name);

    /// <summary>The id of the relationship that the element names, or null.</summary>
    public string? RelationshipId(string name = "id") =>
        _reader.GetAttribute(name, Relationships) ?? _reader.GetAttribute(name, StrictRelationships);

    /// <summary>A number of an attribute, clamped to the range of an int; null where it is missing or no number.</summary>
    public int? Number(string name)
    {
        string? text = Attribute(name);
        if (text is null || !decimal.TryParse(text, System.Globalization.NumberStyles.Number, System.Globalization.CultureInfo.InvariantCulture, out decimal value))
            return null;
        return (int)Math.Clamp(value, int.MinValue, int.MaxValue);
    }

    /// <summary>A switch: on when the element stands there, off when its <c>val</c> says so.</summary>
    public bool IsOn(string attribute = "val") => Attribute(attribute) is not ("0" or "false" or "off");

    /// <summary>Goes to the next child of the element at <paramref name="depth"/>; false at that element's end.</summary>
    public bool NextChild(int depth)
    {
        if (_reader.Depth == depth && _reader.NodeType == XmlNodeType.Element)
        {
            if (_reader.IsEmptyElement) return false;
        }
        else if (_reader.NodeType == XmlNodeType.Element && !_reader.IsEmptyElement)
        {
            SkipContent();
        }
        while (Advance())
        {
            if (_reader.NodeType == XmlNodeType.Element) return true;
            if (_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth) return false;
        }
        return false;
    }

    /// <summary>Appends the current element's text, that of its children included, and stands on its end.</summary>
    public void AppendText(StringBuilder text)
    {
        if (_reader.IsEmptyElement) return;
        int depth = _reader.Depth;
        while (Advance() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth))
        {
            if (_reader.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
                continue;
            int read;
            while ((read = ReadChunk()) > 0) text.Append(_buffer, 0, read);
        }
    }

    public void Dispose() => _reader.Dispose();

    private static bool IsMain(string ns) => ns is
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main" or "http://purl.oclc.org/ooxml/wordprocessingml/main" or
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main" or "http://purl.oclc.org/ooxml/spreadsheetml/main";

    private void SkipContent()
    {
        int depth = _reader.Depth;
        while (Advance() && !(_reader.NodeType == XmlNodeType.EndElement && _reader.Depth == depth)) { }
    }

    private int ReadChunk() => Guard(_readChunk);

    private bool Advance()
    {
        if (!Guard(_read)) return false;
        if (_reader.Depth <= _maxDepth) return true;
        throw new DocumentException(DocumentStatus.ResourceLimit, "xml-too-deep",
            $"the XML of the part {_part} is nested deeper than {_maxDepth} levels; raise --max-xml-depth if it is genuine");
    }

    private T Guard<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (XmlException fault)
        {
            throw Refusal(fault);
        }
        catch (InvalidDataException fault)
        {
            throw new DocumentException(DocumentStatus.Malformed, "damaged-zip", $"the part {_part} can't be unpacked; fetch the file again", fault);
        }
    }

    private DocumentException Refusal(XmlException fault) =>
        fault.Message.Contains("DTD", StringComparison.Ordinal)
            ? new DocumentException(DocumentStatus.Malformed, "xml-dtd",
                $"the part {_part} declares a DTD or entities, which no Office file does and which are never read; the file is not genuine", fault)
            : new DocumentException(DocumentStatus.Malformed, "damaged-xml",
                $"the XML of the part {_part} is damaged at line {fault.LineNumber}, column {fault.LinePosition}; open and save the file in the program that made it, or fetch it again", fault);
}
