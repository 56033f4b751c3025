namespace PolicyIngest.Ingest.Text;

/// <summary>How alike two texts are, by their pairs of neighbouring characters (Dice).</summary>
public static class TextLikeness
{
    /// <summary>2·common/(a+b), from 0 to 1; two empty texts are alike.</summary>
    public static double Of(string a, string b)
    {
        var (left, right) = (Pairs(a), Pairs(b));
        return 2.0 * left.Count(right.Contains) / Math.Max(1, left.Count + right.Count);
    }

    /// <summary>The pairs of a text; of a single character that one, of nothing the empty pair.</summary>
    private static HashSet<(int, int)> Pairs(string text)
    {
        int[] runes = [.. text.EnumerateRunes().Select(rune => rune.Value)];
        if (runes.Length < 2) return [(runes.Length == 0 ? 0 : runes[0], 0)];
        return [.. runes.Zip(runes.Skip(1))];
    }
}
