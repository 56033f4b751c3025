using System.Text;

namespace PolicyIngest.Ingest.Export;

/// <summary>Labels of a task as official texts write them.</summary>
internal static class WrittenPath
{
    /// <summary>二/(一)/1 is 二(一)1; two numbers stay apart, 附件2/3 is 附件2-3.</summary>
    public static string Of(string path)
    {
        var written = new StringBuilder(path.Length);
        for (int i = 0; i < path.Length; i++)
        {
            if (path[i] != '/') written.Append(path[i]);
            else if (i > 0 && i + 1 < path.Length && IsNumber(path[i - 1]) && IsNumber(path[i + 1])) written.Append('-');
        }
        return written.ToString();
    }

    private static bool IsNumber(char c) => char.IsAsciiLetterOrDigit(c) || "一二三四五六七八九十百".Contains(c, StringComparison.Ordinal);
}
