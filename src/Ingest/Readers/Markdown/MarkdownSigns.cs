namespace PolicyIngest.Ingest.Readers.Markdown;

/// <summary>Tells from its bytes whether a text without the ending .md is Markdown all the same.</summary>
internal static class MarkdownSigns
{
    private const int Sample = 65_536;

    /// <summary>From how many lines on that begin with a tab the text holds tables as Apache Tika writes them, which Markdown's rules would lose.</summary>
    private const int LeastRows = 4;

    /// <summary>
    /// Whether headings, tables or lines in bold type stand there as nothing but Markdown writes them. Text with Tika's tables is read as such; the marks of its
    /// headings are no hindrance to the reading.
    /// </summary>
    public static bool ArePlain(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Count("\n\t"u8) >= LeastRows) return false;
        var rest = bytes[..Math.Min(bytes.Length, Sample)];
        int headings = 0, bold = 0, tables = 0;
        bool hadBars = false;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
            rest = end < 0 ? default : rest[(end + 1)..];
            if (IsHeading(line)) headings++;
            else if (IsBold(line)) bold++;
            else if (hadBars && IsRuleOfTable(line)) tables++;
            hadBars = line.Count((byte)'|') >= 2;
        }
        return headings >= 2 || tables > 0 || headings + bold >= 3;
    }

    /// <summary>## 二、重点任务</summary>
    private static bool IsHeading(ReadOnlySpan<byte> line)
    {
        int marks = line.IndexOfAnyExcept((byte)'#');
        return marks is >= 1 and <= 6 && line[marks] == (byte)' ' && line.Length > marks + 1;
    }

    /// <summary>**（一）夯实基础** or **牵头单位**：市水利局</summary>
    private static bool IsBold(ReadOnlySpan<byte> line) =>
        line.StartsWith("**"u8) && line.Length > 5 && line[2] is not ((byte)'*' or (byte)' ') && line[2..].IndexOf("**"u8) > 0;

    /// <summary>| --- | :-: | below a table's head.</summary>
    private static bool IsRuleOfTable(ReadOnlySpan<byte> line) =>
        line.IndexOf("--"u8) >= 0 && line.Contains((byte)'|') && line.IndexOfAnyExcept("|-: \t"u8) < 0;
}
