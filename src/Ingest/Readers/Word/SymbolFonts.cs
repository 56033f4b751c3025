namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Tells what a character of a symbol font looks like. Word stores such characters in the private use area (U+F0B7 for a bullet of
/// the font Symbol); without the font they mean nothing.
/// </summary>
internal static class SymbolFonts
{
    // Symbol, 0x41–0x5A and 0x61–0x7A
    private const string GreekCapitals = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
    private const string GreekSmall = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";

    /// <summary>The character in plain Unicode; one that is not of the private use area stays.</summary>
    public static char Plain(char c, string? font)
    {
        if (c is < '\uF020' or > '\uF0FF') return c;
        int code = c & 0xFF;
        if (font is null || font.Contains("Symbol", StringComparison.OrdinalIgnoreCase)) return OfSymbol(code);
        if (font.StartsWith("Wingdings 2", StringComparison.OrdinalIgnoreCase)) return OfWingdings2(code);
        return font.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase) ? OfWingdings(code) : '•';
    }

    /// <summary>The character of <c>w:sym</c>: its code in its font.</summary>
    public static char FromCode(int code, string? font)
    {
        if (code is >= 0x20 and <= 0xFF && IsSymbolFont(font)) code += 0xF000;
        return code is > 0x1F and <= 0xFFFF ? Plain((char)code, font) : '\uFFFD';
    }

    private static bool IsSymbolFont(string? font) =>
        font is not null && (font.Contains("Symbol", StringComparison.OrdinalIgnoreCase) || font.StartsWith("Wingdings", StringComparison.OrdinalIgnoreCase));

    private static char OfSymbol(int code) => code switch
    {
        >= 0x41 and <= 0x5A => GreekCapitals[code - 0x41],
        >= 0x61 and <= 0x7A => GreekSmall[code - 0x61],
        < 0x7F => (char)code,
        0xA3 => '≤',
        0xB3 => '≥',
        0xB0 => '°',
        0xB1 => '±',
        0xB2 => '″',
        0xA2 => '′',
        0xB4 => '×',
        0xB8 => '÷',
        0xB9 => '≠',
        0xBB => '≈',
        0xA5 => '∞',
        0xAE => '→',
        0xD0 => '∠',
        0xD6 => '√',
        0xE5 => '∑',
        _ => '•',
    };

    private static char OfWingdings2(int code) => code switch
    {
        0x50 => '✓',
        0x4F => '✗',
        0x52 => '☑',
        0x51 or 0x53 or 0x54 => '☒',
        0x2A or 0x30 or 0xA3 => '☐',
        _ => '•',
    };

    private static char OfWingdings(int code) => code switch
    {
        0xFC => '✓',
        0xFE => '☑',
        0xFD => '☒',
        0xFB => '✗',
        0xA8 or 0x6F or 0x71 or 0x72 => '□',
        0x6E or 0xA7 => '■',
        0x6C => '●',
        0xA1 => '○',
        0x75 or 0x76 => '◆',
        0xD8 => '➢',
        0xE0 => '→',
        0xAB => '★',
        >= 0x81 and <= 0x8A => (char)('①' + code - 0x81),
        _ => '•',
    };
}
