using System.Globalization;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>Cells as text.</summary>
public static class TableCells
{
    /// <summary>A value in words: numbers with a point, bytes as hexadecimal digits, nothing as nothing.</summary>
    public static string Words(CellValue value) => value.Kind switch
    {
        CellKind.Integer => value.Integer.ToString(CultureInfo.InvariantCulture),
        CellKind.Real => value.Real.ToString("R", CultureInfo.InvariantCulture),
        CellKind.Text => value.Text,
        CellKind.Bytes => Convert.ToHexStringLower(value.Bytes!),
        _ => "",
    };
}
