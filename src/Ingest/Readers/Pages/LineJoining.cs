using System.Text;

namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Puts the end of a line and the start of the next together.</summary>
internal static class LineJoining
{
    /// <summary>Appends a line to the text before it, with a space between two Latin words and none beside a Han character.</summary>
    public static void Append(StringBuilder text, string line)
    {
        if (line.Length == 0) return;
        if (text.Length > 0 && IsWordPart(text[^1]) && IsWordPart(line[0]) && !(char.IsAsciiDigit(text[^1]) && char.IsAsciiDigit(line[0])))
            text.Append(' ');
        text.Append(line);
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c) && !Script.IsWide(c);
}
