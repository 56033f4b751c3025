using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace PolicyIngest.Bench.Whole;

/// <summary>The report as a Markdown file, its bars first; lines are shown as they come.</summary>
/// <param name="path">The file.</param>
internal sealed class BenchReport(string path)
{
    private readonly StringBuilder _body = new();
    private readonly List<string[]> _bars = [];

    public void Section(string title) => Append($"\n## {title}\n");

    public void Line(FormattableString text) => Line(text.ToString(CultureInfo.InvariantCulture));

    public void Line(string text) => Append($"\n{text}");

    public void Table(string[] head, params string[][] rows) => Append("\n" + Markdown(head, rows));

    /// <summary>A figure that is held against a demand.</summary>
    public void Bar(string name, string demand, FormattableString measured, bool isMet) =>
        _bars.Add([name, demand, measured.ToString(CultureInfo.InvariantCulture), isMet ? "yes" : "no"]);

    /// <summary>Writes the file.</summary>
    public void Save()
    {
        string head = $"""
            # Benchmarks

            Made by `./dev.sh bench`. Machine: {Machine()}, {RuntimeInformation.OSDescription}, .NET {Environment.Version},
            {DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC. Load when it began: {_load}; processor time is what neighbours hardly touch.

            {Markdown(["what", "demanded", "measured", "met"], [.. _bars])}
            """;
        File.WriteAllText(path, head + "\n" + _body + "\n");
    }

    private readonly string _load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private void Append(string text)
    {
        _body.Append(text).Append('\n');
        Console.WriteLine(text);
    }

    private static string Markdown(string[] head, string[][] rows)
    {
        var table = new StringBuilder();
        Row(head);
        Row([.. head.Select((_, i) => i == 0 ? "---" : "---:")]);
        foreach (string[] row in rows) Row(row);
        return table.ToString().TrimEnd('\n');

        void Row(string[] cells) => table.Append("| ").AppendJoin(" | ", cells).Append(" |\n");
    }

    private static string Machine()
    {
        string name = RuntimeInformation.ProcessArchitecture.ToString();
        if (File.Exists("/proc/cpuinfo"))
            name = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? name;
        return $"{Environment.MachineName}, {Environment.ProcessorCount} cores of {name}";
    }
}
