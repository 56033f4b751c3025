using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace PolicyIngest.Cli.Files;

/// <summary>The few calls of Linux that are needed for paths that are no UTF-8, which .NET can't list or open.</summary>
internal static class LinuxFiles
{
    private const int ReadOnly = 0, CloseOnExec = 0x80000, NonBlocking = 0x800;

    // struct dirent of 64-bit Linux: inode (8), offset (8), length (2), type (1), name.
    private const int TypeOffset = 18, NameOffset = 19;
    private const byte FolderType = 4;

    // struct statx, which is the same on every processor: the mode (2 bytes) stands at 28.
    private const int StatusSize = 256, ModeOffset = 28, CurrentFolder = -100;
    private const uint TypeWanted = 1;
    private const int TypeMask = 0xF000, OrdinaryType = 0x8000, FolderMode = 0x4000;
    private const int NoEntry = 2, NotAFolder = 20; // ENOENT, ENOTDIR

    /// <summary>Whether paths that are no UTF-8 can be used on this system.</summary>
    public static bool IsSupported { get; } = OperatingSystem.IsLinux() && Environment.Is64BitProcess;

    /// <summary>The names in a folder as bytes, each with whether it is a folder itself.</summary>
    /// <exception cref="IOException">The folder can't be listed.</exception>
    public static List<(byte[] Name, bool IsFolder)> List(FilePath folder)
    {
        nint directory = opendir(Terminated(folder));
        if (directory == 0) throw Fault();
        try
        {
            var names = new List<(byte[], bool)>();
            for (nint entry = readdir(directory); entry != 0; entry = readdir(directory))
            {
                byte[] name = NameAt(entry + NameOffset);
                if (name is not ([(byte)'.'] or [(byte)'.', (byte)'.'])) names.Add((name, Marshal.ReadByte(entry, TypeOffset) == FolderType));
            }
            return names;
        }
        finally
        {
            _ = closedir(directory);
        }
    }

    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="IOException">It can't be opened.</exception>
    public static SafeFileHandle Open(FilePath path)
    {
        // A pipe without a writer must not make the program wait.
        int handle = open(Terminated(path), ReadOnly | CloseOnExec | NonBlocking);
        return handle >= 0 ? new SafeFileHandle(handle, ownsHandle: true) : throw Fault();
    }

    /// <summary>What a path leads to, links followed; nothing is opened.</summary>
    public static FileKind KindOf(FilePath path)
    {
        byte[] status = new byte[StatusSize];
        if (statx(CurrentFolder, Terminated(path), 0, TypeWanted, status) != 0)
            return Marshal.GetLastPInvokeError() is NoEntry or NotAFolder ? FileKind.Missing : FileKind.Unknown;
        return (BitConverter.ToUInt16(status, ModeOffset) & TypeMask) switch
        {
            OrdinaryType => FileKind.Ordinary,
            FolderMode => FileKind.Folder,
            _ => FileKind.Other,
        };
    }

    private static byte[] NameAt(nint address)
    {
        int length = 0;
        while (Marshal.ReadByte(address, length) != 0) length++;
        byte[] name = new byte[length];
        Marshal.Copy(address, name, 0, length);
        return name;
    }

    private static byte[] Terminated(FilePath path) => [.. path.Raw ?? Encoding.UTF8.GetBytes(path.Text), 0];

    private static IOException Fault() => new(new Win32Exception(Marshal.GetLastPInvokeError()).Message);

#pragma warning disable SYSLIB1054 // Source-generated calls would need unsafe code throughout the program.
    [DllImport("libc", SetLastError = true)]
    private static extern nint opendir(byte[] path);

    [DllImport("libc", SetLastError = true)]
    private static extern nint readdir(nint directory);

    [DllImport("libc")]
    private static extern int closedir(nint directory);

    [DllImport("libc", SetLastError = true)]
    private static extern int open(byte[] path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int statx(int folder, byte[] path, int flags, uint wanted, byte[] status);
#pragma warning restore SYSLIB1054
}
