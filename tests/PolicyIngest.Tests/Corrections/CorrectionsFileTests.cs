using System.Text;
using PolicyIngest.Ingest.Corrections;
using PolicyIngest.Model;
using Xunit;
using static PolicyIngest.Tests.Corrections.CorrectionCase;

namespace PolicyIngest.Tests.Corrections;

public sealed class CorrectionsFileTests
{
    private readonly Extraction _rules = Read();

    private Correction[] Some =>
    [
        Draft(_rules).Change(new FactRef(CorrectionSubject.Assignment, 1), Values(("unit", "云岭市水利局"), ("scope", null))) with { Id = "2", Why = "全称 \"如此\"" },
        Draft(_rules).AddTask(1, ["二", "(二)"], At(_rules, "市审计局跟进"), Values(("title", "跟进审计"))) with { Id = "1", CarriedFrom = new string('a', 64) },
        Draft(_rules).Finish() with { Id = "3" },
    ];

    [Fact]
    public void What_is_written_is_read_again_in_one_order()
    {
        var read = CorrectionsFile.Read(CorrectionsFile.Write(Some));
        Assert.Equal(Some.OrderBy(each => each.Id, StringComparer.Ordinal), read);
        Assert.Equal(CorrectionsFile.Write(Some.Reverse()), CorrectionsFile.Write(read));
    }

    [Fact]
    public void A_line_is_an_object_with_its_keys_in_order_and_readable_words()
    {
        string[] lines = Encoding.UTF8.GetString(CorrectionsFile.Write(Some)).TrimEnd('\n').Split('\n');
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"unit\":\"云岭市水利局\"", lines[1], StringComparison.Ordinal);
        foreach (string line in lines)
        {
            using var json = System.Text.Json.JsonDocument.Parse(line);
            string[] keys = [.. json.RootElement.EnumerateObject().Select(member => member.Name)];
            Assert.Equal(keys.Order(StringComparer.Ordinal), keys);
        }
    }

    [Theory]
    [InlineData("\"subject\":\"assignment\"", "\"subject\":\"asignment\"", "line 2", "asignment")]
    [InlineData("\"who\":", "\"wo\":", "line 2", "no field wo")]
    [InlineData("\"unit\":\"云岭市水利局\"", "\"unti\":\"云岭市水利局\"", "line 2", "no field unti")]
    [InlineData("\"role\":\"lead\"", "\"role\":\"leader\"", "line 2", "leader")]
    [InlineData("\"who\":\"李青\"", "\"who\":\" \"", "line 2", "who made it")]
    [InlineData("2031-02-03T12:00:00Z", "gestern", "line 2", "gestern")]
    [InlineData("\"start\":", "\"start\":-", "line 2", "start")]
    [InlineData("{\"action\":\"change\"", "{\"action\":\"change", "line 2", "no JSON")]
    public void A_line_that_cannot_be_used_is_refused_by_its_number(string was, string now, string number, string reason)
    {
        string[] lines = Encoding.UTF8.GetString(CorrectionsFile.Write(Some)).Split('\n');
        Assert.Contains(was, lines[1], StringComparison.Ordinal);
        lines[1] = lines[1].Replace(was, now, StringComparison.Ordinal);
        var fault = Assert.Throws<CorrectionsFileException>(() => CorrectionsFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
        Assert.Contains(number, fault.Message, StringComparison.Ordinal);
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
    }
}
