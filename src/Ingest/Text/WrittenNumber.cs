namespace PolicyIngest.Ingest.Text;

/// <summary>A number as it is written: in digits (<c>1,200</c>), in words (<c>三千五百</c>) or in both (<c>12亿5000万</c>).</summary>
/// <param name="Length">How many UTF-16 code units it takes up.</param>
/// <param name="Value">The whole value; 12亿5000万 is 1,250,000,000.</param>
/// <param name="Scale">The greatest 万, 亿 in it as a factor; 1 where there is none.</param>
/// <param name="InWords">Whether it has no digit 0-9.</param>
public readonly record struct WrittenNumber(int Length, decimal Value, decimal Scale, bool InWords)
{
    /// <summary>The value counted in its 万 or 亿: 12.5 for 12亿5000万.</summary>
    public decimal Scaled => Value / Scale;

    /// <summary>The word of the scale: 万, 亿, 万亿, or nothing.</summary>
    public string ScaleWord => Scale switch { 1 => "", 10_000 => "万", 100_000_000 => "亿", _ => "万亿" };
}
