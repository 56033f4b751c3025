using System.Collections.Immutable;

namespace PolicyIngest.Ingest.Export.Tables;

/// <summary>What a cell holds.</summary>
public enum CellKind
{
    /// <summary>Nothing (NULL).</summary>
    Empty,
    /// <summary>A whole number.</summary>
    Integer,
    /// <summary>A number.</summary>
    Real,
    /// <summary>Text.</summary>
    Text,
    /// <summary>Bytes.</summary>
    Bytes,
}

/// <summary>A value of a table's cell; only the member that <paramref name="Kind"/> names is set.</summary>
public readonly record struct CellValue(CellKind Kind, long Integer = 0, double Real = 0, string Text = "", byte[]? Bytes = null);

/// <summary>A table whose rows come one after the other, so that a million of them need no memory.</summary>
public interface ITableRows : IDisposable
{
    /// <summary>Names of the columns.</summary>
    ImmutableArray<string> Columns { get; }

    /// <summary>The kind that a column's values are of besides empty, where it is declared; null where it is not.</summary>
    CellKind? DeclaredKind(int column) => null;

    /// <summary>Goes to the next row; false at the end.</summary>
    bool Read();

    /// <summary>A value of the present row.</summary>
    CellValue Value(int column);
}
