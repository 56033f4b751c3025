using System.Text;
using PolicyIngest.Ingest.Export.Tables;
using Xunit;

namespace PolicyIngest.Tests.Export;

public sealed class TextTableTests
{
    private static readonly string[] Commands = ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1+1", "－1＋1", "=HYPERLINK(\"http://a\")"];

    [Fact]
    public void Csv_follows_the_rfc_and_runs_nothing()
    {
        var rows = new MadeRows(["due", "=title", "n"],
            [["2031-06-30", "含,逗号和\"引号\"\n第二行", 1], [null, "-12.5", -12.5], .. Commands.Select(object?[] (command) => [command, "a", 0])]);
        byte[] bytes = Written(output => CsvTable.Write(output, rows));
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        string csv = Encoding.UTF8.GetString(bytes[3..]);
        Assert.StartsWith("due,'=title,n\r\n2031-06-30,\"含,逗号和\"\"引号\"\"\n第二行\",1\r\n,-12.5,-12.5\r\n'=1+1,a,0\r\n", csv, StringComparison.Ordinal);
        Assert.Equal(Commands.Select(command => "'" + command), Cells(csv).Skip(9).Where((_, i) => i % 3 == 0));
        Assert.EndsWith("\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public void Heads_are_Chinese_where_that_is_asked_for() =>
        Assert.StartsWith("任务编号,牵头单位,own\r\n", Encoding.UTF8.GetString(Written(output => CsvTable.Write(output, new MadeRows(["task_id", "leads", "own"], []), chineseHeads: true)))[1..], StringComparison.Ordinal);

    [Fact]
    public void Markdown_stays_a_table()
    {
        var rows = new MadeRows(["a_b", "n"], [["x|y\n<b>*[l](u)*</b> \\ `c`", 1.5], [null, null]]);
        Assert.Equal("## tasks\n\n| a\\_b | n |\n| --- | --- |\n| x\\|y<br>&lt;b>\\*\\[l\\](u)\\*&lt;/b> \\\\ \\`c\\` | 1.5 |\n|  |  |\n\n",
            Encoding.UTF8.GetString(Written(output => MarkdownTable.Write(output, "tasks", rows))));
    }

    [Fact]
    public void Json_rows_keep_their_types()
    {
        MadeRows Rows() => new(["名", "n", "r", "z", "b"], [["甲\"", 7, 0.5, null, new byte[] { 1, 2 }]]);
        Assert.Equal("{\"名\":\"甲\\\"\",\"n\":7,\"r\":0.5,\"z\":null,\"b\":\"AQI=\"}\n", Encoding.UTF8.GetString(Written(output => JsonTable.Write(output, Rows(), asArray: false))));
        Assert.Equal("[\n {\n  \"名\": \"甲\\\"\",\n  \"n\": 7,\n  \"r\": 0.5,\n  \"z\": null,\n  \"b\": \"AQI=\"\n }\n]\n",
            Encoding.UTF8.GetString(Written(output => JsonTable.Write(output, Rows(), asArray: true))));
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return output.ToArray();
    }

    /// <summary>A reader of CSV that knows the RFC and nothing else.</summary>
    private static List<string> Cells(string csv)
    {
        var cells = new List<string>();
        for (int i = 0; i < csv.Length;)
        {
            var cell = new StringBuilder();
            if (csv[i] == '"')
            {
                for (i++; csv[i] != '"' || (i + 1 < csv.Length && csv[i + 1] == '"'); i++)
                {
                    if (csv[i] == '"') i++;
                    cell.Append(csv[i]);
                }
                i++;
            }
            else for (; csv[i] is not (',' or '\r'); i++) cell.Append(csv[i]);
            cells.Add(cell.ToString());
            i += csv[i] == ',' ? 1 : 2;
        }
        return cells;
    }
}
