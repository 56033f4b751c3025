using System.Globalization;
using PolicyIngest.Model;

namespace PolicyIngest.Ingest.Report;

/// <summary>What a reader without scripts sees: the figures, and each plan in a row.</summary>
internal sealed class ReportDigest
{
    private readonly List<(string Title, Plan? Plan, int Tasks)> _rows = [];
    private int _tasks, _deadlines, _targets;

    /// <summary>Documents that were added.</summary>
    public int Documents { get; private set; }

    /// <summary>Adds a document.</summary>
    public void Add(Extraction extraction)
    {
        Documents++;
        string text = extraction.Document.Text;
        if (extraction.Plans.IsEmpty) _rows.Add((ReportData.FirstLine(text, 0), null, 0));
        foreach (var plan in extraction.Plans)
        {
            // As on the page, rows that only repeat a task of the body are not counted.
            var tasks = plan.Tasks.Where(task => !task.Restates).ToList();
            _tasks += tasks.Count;
            _deadlines += tasks.Sum(task => task.Deadlines.Length);
            _targets += plan.Targets.Length;
            _rows.Add((plan.Title ?? ReportData.FirstLine(text, plan.Span.Start), plan, tasks.Count));
        }
    }

    /// <summary>Writes the figures and the rows.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="toCheck">How many things a person should look at.</param>
    public void Write(TextWriter html, int toCheck)
    {
        html.Write(string.Create(CultureInfo.InvariantCulture, $"""
            <p>{Documents} 份文件 documents · {_tasks} 项任务 tasks · {_deadlines} 个时限 deadlines · {_targets} 项指标 targets · {toCheck} 处待核查 to be checked</p>
            <table class="plain"><thead><tr><th scope="col">计划 Plan</th><th scope="col">文号 Number</th><th scope="col">发文机关 Issuer</th><th scope="col">成文 Issued</th><th scope="col">任务 Tasks</th></tr></thead><tbody>

            """));
        foreach (var (title, plan, tasks) in _rows)
        {
            html.Write("<tr>");
            foreach (string? cell in (ReadOnlySpan<string?>)[title, plan?.DocNumber, plan?.Issuer, plan?.IssuedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), tasks.ToString(CultureInfo.InvariantCulture)])
            {
                html.Write("<td>");
                Markup.Write(html, cell);
                html.Write("</td>");
            }
            html.Write("</tr>\n");
        }
        html.Write("</tbody></table>");
    }
}
