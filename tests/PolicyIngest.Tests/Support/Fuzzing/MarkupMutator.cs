using System.Text;
using System.Text.RegularExpressions;

namespace PolicyIngest.Tests.Support.Fuzzing;

/// <summary>
/// Damages markup at its tags: elements are doubled, moved and dropped, tags go missing, numbers become others. In text without markup
/// lines take the place of elements.
/// </summary>
internal sealed partial class MarkupMutator(Random random)
{
    private static readonly string[] Numbers = ["0", "-1", "1", "7", "99999", "2147483647", "4294967296", "-9223372036854775808", "1e9", "", "x", "９", "①"];

    // A tag or a line end.
    [GeneratedRegex(@"<[^<>]{0,300}>|\n", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    [GeneratedRegex("[0-9]{1,12}", RegexOptions.CultureInvariant)]
    private static partial Regex Number();

    public byte[] Mutate(byte[] file)
    {
        string text = Encoding.UTF8.GetString(file);
        var places = Place().Matches(text);
        if (places.Count < 2) return file;
        int a = random.Next(places.Count), b = Math.Min(places.Count - 1, a + random.Next(1, 12));
        int start = places[a].Index, end = places[b].Index;
        string piece = text[start..end];
        string changed = random.Next(7) switch
        {
            0 => text.Remove(start, end - start),
            1 => text.Insert(end, piece),
            2 => text.Insert(end, new StringBuilder().Insert(0, piece, random.Next(1, 60)).ToString()),
            3 => text.Remove(start, end - start).Insert(Math.Min(places[random.Next(places.Count)].Index, text.Length - (end - start)), piece),
            4 => text.Remove(start, places[a].Length),
            // Inside each other instead of one after the other.
            5 => text.Insert(start, new StringBuilder().Insert(0, places[a].Value, random.Next(1, 400)).ToString()),
            _ => Renumber(text),
        };
        return Encoding.UTF8.GetBytes(changed);
    }

    private string Renumber(string text)
    {
        var numbers = Number().Matches(text);
        if (numbers.Count == 0) return text;
        var number = numbers[random.Next(numbers.Count)];
        return text.Remove(number.Index, number.Length).Insert(number.Index, Numbers[random.Next(Numbers.Length)]);
    }
}
