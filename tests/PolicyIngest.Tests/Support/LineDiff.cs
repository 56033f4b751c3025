using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>Shows how two texts differ, line by line: <c>-</c> expected, <c>+</c> found, with two lines around each change.</summary>
internal static class LineDiff
{
    private const int Context = 2;
    private const int LongestShown = 80;

    /// <summary>The diff; empty when the texts are equal.</summary>
    public static string Of(string expected, string found)
    {
        string[] a = expected.Split('\n'), b = found.Split('\n');
        var marked = Mark(a, b);
        var shown = new StringBuilder();
        int lines = 0, last = -1;
        for (int i = 0; i < marked.Count; i++)
        {
            if (!NearChange(marked, i)) continue;
            if (++lines > LongestShown) return shown.Append("… (more)\n").ToString();
            if (last >= 0 && last != i - 1) shown.Append("…\n");
            shown.Append(marked[i].Mark).Append(' ').Append(marked[i].Line).Append('\n');
            last = i;
        }
        return shown.ToString();
    }

    private static bool NearChange(List<(char Mark, string Line)> marked, int i)
    {
        for (int j = Math.Max(0, i - Context); j <= Math.Min(marked.Count - 1, i + Context); j++)
            if (marked[j].Mark != ' ') return true;
        return false;
    }

    private static List<(char Mark, string Line)> Mark(string[] a, string[] b)
    {
        int head = 0;
        while (head < a.Length && head < b.Length && a[head] == b[head]) head++;
        int tail = 0;
        while (tail < a.Length - head && tail < b.Length - head && a[^(tail + 1)] == b[^(tail + 1)]) tail++;

        var marked = new List<(char, string)>();
        foreach (string line in a.AsSpan(0, head)) marked.Add((' ', line));
        MarkMiddle(a[head..^tail], b[head..^tail], marked);
        foreach (string line in a.AsSpan(a.Length - tail)) marked.Add((' ', line));
        return marked;
    }

    private static void MarkMiddle(string[] a, string[] b, List<(char, string)> marked)
    {
        // The longest common subsequence, where the table of lengths stays small; else all old lines, then all new ones.
        int[,]? length = (long)a.Length * b.Length <= 4_000_000 ? CommonLengths(a, b) : null;
        int i = 0, j = 0;
        while (i < a.Length && j < b.Length)
        {
            if (length is null) break;
            if (a[i] == b[j]) { marked.Add((' ', a[i++])); j++; }
            else if (length[i + 1, j] >= length[i, j + 1]) marked.Add(('-', a[i++]));
            else marked.Add(('+', b[j++]));
        }
        while (i < a.Length) marked.Add(('-', a[i++]));
        while (j < b.Length) marked.Add(('+', b[j++]));
    }

    private static int[,] CommonLengths(string[] a, string[] b)
    {
        var length = new int[a.Length + 1, b.Length + 1];
        for (int i = a.Length - 1; i >= 0; i--)
            for (int j = b.Length - 1; j >= 0; j--)
                length[i, j] = a[i] == b[j] ? length[i + 1, j + 1] + 1 : Math.Max(length[i + 1, j], length[i, j + 1]);
        return length;
    }
}
