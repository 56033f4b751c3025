using System.Text;
using PolicyIngest.Ingest.Text;

namespace PolicyIngest.Tests.Support.Fuzzing;

/// <summary>Damages files in the ways in which files get damaged, and some more. The same seed gives the same damage.</summary>
/// <param name="seed">What the damage depends on.</param>
/// <param name="others">Files of which pieces are put into others.</param>
internal sealed class Mutator(int seed, IReadOnlyList<byte[]> others)
{
    private readonly Random _random = new(seed);

    /// <summary>A damaged copy, by one to three changes.</summary>
    public byte[] Mutate(byte[] file)
    {
        byte[] changed = [.. file];
        for (int changes = _random.Next(1, 4); changes > 0 && changed.Length > 0; changes--) changed = MutateOnce(changed);
        return changed;
    }

    private byte[] MutateOnce(byte[] file)
    {
        if (file.AsSpan().StartsWith("PK"u8) && _random.Next(4) > 0) return new PackageMutator(_random, MutateOnce).Mutate(file);
        return _random.Next(10) switch
        {
            0 or 1 => FlipBits(file),
            2 => file[.._random.Next(file.Length)],
            3 => Cut(file),
            4 => Duplicate(file),
            5 => Splice(file),
            6 => Fill(file),
            7 => Recode(file),
            _ => new MarkupMutator(_random).Mutate(file),
        };
    }

    private byte[] FlipBits(byte[] file)
    {
        for (int flips = 1 << _random.Next(8); flips > 0; flips--) file[_random.Next(file.Length)] ^= (byte)(1 << _random.Next(8));
        return file;
    }

    private byte[] Cut(byte[] file)
    {
        var (start, end) = Range(file.Length);
        return [.. file[..start], .. file[end..]];
    }

    private byte[] Duplicate(byte[] file)
    {
        var (start, end) = Range(Math.Min(file.Length, 50_000));
        int times = _random.Next(1, 20);
        return [.. file[..end], .. Enumerable.Repeat(file[start..end], times).SelectMany(piece => piece), .. file[end..]];
    }

    private byte[] Splice(byte[] file)
    {
        byte[] other = others[_random.Next(others.Count)];
        var (start, end) = Range(Math.Max(1, other.Length));
        int at = _random.Next(file.Length + 1);
        return [.. file[..at], .. other.AsSpan(Math.Min(start, other.Length)..Math.Min(end, other.Length)), .. file[(_random.Next(2) == 0 ? at : Math.Min(file.Length, at + end - start))..]];
    }

    private byte[] Fill(byte[] file)
    {
        var (start, end) = Range(file.Length);
        if (_random.Next(2) == 0) _random.NextBytes(file.AsSpan(start..end));
        else file.AsSpan(start..end).Fill((byte)_random.Next(256));
        return file;
    }

    /// <summary>Text in another encoding than it says, or read by another and written again.</summary>
    private byte[] Recode(byte[] file)
    {
        Encoding[] all = [Encoding.UTF8, Encodings.Gb18030, Encoding.Unicode, Encoding.BigEndianUnicode, Encoding.Latin1, Encoding.UTF32];
        return all[_random.Next(all.Length)].GetBytes(all[_random.Next(all.Length)].GetString(file));
    }

    /// <summary>A piece, mostly a short one.</summary>
    private (int Start, int End) Range(int length)
    {
        int start = _random.Next(length), most = length - start;
        return (start, start + (_random.Next(3) == 0 ? _random.Next(most + 1) : Math.Min(most, _random.Next(1, 64))));
    }
}
