using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace PolicyIngest.Cli.Files;

/// <summary>
/// A path. Unix allows names that are no UTF-8 (a GBK name on an old share), which a string can't hold and .NET can't open: such a path
/// carries its bytes, and its text shows the odd ones as <c>\xE4</c>.
/// </summary>
/// <param name="Text">As it is shown, and opened where there are no bytes.</param>
/// <param name="Raw">The bytes of a path that is no UTF-8, else null.</param>
internal sealed record FilePath(string Text, byte[]? Raw = null)
{
    private const string Escape = "\\x";

    /// <summary>Absolute path with <c>/</c>, by which the database knows a file.</summary>
    public string Key { get; } = IsName(Text) ? Path.GetFullPath(Text).Replace(Path.DirectorySeparatorChar, '/') : Text;

    /// <summary>Whether a text can be a path at all: it is not empty and holds no NUL.</summary>
    public static bool IsName(string text) => text.Length > 0 && !text.Contains('\0', StringComparison.Ordinal);

    /// <summary>The path of these bytes.</summary>
    public static FilePath Of(ReadOnlySpan<byte> bytes) => Utf8.IsValid(bytes) ? new(Encoding.UTF8.GetString(bytes)) : new(Shown(bytes), bytes.ToArray());

    /// <summary>The path of a name in this folder.</summary>
    public FilePath Child(ReadOnlySpan<byte> name) =>
        Raw is null && Utf8.IsValid(name) ? Child(Encoding.UTF8.GetString(name)) : Of([.. Raw ?? Encoding.UTF8.GetBytes(Text), (byte)'/', .. name]);

    /// <summary>The path of a name in this folder.</summary>
    public FilePath Child(string name) => Raw is null ? new(Path.Combine(Text, name)) : Child(Encoding.UTF8.GetBytes(name));

    /// <summary>The paths that a key may stand for: the one of that name and, where it shows odd bytes as <c>\xE4</c>, the one with these bytes.</summary>
    public static IEnumerable<FilePath> ThatMayBe(string key)
    {
        yield return new FilePath(key);
        if (!LinuxFiles.IsSupported || !key.Contains(Escape, StringComparison.Ordinal)) yield break;
        var bytes = new List<byte>(key.Length);
        for (int at = 0; at < key.Length;)
        {
            bool isByte = string.CompareOrdinal(key, at, Escape, 0, Escape.Length) == 0 && at + 4 <= key.Length
                && byte.TryParse(key.AsSpan(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);
            int length = isByte ? 4 : char.IsSurrogatePair(key, at) ? 2 : 1;
            if (isByte) bytes.Add(byte.Parse(key.AsSpan(at + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
            else bytes.AddRange(Encoding.UTF8.GetBytes(key.Substring(at, length)));
            at += length;
        }
        yield return new FilePath(key, [.. bytes]);
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string Shown(ReadOnlySpan<byte> bytes)
    {
        var shown = new StringBuilder(bytes.Length);
        while (!bytes.IsEmpty)
        {
            bool isValid = Rune.DecodeFromUtf8(bytes, out var rune, out int length) == System.Buffers.OperationStatus.Done;
            if (isValid) shown.Append(rune.ToString());
            else foreach (byte odd in bytes[..length]) shown.Append(CultureInfo.InvariantCulture, $"{Escape}{odd:X2}");
            bytes = bytes[length..];
        }
        return shown.ToString();
    }
}
