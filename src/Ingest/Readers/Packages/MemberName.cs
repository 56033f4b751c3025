namespace PolicyIngest.Ingest.Readers.Packages;

/// <summary>Names of files inside archives, which may be anything.</summary>
internal static class MemberName
{
    /// <summary>The name without steps up, drive, leading slash and control characters.</summary>
    public static string Safe(string name)
    {
        var steps = name.Split('/').Where(step => step.Length > 0 && step is not ("." or ".."))
            .Select(step => string.Concat(step.Select(c => char.IsControl(c) || c == ':' ? '_' : c)));
        return string.Join('/', steps);
    }

    /// <summary>What systems and programs leave behind: __MACOSX/, .DS_Store, Thumbs.db, ~$方案.docx.</summary>
    public static bool IsLitter(string name)
    {
        string last = name[(name.LastIndexOf('/') + 1)..];
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal) || last.StartsWith('.') || last.StartsWith("~$", StringComparison.Ordinal)
            || last.Equals("Thumbs.db", StringComparison.OrdinalIgnoreCase) || last.Equals("desktop.ini", StringComparison.OrdinalIgnoreCase);
    }
}
