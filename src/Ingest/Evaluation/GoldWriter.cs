using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PolicyIngest.Ingest.Export;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Evaluation;

/// <summary>Writes a gold file from what was taken out of a document: a fact a line, so that a person can correct it.</summary>
public static class GoldWriter
{
    /// <summary>The file's text.</summary>
    public static string Write(Extraction extraction)
    {
        var text = new StringBuilder();
        text.Append('{').Append(Field("file", Path.GetFileName(extraction.Document.Source.Path))).Append(", \"plans\": [");
        AppendAll(text, extraction.Plans, "\n ", plan => WritePlan(text, plan));
        return text.Append("]}\n").ToString();
    }

    private static void WritePlan(StringBuilder text, Plan plan)
    {
        text.Append('{').AppendJoin(", ", Field("title", plan.Title), Field("doc_number", plan.DocNumber), Field("issuer", plan.Issuer), Field("issued_on", Iso(plan.IssuedOn)));
        text.Append(plan.Period is { } period ? string.Create(CultureInfo.InvariantCulture, $", \"period\": [{period.First}, {period.Last}]") : ", \"period\": null");
        text.Append(",\n  \"tasks\": [");
        AppendAll(text, plan.Tasks, "\n   ", task => WriteTask(text, task));
        text.Append("],\n  \"targets\": [");
        AppendAll(text, plan.Targets, "\n   ", target => WriteTarget(text, target));
        text.Append("]}");
    }

    private static void WriteTask(StringBuilder text, PolicyTask task)
    {
        text.Append('{').AppendJoin(", ", PathField(task.Path), Number("part", task.Part), Field("kind", GoldJson.Name(task.Kind)), Field("title", task.Title),
            $"\"restates\": {(task.Restates ? "true" : "false")}");
        text.Append(",\n    \"assignments\": [");
        AppendAll(text, task.Assignments, "\n     ", fact =>
        {
            text.Append('{').AppendJoin(", ", Field("role", GoldJson.Name(fact.Role)), Field("unit", fact.Unit), Field("label", fact.Label));
            if (fact.Scope is not null) text.Append(", ").Append(Field("scope", fact.Scope));
            text.Append('}');
        });
        text.Append("],\n    \"deadlines\": [");
        AppendAll(text, task.Deadlines, "\n     ", fact => text.Append('{').AppendJoin(", ", Field("kind", GoldJson.Name(fact.Kind)), Field("due", Iso(fact.Due)),
            Field("start", Iso(fact.Start)), Field("source", GoldJson.Name(fact.Source)), Field("raw", fact.Evidence.Raw)).Append('}'));
        text.Append("]}");
    }

    private static void WriteTarget(StringBuilder text, Target target) =>
        text.Append('{').AppendJoin(", ", PathField(target.Path), Number("part", target.Part), Field("indicator", target.Indicator), Field("op", GoldJson.Name(target.Op)),
            // 30.0 and 30 are one number.
            $"\"value\": {(target.Value / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture)}",
            Field("unit", target.Unit), Number("year", target.Year), Number("base", target.Base), Field("raw", target.Evidence.Raw)).Append('}');

    private static void AppendAll<T>(StringBuilder text, ImmutableArray<T> items, string before, Action<T> write)
    {
        for (int i = 0; i < items.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(before);
            write(items[i]);
        }
    }

    private static string Field(string name, string? value) => $"\"{name}\": {(value is null ? "null" : Quoted(value))}";

    private static string Number(string name, int? value) => $"\"{name}\": {(value is { } number ? number.ToString(CultureInfo.InvariantCulture) : "null")}";

    private static string PathField(ImmutableArray<string> path) => $"\"path\": [{string.Join(", ", path.Select(Quoted))}]";

    private static string Quoted(string value) => $"\"{JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    private static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
