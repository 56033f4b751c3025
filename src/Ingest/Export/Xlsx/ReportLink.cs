namespace PolicyIngest.Ingest.Export.Xlsx;

/// <summary>Leads from a row to its fact in the report.</summary>
/// <param name="Address">The report: a web address, or a path from the workbook's folder.</param>
public sealed record ReportLink(string Address)
{
    /// <summary>Longest text in a formula; a longer address is written in pieces.</summary>
    private const int LongestText = 250;

    /// <summary>The column that names a row's fact, and the letter with which the report's ids of such facts begin.</summary>
    private static readonly (string Column, char Letter)[] Keys = [("assignment_id", 'a'), ("deadline_id", 'd'), ("target_id", 'g'), ("task_id", 't')];

    /// <summary>Where the fact's key stands in a row; null where no column names a fact.</summary>
    internal static (int Column, char Letter)? KeyOf(IReadOnlyList<string> columns)
    {
        foreach (var (name, letter) in Keys)
            for (int i = 0; i < columns.Count; i++)
                if (columns[i] == name) return (i, letter);
        return null;
    }

    /// <summary>
    /// The formula of a link. A sheet may have no more than 65,530 links of the other sort, and each of them would need a line in a part of its own.
    /// </summary>
    internal string Formula(string fragment, string shown)
    {
        string address = $"{Address}#{fragment}";
        var pieces = Enumerable.Range(0, (address.Length + LongestText - 1) / LongestText)
            .Select(i => $"\"{address.Substring(i * LongestText, Math.Min(LongestText, address.Length - i * LongestText)).Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        return $"HYPERLINK({string.Join('&', pieces)},\"{shown}\")";
    }
}
