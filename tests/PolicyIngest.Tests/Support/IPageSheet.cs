namespace PolicyIngest.Tests.Support;

/// <summary>A page to write on, in points from its upper left corner; a text's y is its base line.</summary>
internal interface IPageSheet
{
    void Write(double x, double y, string text, double size);

    void Rule(double x1, double y1, double x2, double y2);
}

/// <summary>A file of fixed pages: PDF or OFD.</summary>
internal interface IPageFile
{
    /// <summary>Adds a page of A4 upright.</summary>
    IPageSheet AddSheet();

    byte[] Save();
}
