namespace PolicyIngest.Ingest.Readers.Pages;

/// <summary>Puts pages upright whose text runs down or up the page, as wide tables on upright sheets do.</summary>
internal static class PageTurn
{
    /// <summary>The page with its text from left to right; the same page where it is so already.</summary>
    /// <param name="page">The page as shown.</param>
    /// <param name="runsDown">Whether text on its side runs down the page; else it runs up.</param>
    public static PageContent Upright(PageContent page, bool runsDown)
    {
        int onSide = 0, upright = 0;
        foreach (var word in page.Words)
        {
            if (word.Text.Length < 2) continue;
            if (word.IsOnSide || word.Height > 1.5 * word.Width) onSide++;
            else if (word.Width > 1.2 * word.Height) upright++;
        }
        if (onSide < 3 || onSide < 3 * upright) return page;
        return page with
        {
            Width = page.Height,
            Height = page.Width,
            Words = [.. page.Words.Select(word => runsDown
                ? word with { Left = word.Top, Top = page.Width - word.Right, Right = word.Bottom, Bottom = page.Width - word.Left, IsOnSide = IsLeftOnSide(word) }
                : word with { Left = page.Height - word.Bottom, Top = word.Left, Right = page.Height - word.Top, Bottom = word.Right, IsOnSide = IsLeftOnSide(word) })],
            Rules = [.. page.Rules.Select(rule => Turn(rule, page, runsDown))],
        };
    }

    private static bool IsLeftOnSide(PageWord word) => !word.IsOnSide && word.Text.Length > 1 && word.Width > 1.2 * word.Height;

    private static PageRule Turn(PageRule rule, PageContent page, bool runsDown)
    {
        if (runsDown)
        {
            return rule.IsHorizontal
                ? new PageRule(false, rule.At, page.Width - rule.To, page.Width - rule.From)
                : new PageRule(true, page.Width - rule.At, rule.From, rule.To);
        }
        return rule.IsHorizontal
            ? new PageRule(false, page.Height - rule.At, rule.From, rule.To)
            : new PageRule(true, rule.At, page.Height - rule.To, page.Height - rule.From);
    }
}
