using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>The number formats of a workbook's cells (<c>styles.xml</c>).</summary>
internal sealed class ExcelStyles
{
    private readonly Dictionary<int, string> _codes = [];
    private readonly List<int> _formatOfCell = [];
    private readonly List<bool> _isFontStruck = [];
    private readonly List<int> _fontOfCell = [];
    private readonly Dictionary<int, NumberFormat> _parsed = [];

    /// <summary>Reads <c>styles.xml</c>.</summary>
    public static ExcelStyles Read(XmlCursor xml)
    {
        var styles = new ExcelStyles();
        for (int root = xml.Depth; xml.NextChild(root);)
        {
            if (xml.Name == "numFmts")
            {
                for (int depth = xml.Depth; xml.NextChild(depth);)
                    if (xml.Name == "numFmt" && xml.Number("numFmtId") is { } id) styles._codes[id] = xml.Attribute("formatCode") ?? "";
            }
            else if (xml.Name == "fonts")
            {
                for (int depth = xml.Depth; xml.NextChild(depth);)
                    if (xml.Name == "font") styles._isFontStruck.Add(IsStruck(xml));
            }
            else if (xml.Name == "cellXfs")
            {
                for (int depth = xml.Depth; xml.NextChild(depth);)
                {
                    if (xml.Name != "xf") continue;
                    styles._formatOfCell.Add(xml.Number("numFmtId") ?? 0);
                    styles._fontOfCell.Add(xml.Number("fontId") ?? 0);
                }
            }
        }
        return styles;
    }

    /// <summary>Whether cells with that style are struck out.</summary>
    public bool IsStruck(int? cellStyle) =>
        cellStyle is >= 0 && cellStyle < _fontOfCell.Count && _fontOfCell[cellStyle.Value] is >= 0 and var font && font < _isFontStruck.Count && _isFontStruck[font];

    /// <summary>Whether the current <c>font</c> or <c>rPr</c> strikes its text out.</summary>
    public static bool IsStruck(XmlCursor xml)
    {
        bool isStruck = false;
        for (int depth = xml.Depth; xml.NextChild(depth);)
            if (xml.Name == "strike") isStruck = xml.IsOn();
        return isStruck;
    }

    /// <summary>The number format of cells with that style.</summary>
    public NumberFormat Format(int? cellStyle)
    {
        int id = cellStyle is >= 0 && cellStyle < _formatOfCell.Count ? _formatOfCell[cellStyle.Value] : 0;
        if (_parsed.TryGetValue(id, out var format)) return format;
        string code = _codes.GetValueOrDefault(id) ?? BuiltIn(id);
        return _parsed[id] = NumberFormat.Parse(code);
    }

    /// <summary>The format of a cell of a binary workbook, which names it by number and, where the file has one, by its code.</summary>
    /// <param name="id">The number; below 164 built in.</param>
    /// <param name="code">The code as the library gives it: the file's own, or an American one for a built-in number.</param>
    public NumberFormat Format(int id, string? code)
    {
        if (_parsed.TryGetValue(id, out var format)) return format;
        bool isChinese = id is >= 14 and <= 22 or >= 27 and <= 36 or >= 45 and <= 47 or >= 50 and <= 58;
        return _parsed[id] = NumberFormat.Parse(isChinese || code is null ? BuiltIn(id) : code);
    }

    /// <summary>The formats that files name by number alone, as a Chinese Excel shows them.</summary>
    private static string BuiltIn(int id) => id switch
    {
        1 => "0",
        2 => "0.00",
        3 => "#,##0",
        4 => "#,##0.00",
        5 or 6 => "\"¥\"#,##0;\"¥\"\\-#,##0",
        7 or 8 => "\"¥\"#,##0.00;\"¥\"\\-#,##0.00",
        9 => "0%",
        10 => "0.00%",
        11 => "0.00E+00",
        12 => "# ?/?",
        13 => "# ??/??",
        14 => "yyyy/m/d",
        15 => "d-mmm-yy",
        16 => "d-mmm",
        17 => "mmm-yy",
        18 => "h:mm AM/PM",
        19 => "h:mm:ss AM/PM",
        20 => "h:mm",
        21 => "h:mm:ss",
        22 => "yyyy/m/d h:mm",
        27 or 36 or 50 or 52 or 57 => "yyyy\"年\"m\"月\"",
        28 or 29 or 51 or 53 or 54 or 58 => "m\"月\"d\"日\"",
        30 => "m/d/yy",
        31 => "yyyy\"年\"m\"月\"d\"日\"",
        32 => "h\"时\"mm\"分\"",
        33 => "h\"时\"mm\"分\"ss\"秒\"",
        34 or 55 => "上午/下午h\"时\"mm\"分\"",
        35 or 56 => "上午/下午h\"时\"mm\"分\"ss\"秒\"",
        37 or 38 => "#,##0;\\-#,##0",
        39 or 40 => "#,##0.00;\\-#,##0.00",
        41 => "#,##0;\\-#,##0;\\-",
        42 => "\"¥\"#,##0;\\-\"¥\"#,##0;\\-",
        43 => "#,##0.00;\\-#,##0.00;\\-",
        44 => "\"¥\"#,##0.00;\\-\"¥\"#,##0.00;\\-",
        45 => "mm:ss",
        46 => "[h]:mm:ss",
        47 => "mm:ss.0",
        48 => "##0.0E+0",
        _ => "General",
    };
}
