using System.Collections.Immutable;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Tests.Export;

/// <summary>A table made by hand.</summary>
internal sealed class MadeRows(ImmutableArray<string> columns, IEnumerable<object?[]> rows) : ITableRows
{
    private readonly IEnumerator<object?[]> _rows = rows.GetEnumerator();

    public ImmutableArray<string> Columns => columns;

    public bool Read() => _rows.MoveNext();

    public CellValue Value(int column) => _rows.Current[column] switch
    {
        null => new CellValue(CellKind.Empty),
        string text => new CellValue(CellKind.Text, Text: text),
        double real => new CellValue(CellKind.Real, Real: real),
        byte[] bytes => new CellValue(CellKind.Bytes, Bytes: bytes),
        var whole => new CellValue(CellKind.Integer, Integer: Convert.ToInt64(whole, System.Globalization.CultureInfo.InvariantCulture)),
    };

    public void Dispose() => _rows.Dispose();
}
