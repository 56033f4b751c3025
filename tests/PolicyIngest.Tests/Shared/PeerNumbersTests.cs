using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using PolicyIngest.Ingest.Annotations;
using PolicyIngest.Model;
using PolicyIngest.Tests.Annotations;
using PolicyIngest.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace PolicyIngest.Tests.Shared;

/// <summary>
/// The number, percent and measure cases of Recognizers-Text (<c>../shared/peers</c>), which others made, against the scanner of quantities: the same values at
/// the same places. What differs stands with its reason in the file beside this test.
/// </summary>
public sealed partial class PeerNumbersTests(ITestOutputHelper output)
{
    private const string Differences = "tests/PolicyIngest.Tests/Shared/peer-numbers.tsv";

    [SharedFact]
    public void Nineteen_of_twenty_have_the_same_values_at_the_same_places()
    {
        var known = File.ReadLines(Path.Combine(Repository.Root, Differences)).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split('\t')[0]).ToHashSet(StringComparer.Ordinal);
        var differing = new List<string>();
        int all = 0;
        foreach (var model in (string[])["NumberModel", "PercentModel", "DimensionModel"])
            foreach (var (input, expected) in Cases(model))
            {
                all++;
                var found = Read(model, input);
                if (found.SequenceEqual(expected)) continue;
                differing.Add(input);
                output.WriteLine($"{model}: {input} => {string.Join(' ', expected)}; found {string.Join(' ', found)}");
            }
        Assert.Equal(known.Order(StringComparer.Ordinal), differing.Select(Clean).Distinct().Order(StringComparer.Ordinal));
        Assert.True(all - differing.Count >= all * 0.95, $"{all - differing.Count} of {all}");
    }

    /// <summary>The cases of whole numbers, decimals, percents and measures.</summary>
    private static IEnumerable<(string Input, List<Reading> Expected)> Cases(string model)
    {
        using var cases = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Shared!, "peers", "recognizers-text", model + ".json"), Encoding.UTF8));
        foreach (var each in cases.RootElement.EnumerateArray())
        {
            string input = each.GetProperty("Input").GetString()!;
            var results = each.GetProperty("Results").EnumerateArray().ToList();
            if (NotOurs().IsMatch(Clean(input).Replace(" ", "", StringComparison.Ordinal))) continue;
            yield return (input, [.. results.Select(Expected)]);
        }
    }

    private static Reading Expected(JsonElement result) => new(
        result.GetProperty("Start").GetInt32(), result.GetProperty("End").GetInt32() + 1,
        decimal.Parse(result.GetProperty("Resolution").GetProperty("value").GetString()!.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture));

    private static IEnumerable<Reading> Read(string model, string input) => model switch
    {
        "NumberModel" => QuantityReading.Of(input).Select(found => new Reading(found.Number.Start, found.Number.End, found.Value)),
        "PercentModel" => QuantityReading.Of(input).Where(found => found.Kind == MeasureKind.Ratio).Select(found => new Reading(found.Span.Start, found.Span.End, found.Value)),
        _ => QuantityReading.Of(input).Where(found => found.Kind is MeasureKind.Extent or MeasureKind.Amount).Select(found => new Reading(found.Span.Start, found.Span.End, found.Value)),
    };

    private static string Clean(string input) => input.Trim().Replace('\t', ' ').Replace('\n', ' ');

    private readonly record struct Reading(int Start, int End, decimal Value);

    // Fractions (三分之二, 1/3, 又), 成 and 折, ordinals; and powers, exponents and thousands as k and M (2^5, 1e5, 40k), which are no decimals as plans write them.
    [GeneratedRegex(@"(?<![百佰])分之|[\d０-９一壹二三四五六七八九十千万][百佰]分之|/|／|又|[\d０-９一二两兩三四五六七八九十半]成|折|第|\^|[\d０-９.．][eEｅ][-+－]?[\d０-９]|[\d０-９][kKＫM]")]
    private static partial Regex NotOurs();
}
