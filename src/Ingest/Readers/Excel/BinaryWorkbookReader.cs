using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using PolicyIngest.Ingest.Readers.Packages;
using PolicyIngest.Ingest.Text;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Readers.Excel;

/// <summary>
/// Reads Excel's binary workbooks by ExcelDataReader: .xls of all versions, .et of WPS, and .xlsb. Sheets become blocks as those of
/// .xlsx do, dates by their numbers in Chinese form.
/// </summary>
internal sealed class BinaryWorkbookReader : IDocumentReader
{
    // Days before it count from 1899-12-31, for Excel has a 29 February 1900.
    private static readonly DateTime FirstSound = new(1900, 3, 1);

    // Places looked at for each cell that a table may have: an .xls sheet has 17 million at most, a look takes a ten-thousandth of a millisecond or two.
    private const int LooksPerCell = 20;

    private readonly ContainerKind _kind;

    // Workbooks of before Excel 97 name their code page by number.
    static BinaryWorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private BinaryWorkbookReader(string format, ContainerKind kind, params ImmutableArray<string> extensions) =>
        (Format, _kind, Extensions) = (format, kind, extensions);

    /// <summary>The formats that are read so.</summary>
    public static ImmutableArray<IDocumentReader> All { get; } =
    [
        new BinaryWorkbookReader("xls", ContainerKind.LegacyExcel, ".xls", ".et", ".xlt", ".ett"),
        new BinaryWorkbookReader("xlsb", ContainerKind.ExcelBinary, ".xlsb"),
    ];

    public string Format { get; }

    public ImmutableArray<string> Extensions { get; }

    public int Recognise(SourceFile file) => file.Container == _kind ? 90 : 0;

    public PolicyDocument Read(SourceFile file, ReadOptions options, CancellationToken cancellation)
    {
        if (_kind == ContainerKind.ExcelBinary) CheckPackage(file.Bytes, options, cancellation);
        var builder = new DocumentBuilder(options);
        try
        {
            var settings = new ExcelReaderConfiguration { FallbackEncoding = Encodings.Gb18030 };
            using var stream = OfficePart.Stream(file.Bytes);
            using var reader = _kind == ContainerKind.ExcelBinary
                ? ExcelReaderFactory.CreateOpenXmlReader(stream, settings)
                : ExcelReaderFactory.CreateBinaryReader(stream, settings);
            do
            {
                if (reader.VisibleState == "visible") ReadSheet(reader, builder, options, cancellation);
                else builder.Report(DiagnosticSeverity.Info, "hidden-sheet", $"the sheet {reader.Name} is hidden and was left out");
            }
            while (reader.NextResult());
        }
        catch (InvalidPasswordException fault)
        {
            throw new DocumentException(DocumentStatus.Encrypted, "encrypted-office",
                "the document is protected by a password; open it in its program and save it without one", fault);
        }
        // The library does not list what it throws at damage.
        catch (Exception fault) when (fault is not (OutOfMemoryException or DocumentException or OperationCanceledException))
        {
            throw new DocumentException(DocumentStatus.Malformed, "damaged-workbook",
                "the workbook is damaged; open it in Excel and save it as .xlsx, or fetch it again", fault);
        }
        return builder.Build(file.Info(Format));
    }

    /// <summary>Unpacks the parts once within the limits, for the library knows none.</summary>
    private static void CheckPackage(ReadOnlyMemory<byte> package, ReadOptions options, CancellationToken cancellation)
    {
        foreach (var part in PackageGuard.Check(package.Span, options).Values)
            if (!part.IsFolder && part.Name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase)) ZipContent.Unpack(package, part, options, cancellation);
    }

    private static void ReadSheet(IExcelDataReader reader, DocumentBuilder builder, ReadOptions options, CancellationToken cancellation)
    {
        var sheet = new SheetData();
        var styles = new ExcelStyles();
        for (int column = 0; column < Math.Min(reader.FieldCount, SheetData.MaxColumn); column++)
            if (reader.GetColumnWidth(column) == 0) sheet.HideColumns(column, column);
        // What the sheet says of its size may be a thousand times what it holds.
        int columns = Math.Min(reader.FieldCount, SheetData.MaxColumn);
        long looks = 0;
        for (int row = 0; row < SheetData.MaxRow && reader.Read(); row++)
        {
            if ((row & 0xFF) == 0) cancellation.ThrowIfCancellationRequested();
            if ((looks += columns) > (long)LooksPerCell * options.MaxTableCells)
                throw new DocumentException(DocumentStatus.ResourceLimit, "too-many-cells",
                    $"a sheet has more than {(long)LooksPerCell * options.MaxTableCells} places for cells; raise --max-table-cells if it is genuine");
            if (reader.RowHeight == 0) sheet.HideRow(row);
            for (int column = 0; column < columns; column++) sheet.Add(row, column, Text(reader, column, styles), options);
        }
        foreach (var area in reader.MergeCells ?? []) sheet.Merge(area.FromRow, area.FromColumn, area.ToRow, area.ToColumn, options);
        sheet.AppendTo(builder, new SourcePlace(Sheet: reader.Name), options);
    }

    private static string Text(IExcelDataReader reader, int column, ExcelStyles styles)
    {
        return reader.GetValue(column) switch
        {
            null => "",
            string text => text,
            bool value => CellText.Boolean(value),
            // The library has made dates of numbers; the format says how they are shown.
            DateTime moment => Shown(Serial(moment)),
            TimeSpan time => Shown(time.TotalDays),
            IConvertible number => Shown(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => "",
        };

        string Shown(double number) =>
            styles.Format(reader.GetNumberFormatIndex(column), reader.GetNumberFormatString(column)).Show(number, startsIn1904: false);
    }

    private static double Serial(DateTime moment) => (moment - new DateTime(1899, 12, moment < FirstSound ? 31 : 30)).TotalDays;
}
