using System.Text;
using Org.BouncyCastle.Crypto.Digests;

namespace PolicyIngest.Ingest;

/// <summary>
/// A hash SHA-256 in the making. .NET's own calls OpenSSL on Linux and ends the whole program where that is not installed; this one needs nothing
/// beside the program.
/// </summary>
public sealed class Sha256
{
    private readonly Sha256Digest _digest = new();

    /// <summary>The hash of bytes, as 64 hexadecimal digits in lower case.</summary>
    public static string Hex(ReadOnlySpan<byte> bytes)
    {
        var hash = new Sha256();
        hash.Append(bytes);
        return hash.ToHex();
    }

    /// <summary>The hash of a text in UTF-8, as 64 hexadecimal digits in lower case.</summary>
    public static string Hex(ReadOnlySpan<char> text)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Hex(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
    }

    /// <summary>Adds bytes to what is hashed.</summary>
    public void Append(ReadOnlySpan<byte> bytes) => _digest.BlockUpdate(bytes);

    /// <summary>Adds a text in UTF-8.</summary>
    public void Append(string text) => Append(Encoding.UTF8.GetBytes(text));

    /// <summary>The hash of all that was added, as 64 hexadecimal digits in lower case; the next bytes begin a new one.</summary>
    public string ToHex()
    {
        byte[] hash = new byte[_digest.GetDigestSize()];
        _digest.DoFinal(hash);
        return Convert.ToHexStringLower(hash);
    }
}
