using System.Text.RegularExpressions;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Takes the spaces out of running text that a converter from PDF has strewn between Han characters (加 强组织领 导). A file has them by
/// the hundred or not at all; a space here and there is meant (总 则, names in a list).
/// </summary>
internal static partial class LoneSpaces
{
    private const int Fewest = 200;

    // One space in so many Han characters of running text, or more.
    private const int MostCharactersToASpace = 100;

    // 加 强, 导， 完; not the wide gap of 甲  乙 and not 2026 年
    [GeneratedRegex(@"(?<=[\p{IsCJKUnifiedIdeographs}，。、；：）》”])[ \u00A0](?=[\p{IsCJKUnifiedIdeographs}，。、；：（）《》“”])")]
    private static partial Regex Space();

    /// <summary>The blocks without such spaces, where the file is one that has them; else as they are.</summary>
    public static void Remove(BlockBuffer blocks)
    {
        int spaces = 0, characters = 0;
        foreach (string text in blocks.Texts)
        {
            if (!IsRunning(text)) continue;
            spaces += Space().Count(text);
            characters += text.Length;
        }
        if (spaces >= Fewest && spaces * MostCharactersToASpace >= characters) blocks.Rewrite(text => IsRunning(text) ? Space().Replace(text, "") : text);
    }

    private static bool IsRunning(string text) => text.AsSpan().ContainsAny('，', '。', '；');
}
