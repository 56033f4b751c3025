using System.Globalization;
using System.Text;
using PolicyIngest.Cli.Files;
using PolicyIngest.Ingest.Readers.Processes;

namespace PolicyIngest.Cli.Extracting;

/// <summary>
/// Files that come as frames on a stream: a line with length and name, then as many bytes. Each lies in a temporary folder from when it is read until its record is written; no more are
/// read ahead than the reading needs.
/// </summary>
/// <param name="input">The frames.</param>
/// <param name="mostBytes">Largest file; what is longer is passed over and told as it would be of a file.</param>
internal sealed class FrameSource(Stream input, long mostBytes) : IDisposable
{
    // "1048576 plans/2031/方案.docx"; names have no more bytes than systems allow.
    private const int LongestHead = 8_192;

    private readonly TemporaryFolder _folder = new();
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _start, _end;

    /// <summary>How many frames were read.</summary>
    public int Count { get; private set; }

    /// <summary>The files, one after the other.</summary>
    /// <exception cref="UsageException">The stream holds something else, or ends within a frame.</exception>
    public IEnumerable<InputFile> Files()
    {
        while (Head() is { } head)
        {
            int space = head.IndexOf(' ', StringComparison.Ordinal);
            if (space < 1 || space == head.Length - 1 || !long.TryParse(head.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out long length))
                throw new UsageException($"frame {Count + 1} has no head such as '1048576 plan.docx'; a frame is length, blank, name and line end, then as many bytes");
            string name = head[(space + 1)..];
            string path = System.IO.Path.Combine(Directory.CreateDirectory(System.IO.Path.Combine(_folder.Path, Count.ToString(CultureInfo.InvariantCulture))).FullName, LastPart(name));
            Copy(length, path, name);
            Count++;
            yield return new InputFile(new FilePath(path)) { Name = name };
        }
    }

    /// <summary>Says that a file's record is written; its bytes go.</summary>
    public static void Done(string key) => Directory.Delete(System.IO.Path.GetDirectoryName(key)!, recursive: true);

    /// <inheritdoc/>
    public void Dispose() => _folder.Dispose();

    /// <summary>The last part of a name, since readers look at endings; a plain one where it can't be a file's name.</summary>
    private static string LastPart(string name)
    {
        string last = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        bool isName = last.Length > 0 && last is not ("." or "..") && Encoding.UTF8.GetByteCount(last) <= 200 && last.IndexOfAny(System.IO.Path.GetInvalidFileNameChars()) < 0;
        return isName ? last : "file";
    }

    private string? Head()
    {
        var head = new List<byte>();
        while (true)
        {
            if (_start == _end && !Fill())
                return head.Count == 0 ? null : throw new UsageException($"the frames end within the head of frame {Count + 1}; what sent them was stopped");
            byte next = _buffer[_start++];
            if (next == '\n') break;
            head.Add(next);
            if (head.Count > LongestHead) throw new UsageException($"frame {Count + 1} has no head such as '1048576 plan.docx'; a frame is length, blank, name and line end, then as many bytes");
        }
        return Encoding.UTF8.GetString([.. head]).TrimEnd('\r');
    }

    private void Copy(long length, string path, string name)
    {
        using var file = File.Create(path);
        // Of one that is too long a byte more than is allowed is kept, by which the reading knows it.
        for (long left = length, kept = 0; left > 0;)
        {
            if (_start == _end && !Fill()) throw new UsageException($"the frames end within {name}; what sent them was stopped");
            int count = (int)Math.Min(left, _end - _start);
            int write = (int)Math.Min(count, Math.Max(0, mostBytes + 1 - kept));
            file.Write(_buffer, _start, write);
            (kept, left, _start) = (kept + write, left - count, _start + count);
        }
    }

    private bool Fill()
    {
        (_start, _end) = (0, input.Read(_buffer));
        return _end > 0;
    }
}
