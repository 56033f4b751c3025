using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace PolicyIngest.Ingest.Export;

/// <summary>The words of closed lists as readers see them, in Chinese and English, from <c>closed-words.tsv</c>: for tables, ledgers and pages alike.</summary>
public static class ClosedWords
{
    private static readonly (string List, string Word, string Chinese, string English)[] Rows =
        [.. EmbeddedFile.Text("closed-words.tsv").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#').Select(Row)];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Lists = Rows.GroupBy(row => row.List, StringComparer.Ordinal)
        .ToFrozenDictionary(list => list.Key, list => list.ToFrozenDictionary(row => row.Word, row => row.Chinese, StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>All lists for a page's script: <c>{"role":{"lead":["牵头","lead"], …}, …}</c>.</summary>
    public static string Json { get; } = Write();

    /// <summary>The words of a list in Chinese.</summary>
    /// <param name="list">A column in which such words stand: role, op. A unit's level has the words of a plan's.</param>
    /// <returns>Null where the column has no closed list.</returns>
    public static FrozenDictionary<string, string>? Chinese(string list) => Lists.GetValueOrDefault(list == "unit_level" ? "level" : list);

    private static string Write()
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, GoldJson.Options(indented: false)))
        {
            json.WriteStartObject();
            foreach (var list in Rows.GroupBy(row => row.List, StringComparer.Ordinal))
            {
                json.WriteStartObject(list.Key);
                foreach (var row in list)
                {
                    json.WriteStartArray(row.Word);
                    json.WriteStringValue(row.Chinese);
                    json.WriteStringValue(row.English);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static (string, string, string, string) Row(string line)
    {
        string[] cells = line.TrimEnd('\r').Split('\t');
        return (cells[0], cells[1], cells[2], cells[3]);
    }
}
