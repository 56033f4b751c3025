using System.Collections.Frozen;
using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>A table whose words of closed lists are Chinese: 牵头 for lead, ≥ for ge. Names, numbers and words of the documents stay.</summary>
public sealed class ChineseRows : ITableRows
{
    private static readonly FrozenDictionary<string, string> Sheets = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["tasks"] = "任务", ["assignments"] = "分工", ["deadlines"] = "时限", ["targets"] = "指标", ["to_check"] = "待核查",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ITableRows _rows;
    private readonly FrozenDictionary<string, string>?[] _lists;

    /// <summary>Puts the words of a table into Chinese.</summary>
    /// <param name="rows">The table; ends with this one.</param>
    public ChineseRows(ITableRows rows)
    {
        _rows = rows;
        _lists = [.. rows.Columns.Select(ClosedWords.Chinese)];
    }

    /// <inheritdoc/>
    public ImmutableArray<string> Columns => _rows.Columns;

    /// <summary>The name of a sheet in Chinese; another name stays.</summary>
    public static string SheetName(string name) => Sheets.GetValueOrDefault(name, name);

    /// <summary>A word of a closed list in Chinese; another word stays.</summary>
    /// <param name="column">The column in which such words stand: role, op.</param>
    /// <param name="word">The word: lead, ge.</param>
    public static string Of(string column, string word) => ClosedWords.Chinese(column)!.GetValueOrDefault(word, word);

    /// <inheritdoc/>
    public bool Read() => _rows.Read();

    /// <inheritdoc/>
    public CellValue Value(int column)
    {
        var value = _rows.Value(column);
        return value.Kind == CellKind.Text && _lists[column]?.GetValueOrDefault(value.Text) is { } word ? value with { Text = word } : value;
    }

    /// <inheritdoc/>
    public void Dispose() => _rows.Dispose();
}
