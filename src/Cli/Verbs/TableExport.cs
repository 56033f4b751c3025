using System.IO.Compression;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Export.Tables;
using PolicyIngest.Ingest.Export.Xlsx;
using PolicyIngest.Ingest.Store.Queries;

namespace PolicyIngest.Cli.Verbs;

/// <summary>What an export is asked for.</summary>
/// <param name="Database">The database's file.</param>
/// <param name="Format">json, jsonl, xlsx, csv or md.</param>
/// <param name="Output">File to write; null or - for standard output.</param>
/// <param name="View">A view or table, or null.</param>
/// <param name="Query">A query, or null.</param>
/// <param name="ChineseHeads">Whether columns have Chinese heads.</param>
/// <param name="Report">The report to link to, or null.</param>
/// <param name="Limits">What ends a query.</param>
internal sealed record TableRequest(string Database, string Format, string? Output, string? View, string? Query, bool ChineseHeads, string? Report, QueryLimits Limits)
{
    /// <summary>Whether the whole database is asked for.</summary>
    public bool IsWhole => View is null && Query is null;
}

/// <summary>Writes tables in the formats that other programs open.</summary>
internal static class TableExport
{
    /// <summary>The report's name where nobody said another.</summary>
    private const string UsualReport = "report.html";

    public static void Write(TableRequest asked, Terminal terminal)
    {
        bool isFolder = asked.Format == "csv" && asked.IsWhole && asked.Output is { } named && (named.EndsWith('/') || named.EndsWith(Path.DirectorySeparatorChar) || Directory.Exists(named));
        bool isZip = asked.Format == "csv" && asked.IsWhole && asked.Output?.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) == true;
        if (asked.Format == "csv" && asked.IsWhole && !isFolder && !isZip)
            throw new UsageException("a CSV file holds one table: name it (--view tasks), or give a folder or a .zip for all (--output tables/, --output tables.zip)");
        using var tables = TableQueries.Open(asked.Database, asked.Limits);
        if (isFolder) WriteFolder(asked, tables, terminal);
        else OutputFile.Write(asked.Output, terminal, stream => Write(asked, tables, stream, isZip));
    }

    private static void Write(TableRequest asked, TableQueries tables, Stream stream, bool isZip)
    {
        if (asked.Format == "xlsx")
        {
            using var book = new XlsxWriter(stream, asked.ChineseHeads, Report(asked));
            foreach (var (name, open) in Tables(asked, tables))
            {
                using var rows = open();
                book.Add(asked.ChineseHeads ? ChineseRows.SheetName(name) : name, rows);
            }
        }
        else if (isZip) WriteZip(asked, tables, stream);
        else
        {
            foreach (var (name, open) in Tables(asked, tables))
            {
                using var rows = open();
                if (asked.Format == "csv") CsvTable.Write(stream, rows, asked.ChineseHeads);
                else if (asked.Format == "md") MarkdownTable.Write(stream, asked.IsWhole ? asked.ChineseHeads ? ChineseRows.SheetName(name) : name : null, rows, asked.ChineseHeads);
                else JsonTable.Write(stream, rows, asArray: asked.Format == "json");
            }
        }
    }

    private static void WriteFolder(TableRequest asked, TableQueries tables, Terminal terminal)
    {
        try
        {
            Directory.CreateDirectory(asked.Output!);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"{asked.Output}: the folder can't be made ({SystemFault.Reason(fault)})");
        }
        foreach (var (name, open) in Tables(asked, tables))
        {
            using var rows = open();
            OutputFile.Write(Path.Combine(asked.Output!, name + ".csv"), terminal, stream => CsvTable.Write(stream, rows, asked.ChineseHeads));
        }
    }

    private static void WriteZip(TableRequest asked, TableQueries tables, Stream stream)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, open) in Tables(asked, tables))
        {
            using var rows = open();
            using var entry = zip.CreateEntry(name + ".csv").Open();
            CsvTable.Write(entry, rows, asked.ChineseHeads);
        }
    }

    private static IEnumerable<(string Name, Func<ITableRows> Open)> Tables(TableRequest asked, TableQueries tables) =>
        asked.Query is { } sql ? [("query", () => Shown(asked, tables.Query(sql)))]
        : asked.View is { } view ? [(view, () => Shown(asked, tables.View(view)))]
        : TableQueries.Sheets.Select(sheet => (sheet, (Func<ITableRows>)(() => Shown(asked, tables.Sheet(sheet)))));

    /// <summary>Who asks for Chinese heads reads 牵头 below 角色, not lead. JSON has names of columns, and the words that go with them.</summary>
    private static ITableRows Shown(TableRequest asked, ITableRows rows) => asked.ChineseHeads && asked.Format is not ("json" or "jsonl") ? new ChineseRows(rows) : rows;

    /// <summary>The report that was named, as the workbook's readers find it; else one that lies beside the workbook.</summary>
    private static ReportLink? Report(TableRequest asked)
    {
        string? folder = asked.Output is null or "-" ? null : Path.GetDirectoryName(Path.GetFullPath(asked.Output));
        if (asked.Report is null) return folder is not null && File.Exists(Path.Combine(folder, UsualReport)) ? new ReportLink(UsualReport) : null;
        if (asked.Report.Contains("://", StringComparison.Ordinal)) return new ReportLink(asked.Report);
        if (!FilePath.IsName(asked.Report)) throw new UsageException("the name of the report is empty or holds a NUL character");
        string path = folder is null ? Path.GetFullPath(asked.Report) : Path.GetRelativePath(folder, asked.Report);
        // In an address these three mean something else.
        return new ReportLink(path.Replace('\\', '/').Replace("%", "%25", StringComparison.Ordinal).Replace("#", "%23", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal));
    }
}
