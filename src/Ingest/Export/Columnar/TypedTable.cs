using System.Collections.Immutable;
using System.Globalization;
using PolicyIngest.Ingest.Export.Tables;

namespace PolicyIngest.Ingest.Export.Columnar;

/// <summary>What a column of a typed table holds. Each may be empty.</summary>
public enum ColumnType
{
    /// <summary>Whole numbers of 64 bits.</summary>
    Integer,
    /// <summary>Numbers.</summary>
    Real,
    /// <summary>Days.</summary>
    Day,
    /// <summary>Text.</summary>
    Text,
    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A column with its type.</summary>
public sealed record TypedColumn(string Name, ColumnType Type);

/// <summary>Types of a table's columns, for files that want one for each: as the database declares them; where it declares none, as the first rows show.</summary>
public static class TypedTable
{
    private const int RowsLookedAt = 10_000;

    // Columns of days by name; the database holds them as text 2031-06-30.
    private static readonly string[] Days = ["starts", "first_due", "due", "issued_on"];

    /// <summary>The columns of a table with their types.</summary>
    /// <param name="open">Opens the table; its rows are looked at only where a column has no declared type.</param>
    public static ImmutableArray<TypedColumn> Columns(Func<ITableRows> open)
    {
        using var rows = open();
        var kinds = Enumerable.Range(0, rows.Columns.Length).Select(rows.DeclaredKind).ToArray();
        int[] unknown = [.. Enumerable.Range(0, kinds.Length).Where(i => kinds[i] is null)];
        for (int row = 0; unknown.Length > 0 && row < RowsLookedAt && rows.Read(); row++)
            foreach (int i in unknown) kinds[i] = Both(kinds[i], rows.Value(i).Kind);
        return [.. rows.Columns.Select((name, i) => new TypedColumn(name, TypeOf(kinds[i], name, isDeclared: !unknown.Contains(i))))];
    }

    /// <summary>A value as a day.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static DateOnly? Day(TypedColumn column, CellValue value) =>
        value.Kind == CellKind.Empty ? null
        : value.Kind == CellKind.Text && DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw Mixed(column);

    /// <summary>A value as a whole number.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static long? Integer(TypedColumn column, CellValue value) => value.Kind switch
    {
        CellKind.Empty => null,
        CellKind.Integer => value.Integer,
        _ => throw Mixed(column),
    };

    /// <summary>A value as a number.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static double? Real(TypedColumn column, CellValue value) => value.Kind switch
    {
        CellKind.Empty => null,
        CellKind.Integer => value.Integer,
        CellKind.Real => value.Real,
        _ => throw Mixed(column),
    };

    /// <summary>A value as text.</summary>
    internal static string? Text(CellValue value) => value.Kind == CellKind.Empty ? null : TableCells.Words(value);

    /// <summary>A value as bytes.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    internal static byte[]? Bytes(TypedColumn column, CellValue value) => value.Kind switch
    {
        CellKind.Empty => null,
        CellKind.Bytes => value.Bytes,
        _ => throw Mixed(column),
    };

    private static CellKind? Both(CellKind? former, CellKind kind) => (former, kind) switch
    {
        (_, CellKind.Empty) => former,
        (null, _) => kind,
        (CellKind.Integer or CellKind.Real, CellKind.Integer or CellKind.Real) => former == kind ? kind : CellKind.Real,
        _ => former == kind ? kind : CellKind.Text,
    };

    private static ColumnType TypeOf(CellKind? kind, string name, bool isDeclared) => kind switch
    {
        CellKind.Integer => ColumnType.Integer,
        CellKind.Real => ColumnType.Real,
        CellKind.Bytes => ColumnType.Bytes,
        CellKind.Text when isDeclared && Days.Contains(name, StringComparer.Ordinal) => ColumnType.Day,
        _ => ColumnType.Text,
    };

    private static InvalidDataException Mixed(TypedColumn column) => new($"the column {column.Name} holds values of different kinds; give it one by CAST in the query");
}
