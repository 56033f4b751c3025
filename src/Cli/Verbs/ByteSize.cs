using System.Globalization;

namespace PolicyIngest.Cli.Verbs;

/// <summary>A number of bytes as people write it.</summary>
/// <param name="Bytes">The number.</param>
internal readonly record struct ByteSize(long Bytes)
{
    /// <summary>Reads <c>800000</c>, <c>64KB</c>, <c>256MB</c>, <c>1G</c>; null for anything else and for 0.</summary>
    public static ByteSize? Parse(string text)
    {
        string number = text.TrimEnd('B', 'b');
        int shift = number.Length == 0 ? 0 : char.ToUpperInvariant(number[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, _ => 0 };
        if (shift > 0) number = number[..^1];
        bool isNumber = long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long value);
        return isNumber && value > 0 && value <= long.MaxValue >> shift ? new ByteSize(value << shift) : null;
    }

    /// <summary>The number in the largest unit that has no remainder: <c>256MB</c>.</summary>
    public override string ToString() =>
        Bytes % (1 << 30) == 0 ? Shown(Bytes >> 30, "GB") : Bytes % (1 << 20) == 0 ? Shown(Bytes >> 20, "MB") : Shown(Bytes, "");

    private static string Shown(long number, string unit) => number.ToString(CultureInfo.InvariantCulture) + unit;
}
