using PolicyIngest.Ingest.Readers.Packages;

namespace PolicyIngest.Ingest.Readers.Word;

/// <summary>
/// Picks exactly one branch of <c>mc:AlternateContent</c>: the first choice that current programs understand, else the fallback. A text
/// box stands in both and would otherwise be read twice.
/// </summary>
internal struct AlternateContent(XmlCursor xml)
{
    // Prefixes of extensions that Word shows; all programs use the same ones.
    private static readonly HashSet<string> Understood = new(StringComparer.OrdinalIgnoreCase)
    {
        "wps", "wpg", "wpc", "wpi", "wp14", "wp15", "w14", "w15", "w16", "w16se", "w16cid", "w16cex", "w16sdtdh", "w16du", "wne",
        "a14", "a16", "am3d", "aink", "c14", "c16", "cx", "m", "o", "v", "mv", "x14", "x15", "xr",
    };

    private readonly int _depth = xml.Depth;
    private bool _isChosen;

    /// <summary>Goes to the chosen branch: true once, and then false at the end of the whole.</summary>
    public bool Next()
    {
        while (xml.NextChild(_depth))
        {
            if (_isChosen || !(xml.Name == "mc:Fallback" || (xml.Name == "mc:Choice" && IsUnderstood(xml.Attribute("Requires"))))) continue;
            _isChosen = true;
            return true;
        }
        return false;
    }

    private static bool IsUnderstood(string? requires)
    {
        foreach (string prefix in (requires ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
            if (!Understood.Contains(prefix)) return false;
        return true;
    }
}
