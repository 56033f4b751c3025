using System.Buffers.Binary;
using System.Security.Cryptography;

namespace PolicyIngest.Ingest.Readers.Pdf.Drawing;

/// <summary>
/// Decrypts the streams of files that everybody may open but not everybody may change: their user password is empty. Many government
/// offices publish such files. Files with a real password never get here, for poppler can't open them.
/// </summary>
internal sealed class PdfDecryption
{
    // What the standard puts behind a password of less than 32 bytes, and so all of the empty one.
    private static readonly byte[] Padding = Convert.FromHexString("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A");

    private readonly byte[] _key;
    private readonly Cipher _cipher;

    private PdfDecryption(byte[] key, Cipher cipher)
    {
        _key = key;
        _cipher = cipher;
    }

    private enum Cipher
    {
        None,
        Rc4,
        Aes,
        Aes256,
    }

    /// <summary>Reads a file's encryption dictionary; null when it is of a kind that is not known.</summary>
    public static PdfDecryption? From(PdfObjects objects, Dictionary<string, object?> entries, byte[] fileId)
    {
        int version = (int)(objects.Number(entries.GetValueOrDefault("V")) ?? 0);
        int revision = (int)(objects.Number(entries.GetValueOrDefault("R")) ?? 0);
        if (entries.GetValueOrDefault("Filter") is not PdfName { Value: "Standard" }) return null;
        if (objects.Resolve(entries.GetValueOrDefault("O")) is not byte[] { Length: >= 32 } owner) return null;
        if (objects.Resolve(entries.GetValueOrDefault("U")) is not byte[] { Length: >= 32 } user) return null;
        var cipher = version >= 4 ? StreamCipher(objects, entries) : Cipher.Rc4;
        if (version == 5)
            return objects.Resolve(entries.GetValueOrDefault("UE")) is byte[] { Length: >= 32 } wrapped && user.Length >= 48
                ? new PdfDecryption(UnwrapKey(user, wrapped, revision), cipher)
                : null;
        if (version is < 1 or > 5) return null;

        int length = version == 1 ? 5 : version == 4 ? 16 : (int)Math.Clamp((objects.Number(entries.GetValueOrDefault("Length")) ?? 40) / 8, 5, 16);
        byte[] permissions = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(permissions, (int)(long)(objects.Number(entries.GetValueOrDefault("P")) ?? 0));
        bool plainMetadata = revision >= 4 && entries.GetValueOrDefault("EncryptMetadata") is PdfKeyword { Value: "false" };
        byte[] hash = MD5.HashData([.. Padding, .. owner.AsSpan(0, 32), .. permissions, .. fileId, .. plainMetadata ? [255, 255, 255, 255] : Array.Empty<byte>()]);
        for (int i = 0; revision >= 3 && i < 50; i++) hash = MD5.HashData(hash.AsSpan(0, length));
        return new PdfDecryption(hash[..length], cipher);
    }

    /// <summary>The plain bytes of an object's stream; null when they can't be had.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> bytes, int number)
    {
        if (_cipher == Cipher.None) return bytes.ToArray();
        if (_cipher == Cipher.Aes256) return DecryptAes(_key, bytes);
        // The generation is taken for 0, which it is in all files but a handful.
        byte[] salted = [.. _key, (byte)number, (byte)(number >> 8), (byte)(number >> 16), 0, 0, .. _cipher == Cipher.Aes ? "sAlT"u8 : []];
        byte[] key = MD5.HashData(salted)[..Math.Min(_key.Length + 5, 16)];
        return _cipher == Cipher.Aes ? DecryptAes(key, bytes) : Rc4(key, bytes);
    }

    private static Cipher StreamCipher(PdfObjects objects, Dictionary<string, object?> entries)
    {
        if (entries.GetValueOrDefault("StmF") is not PdfName { Value: var filter }) return Cipher.None;
        var method = objects.Dictionary(objects.Dictionary(entries.GetValueOrDefault("CF"))?.GetValueOrDefault(filter))?.GetValueOrDefault("CFM");
        return (method as PdfName)?.Value switch { "V2" => Cipher.Rc4, "AESV2" => Cipher.Aes, "AESV3" => Cipher.Aes256, _ => Cipher.None };
    }

    /// <summary>The file's key, which the hash of the empty password and a salt unlocks.</summary>
    private static byte[] UnwrapKey(byte[] user, byte[] wrapped, int revision)
    {
        var salt = user.AsSpan(40, 8);
        byte[] hash = SHA256.HashData(salt);
        if (revision >= 6) hash = Harden(hash);
        using var aes = Aes.Create();
        aes.Key = hash;
        return aes.DecryptCbc(wrapped.AsSpan(0, 32), new byte[16], PaddingMode.None);
    }

    /// <summary>The repeated hash of PDF 2.0 (ISO 32000-2, algorithm 2.B) for the empty password.</summary>
    private static byte[] Harden(byte[] start)
    {
        byte[] hash = start;
        using var aes = Aes.Create();
        for (int round = 0; ; round++)
        {
            byte[] repeated = new byte[64 * hash.Length];
            for (int i = 0; i < 64; i++) hash.CopyTo(repeated, i * hash.Length);
            aes.Key = hash[..16];
            byte[] coded = aes.EncryptCbc(repeated, hash.AsSpan(16, 16), PaddingMode.None);
            int remainder = 0;
            foreach (byte b in coded.AsSpan(0, 16)) remainder += b;
            hash = (remainder % 3) switch { 0 => SHA256.HashData(coded), 1 => SHA384.HashData(coded), _ => SHA512.HashData(coded) };
            if (round >= 63 && coded[^1] <= round - 32) return hash[..32];
        }
    }

    private static byte[]? DecryptAes(byte[] key, ReadOnlySpan<byte> bytes)
    {
        int length = bytes.Length / 16 * 16;
        if (length < 32) return [];
        try
        {
            using var aes = Aes.Create();
            aes.Key = key;
            // The padding at the end is left on: behind packed bytes it does no harm.
            return aes.DecryptCbc(bytes[16..length], bytes[..16], PaddingMode.None);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Rc4(byte[] key, ReadOnlySpan<byte> bytes)
    {
        byte[] state = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }
        byte[] plain = new byte[bytes.Length];
        for (int n = 0, i = 0, j = 0; n < plain.Length; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            plain[n] = (byte)(bytes[n] ^ state[(state[i] + state[j]) & 255]);
        }
        return plain;
    }
}
