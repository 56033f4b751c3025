namespace PolicyIngest.Ingest.Lineage;

/// <summary>The wording of tasks: which three letters, digits or Chinese characters follow each other in them. What was asked for last is kept, for the same sources are looked at again and again.</summary>
/// <param name="wording">Gives a task's title and content.</param>
internal sealed class Wordings(Func<int, string> wording)
{
    // A power of two.
    private const int Kept = 1 << 15;

    private readonly (int Task, int[]? Grams)[] _kept = new (int, int[]?)[Kept];

    /// <summary>Which part of the shorter wording the longer one has, from 0 to 1.</summary>
    public double Overlap(int task, int other)
    {
        var (one, two) = (Of(task), Of(other));
        return one.Length == 0 || two.Length == 0 ? 0 : (double)NumberLists.Common(one, two) / Math.Min(one.Length, two.Length);
    }

    private int[] Of(int task)
    {
        ref var kept = ref _kept[task & (Kept - 1)];
        if (kept.Task != task || kept.Grams is null) kept = (task, Grams(wording(task)));
        return kept.Grams!;
    }

    /// <summary>Each three that follow each other as one number, in rising order.</summary>
    private static int[] Grams(string text)
    {
        var grams = new int[text.Length];
        ulong last = 0;
        int length = 0, count = 0;
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c)) continue;
            last = (last << 16 | c) & 0xFFFF_FFFF_FFFF;
            // A hash of 32 bits: among some hundred, two of the same are rare.
            if (++length >= 3) grams[count++] = (int)(last * 0x9E37_79B9_7F4A_7C15 >> 32);
        }
        Array.Sort(grams, 0, count);
        int distinct = 0;
        for (int i = 0; i < count; i++)
            if (i == 0 || grams[i] != grams[i - 1]) grams[distinct++] = grams[i];
        return grams[..distinct];
    }
}
