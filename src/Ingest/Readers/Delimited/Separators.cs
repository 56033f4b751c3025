namespace PolicyIngest.Ingest.Readers.Delimited;

/// <summary>Tells by which sign the columns of a text are parted.</summary>
internal static class Separators
{
    private const int Records = 100;

    private const string Candidates = ",\t;|";

    /// <summary>
    /// The sign of which most records hold the same number, outside quotation marks; <paramref name="usual"/> where none does.
    /// </summary>
    public static char Guess(string text, char usual)
    {
        var counts = Count(text);
        char best = usual;
        double most = 0;
        for (int i = 0; i < Candidates.Length; i++)
        {
            var used = counts.Where(record => record[i] > 0).GroupBy(record => record[i]).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key).FirstOrDefault();
            if (used is null) continue;
            // A tie goes to the usual sign.
            double share = (double)used.Count() / counts.Count + (Candidates[i] == usual ? 0.05 : 0);
            if (share > most) (best, most) = (Candidates[i], share);
        }
        return best;
    }

    /// <summary>How many of each sign the first records hold.</summary>
    private static List<int[]> Count(string text)
    {
        var counts = new List<int[]>();
        int[] record = new int[Candidates.Length];
        bool isQuoted = false, hasText = false;
        foreach (char c in text)
        {
            if (c == '"') isQuoted = !isQuoted;
            else if (!isQuoted && c is '\n' or '\r')
            {
                if (hasText) counts.Add(record);
                if (counts.Count == Records) return counts;
                (record, hasText) = (new int[Candidates.Length], false);
                continue;
            }
            hasText |= !char.IsWhiteSpace(c);
            int candidate = isQuoted ? -1 : Candidates.IndexOf(c, StringComparison.Ordinal);
            if (candidate >= 0) record[candidate]++;
        }
        if (hasText) counts.Add(record);
        return counts;
    }
}
