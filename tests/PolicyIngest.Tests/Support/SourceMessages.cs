using System.Text;

namespace PolicyIngest.Tests.Support;

/// <summary>The messages for people that stand in the program's sources, each with <c>0</c> where it has a hole.</summary>
internal static class SourceMessages
{
    // What is called with a message. Messages have words; codes and names such as empty-file have none.
    private static readonly string[] Calls =
        ["DocumentException(", "StoreException(", "UsageException(", ".Report(", ".Say(", ".Shown(", "new Diagnostic(", "AddError(",
            "roblems.Add(", "FileFailure(", "Problem(", "new(DocumentStatus.", "Fatal(line, ", "Minor(line, "];

    /// <summary>All of them, with the file they stand in.</summary>
    public static IEnumerable<(string File, string Message)> All()
    {
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (file.Contains("/obj/", StringComparison.Ordinal) || file.Contains("\\obj\\", StringComparison.Ordinal)) continue;
            foreach (string message in In(File.ReadAllText(file))) yield return (Path.GetRelativePath(Repository.Root, file), message);
        }
    }

    /// <summary>The messages of one file.</summary>
    public static IEnumerable<string> In(string source)
    {
        foreach (string call in Calls)
        {
            for (int at = source.IndexOf(call, StringComparison.Ordinal); at >= 0; at = source.IndexOf(call, at + call.Length, StringComparison.Ordinal))
            {
                foreach (string message in Literals(source, at + call.Length))
                {
                    if (message.Trim().Contains(' ', StringComparison.Ordinal) && message.Count(char.IsLetter) > 3) yield return message;
                }
            }
        }
    }

    // The literals of an argument list; those joined by + are one.
    private static List<string> Literals(string source, int at)
    {
        var found = new List<string>();
        bool joins = false;
        int depth = 1;
        while (at < source.Length && depth > 0)
        {
            char c = source[at];
            if (c == '"' || (c == '$' && source[at + 1] == '"'))
            {
                string literal = Literal(source, ref at);
                if (joins && found.Count > 0) found[^1] += literal;
                else found.Add(literal);
                joins = false;
                continue;
            }
            if (c is '(' or '{' or '[') depth++;
            else if (c is ')' or '}' or ']') depth--;
            else if (c == '+') joins = true;
            else if (!char.IsWhiteSpace(c)) joins = false;
            at++;
        }
        return found;
    }

    // One literal, "…" or $"…", at points to its first character and then behind it.
    private static string Literal(string source, ref int at)
    {
        var text = new StringBuilder();
        bool hasHoles = source[at] == '$';
        at += hasHoles ? 2 : 1;
        while (source[at] != '"')
        {
            if (source[at] == '\\')
            {
                text.Append(source[at + 1]);
                at += 2;
            }
            else if (hasHoles && source[at] == '{' && source[at + 1] != '{')
            {
                int depth = 0;
                do
                {
                    if (source[at] == '{') depth++;
                    else if (source[at] == '}') depth--;
                    at++;
                }
                while (depth > 0);
                text.Append('0');
            }
            else
            {
                if (hasHoles && source[at] is '{' or '}') at++;
                text.Append(source[at++]);
            }
        }
        at++;
        return text.ToString();
    }
}
