using PolicyIngest.Ingest.Readers.Pages;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>How a letter shows on the page.</summary>
internal enum Ink
{
    /// <summary>In a colour.</summary>
    Coloured,

    /// <summary>In white: to be seen on a dark ground only.</summary>
    White,

    /// <summary>Not at all (text rendering mode 3), as the text that text recognition puts under the picture of a page.</summary>
    None,
}

/// <summary>A letter, or what a font takes for one, with its place in points from the upper left corner of the page as shown.</summary>
/// <param name="Text">Its characters; empty where the font does not say which they are.</param>
/// <param name="X">Where it starts on its baseline.</param>
/// <param name="Y">Height of its start.</param>
/// <param name="AdvanceX">From its start to its end on the baseline, to the right.</param>
/// <param name="AdvanceY">From its start to its end on the baseline, downwards.</param>
/// <param name="Em">Font size as drawn.</param>
/// <param name="Ink">How it shows.</param>
internal readonly record struct DrawnLetter(string Text, double X, double Y, double AdvanceX, double AdvanceY, double Em, Ink Ink);

/// <summary>A rectangle on the page, in points from its upper left corner.</summary>
internal readonly record struct DrawnArea(double Left, double Top, double Right, double Bottom)
{
    public double Size => (Right - Left) * (Bottom - Top);
}

/// <summary>A picture on the page.</summary>
/// <param name="Area">The rectangle around it.</param>
/// <param name="ToPage">Leads from its unit square to the page's user space, whose y grows upwards from the lower left corner.</param>
/// <param name="IsWhite">Whether, as a mask, it is painted in white.</param>
/// <param name="Content">Gives its samples; asked for only where they are wanted.</param>
internal sealed record DrawnPicture(DrawnArea Area, TransformationMatrix ToPage, bool IsWhite, Func<IPdfImage> Content);

/// <summary>A page as its drawing operators leave it.</summary>
/// <param name="Width">Width as shown, in points.</param>
/// <param name="Height">Height as shown.</param>
/// <param name="Letters">The letters in the order in which they are drawn.</param>
/// <param name="Rules">Straight lines along the page's edges, and shapes so thin that they are lines.</param>
/// <param name="Grounds">Coloured areas on which white letters may stand.</param>
/// <param name="Pictures">Pictures in the order in which they are drawn.</param>
internal sealed record DrawnPage(
    double Width, double Height, List<DrawnLetter> Letters, List<PageRule> Rules, List<DrawnArea> Grounds, List<DrawnPicture> Pictures);
