using System.IO.Compression;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>
/// The objects of a PDF file, found by looking through the whole file for <c>12 0 obj</c> rather than by its cross-reference table, which
/// is wrong in many real files. The last object of a number counts, as incremental updates want it.
/// </summary>
internal sealed class PdfObjects
{
    // What all streams together may unpack to; past it drawings are given up.
    private const long MaxUnpacked = 400_000_000;
    private const int MaxUnpackedStream = 64_000_000;

    // No program wraps a stream in more filters.
    private const int MaxFilters = 4;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<int, Place> _places = [];
    private readonly Dictionary<int, object?> _packed = [];
    private PdfDecryption? _decryption;
    private long _unpacked;

    private PdfObjects(ReadOnlyMemory<byte> file) => _file = file;

    /// <summary>Where an object's value starts, and the number of the object stream that holds it, or -1.</summary>
    private readonly record struct Place(int Offset, int Container);

    /// <summary>The trailer's entries, of all trailers together; later ones win.</summary>
    public Dictionary<string, object?> Trailer { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the file's streams are encrypted in a way that is not known.</summary>
    public bool IsUnreadable { get; private set; }

    /// <summary>Indexes a file.</summary>
    public static PdfObjects Index(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        var objects = new PdfObjects(file);
        var containers = objects.FindObjects();
        objects.FindTrailers();
        objects.PrepareDecryption();
        foreach (int container in containers)
        {
            cancellation.ThrowIfCancellationRequested();
            objects.UnpackObjects(container);
        }
        return objects;
    }

    /// <summary>The value itself, or what a reference points to; null where nothing does.</summary>
    public object? Resolve(object? value)
    {
        for (int hops = 0; value is PdfReference reference && hops < 20; hops++) value = Load(reference.Number);
        return value is PdfReference ? null : value;
    }

    /// <summary>The dictionary that a value is or points to, a stream's included.</summary>
    public Dictionary<string, object?>? Dictionary(object? value) => Resolve(value) as Dictionary<string, object?>;

    /// <summary>The unpacked bytes of the stream that a reference points to; null where there is none or its coding is not known.</summary>
    public byte[]? Stream(object? value)
    {
        if (value is not PdfReference reference || !_places.TryGetValue(reference.Number, out var place) || place.Container >= 0) return null;
        var lexer = new PdfLexer(_file.Span, place.Offset);
        if (lexer.ReadDictionary() is not { } entries) return null;
        return lexer.Read() is PdfKeyword { Value: "stream" } ? Unpack(entries, lexer.Position, reference.Number) : null;
    }

    private object? Load(int number)
    {
        if (_packed.TryGetValue(number, out object? value)) return value;
        if (!_places.TryGetValue(number, out var place) || place.Container >= 0) return null;
        return new PdfLexer(_file.Span, place.Offset).Read();
    }

    /// <summary>Notes where each object starts; returns the object streams, in the file's order.</summary>
    private List<int> FindObjects()
    {
        var containers = new List<int>();
        var span = _file.Span;
        for (int at = 0, found; (found = span[at..].IndexOf(" obj"u8)) >= 0; at += found + 4)
        {
            int keyword = at + found;
            if (!NumberBefore(span, keyword, out int afterNumber, out _) || !NumberBefore(span, afterNumber, out _, out int number)) continue;
            _places[number] = new Place(keyword + 4, -1);
            var head = span.Slice(keyword + 4, Math.Min(300, span.Length - keyword - 4));
            if (head.IndexOf("/ObjStm"u8) >= 0) containers.Add(number);
        }
        return containers;
    }

    private void PrepareDecryption()
    {
        if (Trailer.GetValueOrDefault("Encrypt") is not { } reference || Dictionary(reference) is not { } entries) return;
        byte[] id = (Resolve(Trailer.GetValueOrDefault("ID")) as List<object?>)?.FirstOrDefault() as byte[] ?? [];
        _decryption = PdfDecryption.From(this, entries, id);
        IsUnreadable = _decryption is null;
    }

    /// <summary>Reads the number that ends before a position, and says where the space before that number is.</summary>
    private static bool NumberBefore(ReadOnlySpan<byte> span, int end, out int before, out int number)
    {
        int start = end;
        number = 0;
        while (start > 0 && end - start < 9 && span[start - 1] is >= (byte)'0' and <= (byte)'9') start--;
        for (int i = start; i < end; i++) number = number * 10 + span[i] - '0';
        before = start;
        if (start == end) return false;
        // The number may also stand right behind a line end or another object's end.
        while (before > 0 && span[before - 1] is 32 or 10 or 13 or 9) before--;
        return true;
    }

    private void UnpackObjects(int container)
    {
        int start = _places[container].Offset;
        var lexer = new PdfLexer(_file.Span, start);
        if (lexer.ReadDictionary() is not { } entries || entries.GetValueOrDefault("Type") is not PdfName { Value: "ObjStm" }) return;
        if (Stream(new PdfReference(container)) is not { } bytes) return;
        int count = (int)Math.Clamp(Number(entries.GetValueOrDefault("N")) ?? 0, 0, 1_000_000);
        int first = (int)Math.Clamp(Number(entries.GetValueOrDefault("First")) ?? 0, 0, bytes.Length);
        var index = new PdfLexer(bytes);
        for (int i = 0; i < count; i++)
        {
            if (index.Read(references: false) is not double number || index.Read(references: false) is not double offset) return;
            if (offset < 0 || first + offset >= bytes.Length || number < 0 || number > int.MaxValue) continue;
            // An update may have written the object anew, further down.
            if (_places.TryGetValue((int)number, out var place) && place.Container < 0 && place.Offset > start) continue;
            _packed[(int)number] = new PdfLexer(bytes, first + (int)offset).Read();
            _places[(int)number] = new Place(0, container);
        }
    }

    private void FindTrailers()
    {
        var span = _file.Span;
        for (int at = 0, found; (found = span[at..].IndexOf("trailer"u8)) >= 0; at += found + 7) AddTrailer(at + found + 7);
        // Files with a cross-reference stream have the trailer's entries in its dictionary.
        for (int at = 0, found; (found = span[at..].IndexOf("/XRef"u8)) >= 0; at += found + 5)
        {
            int start = span[Math.Max(0, at + found - 400)..(at + found)].LastIndexOf(" obj"u8);
            if (start >= 0) AddTrailer(Math.Max(0, at + found - 400) + start + 4);
        }
    }

    private void AddTrailer(int offset)
    {
        if (new PdfLexer(_file.Span, offset).ReadDictionary() is not { } entries || !entries.ContainsKey("Root")) return;
        foreach (var (key, value) in entries) Trailer[key] = value;
    }

    private byte[]? Unpack(Dictionary<string, object?> entries, int afterKeyword, int number)
    {
        var span = _file.Span;
        int start = afterKeyword;
        if (start < span.Length && span[start] == '\r') start++;
        if (start < span.Length && span[start] == '\n') start++;
        int length = StreamLength(entries, start);
        byte[]? bytes = _decryption is null ? span.Slice(start, length).ToArray() : _decryption.Decrypt(span.Slice(start, length), number);
        if (bytes is null || !Charge(length)) return null;
        object? filter = Resolve(entries.GetValueOrDefault("Filter"));
        var filters = filter as List<object?> ?? (filter is null ? [] : [filter]);
        if (filters.Count > MaxFilters) return null;
        foreach (object? step in filters)
        {
            bytes = (Resolve(step) as PdfName)?.Value switch
            {
                "FlateDecode" or "Fl" when !HasPredictor(entries) => Inflate(bytes),
                "ASCII85Decode" or "A85" => TextFilters.Ascii85(bytes),
                "ASCIIHexDecode" or "AHx" => TextFilters.AsciiHex(bytes),
                _ => null,
            };
            if (bytes is null) return null;
        }
        return bytes;
    }

    private bool HasPredictor(Dictionary<string, object?> entries) =>
        Dictionary(entries.GetValueOrDefault("DecodeParms")) is { } parameters && Number(parameters.GetValueOrDefault("Predictor")) > 1;

    private int StreamLength(Dictionary<string, object?> entries, int start)
    {
        var span = _file.Span;
        if (Number(entries.GetValueOrDefault("Length")) is { } stated && stated >= 0 && start + stated <= span.Length)
        {
            var behind = span[(start + (int)stated)..];
            if (behind[..Math.Min(behind.Length, 16)].IndexOf("endstream"u8) >= 0) return (int)stated;
        }
        int end = span[start..].IndexOf("endstream"u8);
        return end < 0 ? span.Length - start : end;
    }

    private byte[]? Inflate(byte[] packed)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var source = new MemoryStream(packed, writable: false);
            using var inflater = new ZLibStream(source, CompressionMode.Decompress);
            byte[] buffer = new byte[16_384];
            int read;
            while ((read = inflater.Read(buffer)) > 0)
            {
                if (unpacked.Length + read > MaxUnpackedStream || !Charge(read)) return null;
                unpacked.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // A damaged end: what came out so far is used, as every viewer does.
        }
        return unpacked.ToArray();
    }

    /// <summary>Counts unpacked bytes; false when there were too many.</summary>
    public bool Charge(long bytes) => (_unpacked += bytes) <= MaxUnpacked;

    /// <summary>The number that a value is or points to.</summary>
    public double? Number(object? value) => Resolve(value) as double?;
}
