using System.CommandLine;
using System.Text.Json;
using PolicyIngest.Cli.Importing;
using PolicyIngest.Ingest.Corrections.Workbook;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Ingest.Store;

namespace PolicyIngest.Cli.Verbs;

/// <summary><c>export</c>: writes a database, a view or a query's result for other programs.</summary>
internal static class ExportVerb
{
    public static Command Create(Terminal terminal)
    {
        var database = CommonOptions.Database();
        var format = new Option<string>("--format")
        {
            Description = "jsonl (an object a line), json (one array), xlsx (Excel), csv, md (Markdown tables), parquet (a folder of typed tables) or duckdb (a DuckDB file)",
            DefaultValueFactory = _ => "jsonl",
        };
        format.AcceptOnlyFromAmong("json", "jsonl", "xlsx", "csv", "md", "parquet", "duckdb");
        var output = new Option<string?>("--output", "-o") { Description = "File to write; standard output without it, or with -", HelpName = "FILE" };
        var view = new Option<string?>("--view") { Description = "Only this view or table: tasks, assignments, deadlines, targets, v_unit, v_unit_pair, files …", HelpName = "NAME" };
        var query = new Option<string?>("--query") { Description = "The rows of this SELECT", HelpName = "SQL" };
        var heads = new Option<string>("--heads") { Description = "Heads of the columns, names of sheets and words such as roles: en (as in the database) or zh (Chinese: 牵头, ≥); for xlsx, csv and md", DefaultValueFactory = _ => "en" };
        heads.AcceptOnlyFromAmong("en", "zh");
        var report = new Option<string?>("--report") { Description = "Page of policy-ingest report to which rows of xlsx link; report.html beside the workbook is found by itself", HelpName = "FILE|URL" };
        var toCorrect = new Option<bool>("--to-correct") { Description = "A workbook in which facts can be corrected; 'corrections import' takes it back" };
        var partition = new Option<string?>("--partition") { Description = "year: parquet files of each year apart, in folders year=2021" };
        partition.AcceptOnlyFromAmong("year");
        var timeout = CommonOptions.QueryTimeout();
        var command = new Command("export",
            "Writes each document with its plans, tasks and targets as JSON (a span is [start, end] in Unicode code points of the document's text), or tables of tasks, assignments, deadlines and targets for Excel and other programs.")
        {
            database, format, output, view, query, heads, report, toCorrect, partition, timeout,
        };
        command.SetAction((parsed, cancellation) => Interruptible.Run(stop =>
        {
            var asked = new TableRequest(parsed.GetRequiredValue(database), parsed.GetRequiredValue(format), parsed.GetValue(output),
                parsed.GetValue(view), parsed.GetValue(query), parsed.GetRequiredValue(heads) == "zh", parsed.GetValue(report),
                CommonOptions.Limits(parsed.GetRequiredValue(timeout), stop));
            if (asked.View is not null && asked.Query is not null) throw new UsageException("--view and --query exclude each other; give one of them");
            if (parsed.GetValue(toCorrect)) WriteToCorrect(asked, terminal);
            else if (asked.IsWhole && asked.Format is "json" or "jsonl") WriteDocuments(asked, terminal);
            else if (asked.Format is "parquet" or "duckdb") ColumnarExport.Write(asked, parsed.GetValue(partition) is not null, terminal);
            else if (parsed.GetValue(partition) is not null) throw new UsageException("--partition is for --format parquet, whole or with --view");
            else TableExport.Write(asked, terminal);
            return ExitCode.Success;
        }, cancellation));
        Help.AddExamples(command,
            "policy-ingest export --db policies.db --format jsonl --output policies.jsonl",
            "policy-ingest export --db policies.db --format xlsx --heads zh --output policies.xlsx",
            "policy-ingest export --db policies.db --format xlsx --to-correct --output to-correct.xlsx",
            "policy-ingest export --db policies.db --format csv --view tasks --output tasks.csv",
            "policy-ingest export --db policies.db --format parquet --partition year --output tables/",
            "policy-ingest export --db policies.db --format duckdb --output policies.duckdb",
            "policy-ingest export --db policies.db --format md --query \"SELECT title, due FROM v_task WHERE due < '2024-10-01'\"");
        return command;
    }

    private static void WriteToCorrect(TableRequest asked, Terminal terminal)
    {
        if (asked.Format != "xlsx" || !asked.IsWhole) throw new UsageException("--to-correct writes a workbook of all facts; give it with --format xlsx and without --view and --query");
        using var store = StoredExtractions.Open(asked.Database);
        var documents = store.Documents();
        OutputFile.Write(asked.Output, terminal, stream => CorrectionWorkbook.Write(stream, documents.Select(document =>
        {
            asked.Limits.Stop.ThrowIfCancellationRequested();
            return (document.Id, store.Load(document));
        })));
    }

    private static void WriteDocuments(TableRequest asked, Terminal terminal)
    {
        using var store = StoredExtractions.Open(asked.Database);
        OutputFile.Write(asked.Output, terminal, stream => WriteDocuments(store, stream, asArray: asked.Format == "json", asked.Limits.Stop));
    }

    private static void WriteDocuments(StoredExtractions store, Stream stream, bool asArray, CancellationToken stop)
    {
        using var json = new Utf8JsonWriter(stream, GoldJson.Options(indented: asArray));
        if (asArray) json.WriteStartArray();
        foreach (var document in store.Documents())
        {
            stop.ThrowIfCancellationRequested();
            GoldJson.Write(json, store.Load(document), document.Paths.Skip(1));
            json.Flush();
            if (asArray) continue;
            stream.WriteByte((byte)'\n');
            json.Reset();
        }
        if (!asArray) return;
        json.WriteEndArray();
        json.Flush();
        stream.WriteByte((byte)'\n');
    }
}
