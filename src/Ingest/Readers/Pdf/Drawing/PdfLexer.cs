using System.Buffers.Text;
using System.Text;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>A name such as <c>/Type</c>, without the slash.</summary>
internal sealed record PdfName(string Value);

/// <summary>A reference such as <c>12 0 R</c>.</summary>
internal sealed record PdfReference(int Number);

/// <summary>An operator or keyword such as <c>re</c>, <c>stream</c> or <c>endobj</c>.</summary>
internal sealed record PdfKeyword(string Value);

/// <summary>
/// Reads PDF values from bytes. A value is a <see cref="double"/>, a <see cref="PdfName"/>, a <see cref="PdfReference"/>, a list, a
/// dictionary, a byte array (a string) or null; anything else is a <see cref="PdfKeyword"/>. Damage never throws: what can't be read
/// is passed over.
/// </summary>
internal ref struct PdfLexer(ReadOnlySpan<byte> bytes, int position = 0)
{
    private const int MaxDepth = 40;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Where the next value is read from.</summary>
    public int Position { get; set; } = position;

    public bool AtEnd
    {
        get
        {
            SkipSpace();
            return Position >= _bytes.Length;
        }
    }

    /// <summary>Reads the next value or keyword; null at the end.</summary>
    /// <param name="references">Whether <c>12 0 R</c> is one value; in page contents there are none.</param>
    public object? Read(bool references = true) => Read(references, 0);

    /// <summary>Reads a dictionary, or null when something else stands here.</summary>
    public Dictionary<string, object?>? ReadDictionary() => Read(references: true, 0) as Dictionary<string, object?>;

    private object? Read(bool references, int depth)
    {
        SkipSpace();
        if (Position >= _bytes.Length) return null;
        byte b = _bytes[Position];
        switch (b)
        {
            case (byte)'/':
                Position++;
                return new PdfName(Encoding.Latin1.GetString(TakeRegular()));
            case (byte)'(':
                return ReadString();
            case (byte)'<' when Position + 1 < _bytes.Length && _bytes[Position + 1] == '<':
                Position += 2;
                return depth < MaxDepth ? ReadDictionary(references, depth + 1) : null;
            case (byte)'<':
                return ReadHexString();
            case (byte)'[':
                Position++;
                return depth < MaxDepth ? ReadArray(references, depth + 1) : null;
            case (byte)'>' or (byte)']' or (byte)')' or (byte)'{' or (byte)'}':
                Position += b == '>' && Position + 1 < _bytes.Length && _bytes[Position + 1] == '>' ? 2 : 1;
                return new PdfKeyword(b == '>' ? ">>" : ((char)b).ToString());
            default:
                return ReadNumberOrKeyword(references);
        }
    }

    private object? ReadNumberOrKeyword(bool references)
    {
        var token = TakeRegular();
        if (token.IsEmpty)
        {
            Position++;
            return null;
        }
        if (TryNumber(token, out double number))
            return references && number >= 0 && number < int.MaxValue && TakeReferenceTail() ? new PdfReference((int)number) : number;
        return token.SequenceEqual("null"u8) ? null : new PdfKeyword(Encoding.Latin1.GetString(token));
    }

    /// <summary>Takes a number's text, with the slips that real files have: <c>--5</c>, <c>1.2.3</c>, <c>.5</c>.</summary>
    private static bool TryNumber(ReadOnlySpan<byte> token, out double number)
    {
        number = 0;
        if (!(token[0] is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'+' or (byte)'.')) return false;
        bool negative = token[0] == '-';
        token = token.TrimStart("+-"u8);
        if (!Utf8Parser.TryParse(token, out number, out _, 'F')) number = 0;
        if (negative) number = -number;
        return true;
    }

    /// <summary>Takes <c> 0 R</c> behind an object's number, if it stands there.</summary>
    private bool TakeReferenceTail()
    {
        int i = Position;
        int digits = 0;
        while (i < _bytes.Length && IsSpace(_bytes[i])) i++;
        while (i < _bytes.Length && _bytes[i] is >= (byte)'0' and <= (byte)'9' && digits < 6)
        {
            i++;
            digits++;
        }
        if (digits == 0) return false;
        int afterGeneration = i;
        while (i < _bytes.Length && IsSpace(_bytes[i])) i++;
        if (i == afterGeneration || i >= _bytes.Length || _bytes[i] != 'R' || (i + 1 < _bytes.Length && IsRegular(_bytes[i + 1]))) return false;
        Position = i + 1;
        return true;
    }

    private List<object?> ReadArray(bool references, int depth)
    {
        var items = new List<object?>();
        while (true)
        {
            SkipSpace();
            if (Position >= _bytes.Length) return items;
            if (_bytes[Position] == ']')
            {
                Position++;
                return items;
            }
            object? item = Read(references, depth);
            // A missing bracket must not swallow the file.
            if (item is PdfKeyword { Value: "endobj" or "stream" or ">>" }) return items;
            items.Add(item);
        }
    }

    private Dictionary<string, object?> ReadDictionary(bool references, int depth)
    {
        var entries = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (true)
        {
            SkipSpace();
            if (Position >= _bytes.Length) return entries;
            object? key = Read(references, depth);
            if (key is PdfKeyword { Value: ">>" or "endobj" or "stream" }) return entries;
            if (key is not PdfName { Value: var name }) continue;
            SkipSpace();
            if (Position + 1 < _bytes.Length && _bytes[Position] == '>' && _bytes[Position + 1] == '>') continue;
            entries[name] = Read(references, depth);
        }
    }

    private byte[] ReadString()
    {
        int depth = 0;
        var value = new List<byte>();
        while (Position < _bytes.Length)
        {
            byte b = _bytes[Position++];
            if (b == '(' && depth++ == 0) continue;
            if (b == ')' && --depth == 0) break;
            value.Add(b == '\\' ? ReadEscape() : b);
        }
        return [.. value];
    }

    private byte ReadEscape()
    {
        if (Position >= _bytes.Length) return 0;
        byte b = _bytes[Position++];
        if (b is < (byte)'0' or > (byte)'7')
            return b switch { (byte)'n' => 10, (byte)'r' => 13, (byte)'t' => 9, (byte)'b' => 8, (byte)'f' => 12, _ => b };
        int code = b - '0';
        for (int i = 0; i < 2 && Position < _bytes.Length && _bytes[Position] is >= (byte)'0' and <= (byte)'7'; i++)
            code = code * 8 + _bytes[Position++] - '0';
        return (byte)code;
    }

    private byte[] ReadHexString()
    {
        Position++;
        var digits = new List<byte>();
        while (Position < _bytes.Length && _bytes[Position] != '>')
        {
            if (char.IsAsciiHexDigit((char)_bytes[Position])) digits.Add(_bytes[Position]);
            Position++;
        }
        Position++;
        if (digits.Count % 2 == 1) digits.Add((byte)'0');
        return Convert.FromHexString(Encoding.ASCII.GetString([.. digits]));
    }

    private ReadOnlySpan<byte> TakeRegular()
    {
        int start = Position;
        while (Position < _bytes.Length && IsRegular(_bytes[Position])) Position++;
        return _bytes[start..Position];
    }

    private void SkipSpace()
    {
        while (Position < _bytes.Length)
        {
            if (IsSpace(_bytes[Position])) Position++;
            else if (_bytes[Position] == '%')
                while (Position < _bytes.Length && _bytes[Position] is not ((byte)'\r' or (byte)'\n')) Position++;
            else return;
        }
    }

    private static bool IsSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    private static bool IsRegular(byte b) => !IsSpace(b) && !"()<>[]{}/%"u8.Contains(b);
}
